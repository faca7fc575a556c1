"""One request at the gate: is it on the list, and if so, asked anew on the other side.

Nothing is relayed. Tornado reads the request strictly, and what goes on is written afresh from its method, its path as the
list has it, a few headers and the whole body; so a second request hidden in the first is never seen by hub or webapp.
"""

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.httpclient import AsyncHTTPClient
from tornado.web import RequestHandler, stream_request_body

from hub_config.gate import sockets
from hub_config.gate.refusals import NOT_ON_THE_LIST, TOO_LARGE, TOO_MANY, UNKNOWN, Reason, Refused
from hub_config.gate.turns import Turns
from hub_config.gate.ways import MOST_NOTEBOOK, MOST_WORDS, Way, find_way

# Cookies and forwarded addresses stay inside: who asks is the token's owner, and a sandbox has no address.
TOLD = ("Authorization", "Content-Type", "Accept", "Idempotency-Key")
ANSWERED = ("Content-Type", "Retry-After", "X-JupyterHub-Version")
LENGTH = re.compile(r"[0-9]{1,9}", re.ASCII)
# Of a refused path only what looks like one is written down: a sandbox can send anything, a person's words too.
PLAIN = re.compile(r"[A-Za-z0-9/._-]{0,80}", re.ASCII)

log = logging.getLogger("tateyama.gate")


def plain(target: str) -> str:
    """The beginning of a request's target as it may stand in the log."""
    found = PLAIN.match(target)
    shown = found[0] if found else ""
    return shown if shown == target else f"{shown}…"


@stream_request_body
class Passing(RequestHandler):
    """Every method and path comes here, and the list decides."""

    way: Way
    uploads = False

    def initialize(self, clients: Mapping[str, AsyncHTTPClient], turns: Turns) -> None:
        """Take what all requests share."""
        self.clients, self.turns = clients, turns
        self.body = bytearray()

    @property
    def own(self) -> str:
        """The hub user in whose sandbox the asker runs; our server knows it for each connection."""
        return str(self.request.remote_ip)

    def set_default_headers(self) -> None:
        """Nobody needs to know what the gate is made of."""
        self.clear_header("Server")

    def prepare(self) -> None:
        """Decide before any of the body is read."""
        try:
            self.way = self.find()
            self.make_room()
        except Refused as refused:
            self.refuse(refused.reason)

    def find(self) -> Way:
        """The way for this request; raises Refused."""
        if not self.own:
            raise Refused(UNKNOWN)
        way = find_way(str(self.request.method), str(self.request.uri), self.own)
        if way is None or "Upgrade" in self.request.headers:
            raise Refused(NOT_ON_THE_LIST)
        if not self.turns.may_ask(self.own):
            raise Refused(TOO_MANY)
        return way

    def make_room(self) -> None:
        """Say how much may come; of what fills memory one sandbox has little under way."""
        if self.way.most_bytes == MOST_NOTEBOOK:
            self.uploads = self.turns.may_upload(self.own)
            if not self.uploads:
                raise Refused(TOO_MANY)
        length = self.request.headers.get("Content-Length", "0")
        if not LENGTH.fullmatch(length):
            raise Refused(NOT_ON_THE_LIST)
        if int(length) > self.way.most_bytes:
            raise Refused(TOO_LARGE)
        connection = self.request.connection
        if isinstance(connection, HTTP1Connection):
            connection.set_max_body_size(max(self.way.most_bytes, MOST_WORDS))

    def data_received(self, chunk: bytes) -> None:
        """Keep the body until it is whole; Tornado hangs up on what grows beyond its limit."""
        self.body += chunk

    async def pass_on(self) -> None:
        """Ask on the other side and hand the answer back."""
        try:
            if len(self.body) > self.way.most_bytes:
                raise Refused(TOO_LARGE)
            headers = {name: self.request.headers[name] for name in TOLD if name in self.request.headers}
            body, self.body = bytes(self.body), bytearray()
            answer = await sockets.ask(
                self.clients[self.way.leads_to],
                self.way.leads_to,
                str(self.request.uri),
                method=self.way.method,
                headers=headers,
                body=body if self.way.method == "POST" else None,
            )
        except Refused as refused:
            self.refuse(refused.reason)
            return
        self.set_status(answer.code, answer.reason)
        for name in ANSWERED:
            if name in answer.headers:
                self.set_header(name, answer.headers[name])
        # Not awaited: the asker may have hung up meanwhile, and then nobody minds.
        self.finish(answer.body or None)

    get = post = pass_on

    def refuse(self, reason: Reason) -> None:
        """Answer in words; what was not on the list is written down."""
        if reason is NOT_ON_THE_LIST and self.turns.is_worth_a_line(self.own):
            log.warning("%s asked for %s: refused", self.own, plain(str(self.request.uri)))
        self.set_status(reason.status)
        self.set_header("Content-Type", "application/json")
        if reason.retry_after:
            self.set_header("Retry-After", str(reason.retry_after))
        self.finish(json.dumps(reason.body(), ensure_ascii=False))

    def write_error(self, status_code: int, **_told: Any) -> None:
        """A failure of our own says nothing of how."""
        self.finish(json.dumps({"status": status_code, "error": "gate_failed"}))

    def compute_etag(self) -> None:
        """No answer of ours is remembered."""

    def on_finish(self) -> None:
        """Give the room back."""
        self.leave()

    def on_connection_close(self) -> None:
        """Who hangs up gives the room back too."""
        super().on_connection_close()
        self.leave()

    def leave(self) -> None:
        """Once only."""
        if self.uploads:
            self.turns.of(self.own).uploads -= 1
            self.uploads = False
