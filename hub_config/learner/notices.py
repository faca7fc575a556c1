"""Notices (お知らせ): what the server did to a kernel or to a file, told in the learner's Lab."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

SCHEMA_ID = "https://tateyama.invalid/events/notice"
SCHEMA = {
    "$id": SCHEMA_ID,
    "version": "1",
    "title": "There is a new notice for the learner",
    "type": "object",
    "properties": {"id": {"type": "integer"}},
    "required": ["id"],
}
MOST_KEPT = 20


@dataclass(frozen=True)
class Notice:
    """One thing to tell; `kind` is memory or home, `kernel` the id of a kernel that was ended for it."""

    id: int
    kind: str
    message: dict[str, str]
    kernel: str = ""

    def to_json(self) -> dict[str, Any]:
        """What the browser reads."""
        return {"id": self.id, "kind": self.kind, "message": self.message, "kernel": self.kernel}


class Notices:
    """The newest notices; Lab hears of a new one at once through Jupyter's event stream."""

    def __init__(self, event_logger: Any) -> None:
        event_logger.register_event_schema(SCHEMA)
        self._event_logger = event_logger
        self._kept: deque[Notice] = deque(maxlen=MOST_KEPT)
        self._last = 0

    def add(self, kind: str, message: dict[str, str], kernel: str = "") -> None:
        """Keep the notice and ring the bell; the text itself is fetched by an authenticated request."""
        self._last += 1
        self._kept.append(Notice(self._last, kind, message, kernel))
        self._event_logger.emit(schema_id=SCHEMA_ID, data={"id": self._last})

    def since(self, after: int) -> list[Notice]:
        """The notices after this number, oldest first; all, when the browser remembers an earlier server."""
        return [notice for notice in self._kept if notice.id > after or after > self._last]


class NoticesHandler(APIHandler):
    """お知らせ (what happened since the browser last asked)."""

    auth_resource = "contents"
    # Asking for notices is not work: it must not keep an idle server alive.
    _track_activity = False

    def initialize(self, notices: Notices) -> None:
        """Take what all requests share."""
        self.notices = notices

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with the notices after the number `after`."""
        after = self.get_query_argument("after", "0")
        newer = self.notices.since(int(after) if after.isdecimal() else 0)
        self.finish({"notices": [notice.to_json() for notice in newer]})
