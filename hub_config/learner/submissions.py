"""Handlers for the button: hand the saved notebook in, and ask where it stands."""

import re
import uuid
from asyncio import to_thread
from collections import OrderedDict
from collections.abc import Awaitable
from pathlib import Path

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from . import webapp_api
from .saved_file import read_saved
from .webapp_api import Answer
from .words import Trouble

NUMBER = re.compile(r"[A-Za-z0-9-]{1,40}")
MOST_PINNED = 4


class PinnedContents:
    """The bytes of submissions without a receipt yet.

    A retry must send what the first try sent: Lab may have saved in between, and other bytes under the same key would
    be refused.
    """

    def __init__(self) -> None:
        self._contents: OrderedDict[str, bytes] = OrderedDict()

    def get(self, key: str) -> bytes | None:
        """What the first try sent, if it is still known."""
        return self._contents.get(key)

    def pin(self, key: str, content: bytes) -> None:
        """Keep for a retry; the oldest goes, so that memory stays bounded."""
        self._contents[key] = content
        while len(self._contents) > MOST_PINNED:
            self._contents.popitem(last=False)

    def drop(self, key: str) -> None:
        """There will be no retry."""
        self._contents.pop(key, None)


class TateyamaHandler(APIHandler):
    """Signed-in people only, with the server's own protection against forged requests; troubles become words."""

    auth_resource = "contents"

    async def answer(self, asked: Awaitable[Answer]) -> None:
        """Send the answer, or the trouble, as JSON."""
        try:
            answer = await asked
        except Trouble as trouble:
            self.set_status(trouble.status)
            self.finish(trouble.to_json())
        else:
            self.set_status(answer.status)
            self.finish(answer.body)


class SubmissionsHandler(TateyamaHandler):
    """提出 (submit)."""

    def initialize(self, pinned: PinnedContents) -> None:
        """Take what all requests share."""
        self.pinned = pinned

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Hand in the saved file at `path` under the idempotency key `key`."""
        body = self.get_json_body() or {}
        await self.answer(self.submit(body.get("path"), body.get("key")))

    async def submit(self, path: object, key: object) -> Answer:
        """Read, send, and keep the bytes only while the same key may come again."""
        if not isinstance(path, str) or not is_key(key):
            raise Trouble(
                400,
                "bad_request",
                "提出の依頼を読み取れませんでした。画面を読み込み直してください。",
                "The request could not be understood. Please reload this page.",
            )
        content = self.pinned.get(str(key))
        if content is None:
            content = await to_thread(read_saved, Path(self.contents_manager.root_dir), path)
            self.pinned.pin(str(key), content)
        try:
            answer = await webapp_api.post_submission(content, str(key))
        except Trouble as trouble:
            if not trouble.retriable:
                self.pinned.drop(str(key))
            raise
        self.pinned.drop(str(key))
        return answer


class SubmissionHandler(TateyamaHandler):
    """結果 (the state and score of one submission)."""

    @web.authenticated
    @authorized
    async def get(self, number: str) -> None:
        """Ask webapp; only one's own submissions are found there."""
        if not NUMBER.fullmatch(number):
            raise web.HTTPError(404)
        await self.answer(webapp_api.get_submission(number))


def is_key(value: object) -> bool:
    """Whether this is a UUID, as webapp wants it."""
    try:
        return isinstance(value, str) and str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False
