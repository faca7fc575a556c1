"""Starts, finds again and stops one server inside its own fence: a learner's JupyterLab, or a course's book."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import psutil
from jupyterhub.spawner import Spawner
from tornado import web
from traitlets import Instance, default

from hub_config import course_server, fence, learner_view, leftovers, lesson_list, sandbox, unfenced
from hub_config.authenticator import HUB_USER
from hub_config.book_way import BookWay
from hub_config.homes import prepare_home
from hub_config.language import language_of
from hub_config.leftovers import start_ticks
from hub_config.refusal import Refusal
from hub_config.settings import Settings
from hub_config.space import Fill, fill_of
from hub_config.watch import Watch
from hub_config.watched import Watched, end

FIRST_LEARNER_UID = 40000
STOP_SECONDS = 8.0


class LearnerSpawner(Spawner):
    """One server in bubblewrap, reached through a unix socket that the hub made; the user's name says which kind."""

    settings = Instance(Settings, help="this installation").tag(config=True)

    # One for all: a look at the host's processes serves every learner.
    watch = Watch()
    pid = 0
    started = 0
    running: fence.Running | None = None

    @property
    def folder(self) -> Path:
        """Where this server's socket and pid stand."""
        return Path(self.settings.servers) / str(self.user.name)

    @cached_property
    def way(self) -> BookWay:
        """How a book's server reaches its rows."""
        return BookWay(self.settings, str(self.user.name))

    @property
    def is_book(self) -> bool:
        """Whether this is the server of a course's book (成績簿) and nobody's own."""
        return course_server.offering_of(self.user.name) is not None

    @default("server_token_scopes")
    def _fewest_scopes(self) -> list[str]:
        """A book hands nothing in; empty is the hub's word for its whole role `server`."""
        return list(course_server.TOKEN_SCOPES) if self.is_book else []

    @property
    def server(self) -> Any:
        """The hub's record of the server, whose address the database cannot hold: always our socket."""
        server = Spawner.server.fget(self)
        if server is not None and self.user is not None:
            server.connect_url = "http+unix://" + quote(str(self.folder / "s.sock"), safe="")
        return server

    @server.setter
    def server(self, server: Any) -> None:
        Spawner.server.fset(self, server)

    def load_state(self, state: dict[str, Any]) -> None:
        """Take up pid and start time after a restart of the hub."""
        super().load_state(state)
        self.pid = int(state.get("pid", 0))
        self.started = int(state.get("started", 0))

    def get_state(self) -> dict[str, Any]:
        """What the next hub needs to find this server again."""
        state: dict[str, Any] = super().get_state()
        return {**state, "pid": self.pid, "started": self.started} if self.pid else state

    def clear_state(self) -> None:
        """Forget a server that has ended."""
        super().clear_state()
        self.pid, self.started, self.running = 0, 0, None

    async def start(self) -> str:
        """Build the fence, start the launcher inside, and tell the hub where it listens."""
        if not (self.is_book or HUB_USER.fullmatch(self.user.name)):
            # The name becomes part of paths; webapp makes only opaque ones.
            raise web.HTTPError(404, "no-such-learner")
        uid = FIRST_LEARNER_UID + int(self.user.id) if self.settings.own_uids else None
        # A hub that was killed half-way through a start may have left a server that nobody knows any more.
        await asyncio.to_thread(leftovers.stop, leftovers.remembered(self.folder / "pid.json"), 2.0)
        described, texts = await (self.prepare_book(uid) if self.is_book else self.prepare_learner(uid))
        listening = fence.open_listening_socket(self.folder / "s.sock")
        try:
            self.running = await asyncio.to_thread(self.launch, described, listening, texts, uid)
        except fence.SandboxFailed as error:
            self.log.error("No sandbox for %s: %s", self.user.name, error)
            raise web.HTTPError(500, "no-sandbox") from error
        finally:
            listening.close()
        self.pid, self.started = self.running.pid, self.running.started
        # The gate knows by these pids whose server is asking.
        leftovers.remember(self.folder / "pid.json", [self.pid, self.running.outer.pid])
        self.running.let_begin()
        self.keep_watched()
        await self.wait_until_it_answers()
        return "http+unix://" + quote(str(self.folder / "s.sock"), safe="")

    async def prepare_learner(self, uid: int | None) -> tuple[sandbox.Sandbox, dict[str, str]]:
        """A learner's home and the lessons they are enrolled in."""
        home = self.settings.homes / self.user.name
        await asyncio.to_thread(prepare_home, home, uid)
        lessons = lesson_list.enrolled_lessons(self.settings.releases, self.courses())
        texts = {**sandbox.MADE_UP_FILES, sandbox.LESSON_LIST: json.dumps(lessons, ensure_ascii=False)}
        limits = (self.settings.home_limit, self.settings.files_limit)
        fill = await asyncio.to_thread(fill_of, home, *limits)
        return self.describe(home, lessons, tidying=fill is Fill.FAR_BEYOND), texts

    async def prepare_book(self, uid: int | None) -> tuple[sandbox.Sandbox, dict[str, str]]:
        """A course's book, which webapp made; without one there is nothing to open."""
        book = course_server.book_of(self.settings, self.user.name)
        if not await asyncio.to_thread(course_server.prepare_book, book, uid):
            raise web.HTTPError(404, "no-book")
        try:
            rows = await self.way.open()
        except Refusal as refusal:
            self.log.error("No way to the rows of %s: %s", self.user.name, refusal)
            raise web.HTTPError(500, "no-book-rows") from refusal
        return course_server.describe(self.settings, book, self.get_env(), rows), dict(sandbox.MADE_UP_FILES)

    def launch(
        self, described: sandbox.Sandbox, listening: socket.socket, texts: dict[str, str], uid: int | None
    ) -> fence.Running:
        """Start the described server behind its fence, or without one where that was asked for explicitly."""
        if self.settings.unprotected:
            folder = self.settings.run / "unprotected" / str(self.user.name)
            return unfenced.start(described, listening, texts, uid, folder)
        return fence.start(described, listening, texts, uid)

    async def wait_until_it_answers(self) -> None:
        """Ask the new server once: the answer comes when it is ready, an error as soon as it has died.

        The hub itself would ask a dead one for a minute.
        """
        transport = httpx.AsyncHTTPTransport(uds=str(self.folder / "s.sock"))
        try:
            async with httpx.AsyncClient(transport=transport, timeout=self.start_timeout) as client:
                await client.get(f"http://server{self.server.base_url}api")
        except httpx.HTTPError as error:
            said = self.running.complaints()[-2000:] if self.running is not None else ""
            self.log.error("The server of %s did not answer (%r): %s", self.user.name, error, said)
            raise web.HTTPError(500, "no-answer") from error

    def courses(self) -> list[str]:
        """The courses of the offerings this learner is enrolled in, as webapp wrote them on the hub's groups."""
        return lesson_list.courses_of(self.user.orm_user.groups)

    def describe(
        self, home: Path, lessons: list[dict[str, Any]], *, tidying: bool = False
    ) -> sandbox.Sandbox:
        """Say what this learner's server may see and what it is told."""
        language = language_of(self.handler) if self.handler else "ja"
        told = learner_view.variables(self.get_env(), self.settings, language)
        # A home far above its limit: files can be deleted, and nothing runs.
        told |= {"TATEYAMA_TIDYING": "1"} if tidying else {}
        return learner_view.describe(self.settings, home, lessons, told)

    async def poll(self) -> int | None:
        """None while the same process still runs; a reused pid is not it."""
        if self.is_alive():
            self.keep_watched()
            await self.way.keep()
            return None
        self.watch.remove(self.user.name)
        self.way.close()
        code = self.running.outer.poll() if self.running is not None else None
        return code or 0

    def keep_watched(self) -> None:
        """Have the outer watch look after this server; after a restart of the hub it starts here."""
        settings = self.settings
        home = settings.homes / self.user.name
        if self.is_book:
            # The book grows with what all learners hand in, and only the worker adds to it.
            home = self.folder
            self.user.settings["oauth_no_confirm_list"].add(self.oauth_client_id)
        limits = (settings.memory_limit, settings.home_limit, settings.files_limit)
        self.watch.add(self.user.name, Watched(self.pid, self.started, home, *limits))

    def is_alive(self) -> bool:
        """Whether the process that we started is there and no zombie."""
        if not self.pid or start_ticks(self.pid) != self.started:
            return False
        try:
            return psutil.Process(self.pid).status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False

    async def stop(self, now: bool = False) -> None:
        """Ask the server to end, then end the whole namespace through its first process."""
        self.watch.remove(self.user.name)
        if not now and self.is_alive():
            self.ask_to_end()
            await self.wait_for_end(STOP_SECONDS)
        if self.is_alive():
            end(self.pid, self.started)
            await self.wait_for_end(STOP_SECONDS)
        if self.running is not None:
            await asyncio.to_thread(self.running.outer.wait)
            os.close(self.running.complaint)
            self.running = None
        self.way.close()
        for name in ("s.sock", "pid.json"):
            (self.folder / name).unlink(missing_ok=True)

    def ask_to_end(self) -> None:
        """Tell the server itself: the namespace's first process is bwrap's and hears nothing but SIGKILL."""
        try:
            first = psutil.Process(self.pid)
            for process in [first] if self.settings.unprotected else first.children()[:1]:
                process.terminate()
        except psutil.NoSuchProcess:
            return

    async def wait_for_end(self, seconds: float) -> None:
        """Wait until the process is gone, at most so long."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.is_alive() and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """What the waiting page shows; the words stand in its template."""
        yield {"progress": 30, "message": "starting"}
