"""WebSocket の確認: a websocket for people without an account, through the proxy that JupyterLab's go through as well.

It says back one word and hangs up. It stands in the hub, since webapp's server speaks no websockets; it reads no
cookie and asks no database.
"""

from typing import ClassVar

from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketHandler

WEBSOCKET_CHECK = r"/websocket-check"
LONGEST_WORD = 100
SECONDS = 10.0
# Of everybody together: whoever comes at a full moment is asked to try again by the page.
MOST_AT_ONCE = 64


class WebsocketCheck(WebSocketHandler):
    """One word there and back; only pages of this origin may ask, which is tornado's rule."""

    open_now: ClassVar[set["WebsocketCheck"]] = set()

    async def prepare(self) -> None:
        """Refuse before the upgrade where too many are open."""
        if len(self.open_now) >= MOST_AT_ONCE:
            self.set_status(503)
            await self.finish()

    def open(self, *_args: str, **_kwargs: str) -> None:
        """Wait a little for the word."""
        self.open_now.add(self)
        self._end = IOLoop.current().call_later(SECONDS, self.close)

    def on_message(self, message: str | bytes) -> None:
        """Say it back, and hang up."""
        if isinstance(message, str) and len(message) <= LONGEST_WORD:
            self.write_message(message)
        self.close()

    def on_close(self) -> None:
        """Make room for the next."""
        self.open_now.discard(self)
        IOLoop.current().remove_timeout(self._end)

    def get_compression_options(self) -> None:
        """No compression: a word is short."""
