"""Counts what the learner saves and runs, by course, and tells webapp now and then (活動の日計, never for credit)."""

import asyncio
import json
import os
import uuid
from collections import defaultdict
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from . import webapp_api
from .words import Trouble

CONTENTS = "https://events.jupyter.org/jupyter_server/contents_service/v1"
TELL_EVERY = 60.0  # seconds
MOST_AT_ONCE = 500
MOST_COURSES = 20
SAVES, RUNS = "saves", "runs"


def course_of(path: object) -> str:
    """The course in whose folder a notebook lies; empty for everything else."""
    folder, _, rest = str(path).strip("/").partition("/")
    return folder if rest.endswith(".ipynb") and not folder.startswith(".") else ""


class Activity:
    """What was done since webapp was told last; a report without an answer is sent again under the same key."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: {SAVES: 0, RUNS: 0})
        self._sending: tuple[str, bytes] | None = None

    def listen(self, event_logger: Any) -> None:
        """Count the saves that Jupyter's own events tell of."""
        event_logger.add_listener(schema_id=CONTENTS, listener=self._heard)

    def add(self, path: object, what: str, number: int = 1) -> None:
        """Count for the course of this notebook, as far as webapp would take it."""
        course = course_of(path)
        if course and (course in self._counts or len(self._counts) < MOST_COURSES):
            self._counts[course][what] = min(MOST_AT_ONCE, self._counts[course][what] + number)

    async def run(self) -> None:
        """Tell webapp now and then, for as long as the server lives."""
        every = float(os.environ.get("TATEYAMA_ACTIVITY_SECONDS", TELL_EVERY))
        while True:
            await asyncio.sleep(every)
            await self.tell()

    async def tell(self) -> None:
        """One report, if there is anything; it waits while webapp is away, and is dropped where webapp refuses it."""
        if self._sending is None and self._counts:
            content = json.dumps({"courses": self._counts}).encode()
            self._sending = (str(uuid.uuid4()), content)
            self._counts.clear()
        if self._sending is None:
            return
        key, content = self._sending
        try:
            await webapp_api.post_activity(content, key)
        except Trouble as trouble:
            if trouble.retriable:
                return
        self._sending = None

    async def _heard(self, logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        if data.get("action") == "save":
            self.add(data.get("path"), SAVES)


class ActivityHandler(APIHandler):
    """活動 (what Lab alone sees: that cells ran)."""

    auth_resource = "contents"

    def initialize(self, activity: Activity) -> None:
        """Take what all requests share."""
        self.activity = activity

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Count `runs` cells of the notebook at `path`."""
        body = self.get_json_body() or {}
        runs = body.get("runs")
        if type(runs) is not int or runs < 1:
            raise web.HTTPError(400)
        self.activity.add(body.get("path"), RUNS, runs)
        self.set_status(204)
        self.finish()
