"""Asking hub and webapp: a new request on a new connection, made of what was understood and of nothing else."""

import asyncio
import socket
import time
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.netutil import Resolver
from tornado.simple_httpclient import SimpleAsyncHTTPClient

from hub_config.gate.refusals import AWAY, Refused

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
# A hub that was killed is back sooner; until then a learner's server only waits.
AWAY_SECONDS = 12.0
MOST_ANSWER = 4 * 1024 * 1024
MOST_AT_ONCE = 512


class SocketResolver(Resolver):
    """Leads every name to one unix socket."""

    def initialize(self, path: Path) -> None:
        """Take the socket's path."""
        self.path = path

    def close(self) -> None:
        """Nothing is held."""

    async def resolve(self, host: str, port: int, family: Any = None) -> list[tuple[int, Any]]:
        """One address, whatever was asked."""
        return [(socket.AF_UNIX, str(self.path))]


def client_of(path: Path) -> AsyncHTTPClient:
    """A client that speaks to this socket alone."""
    return SimpleAsyncHTTPClient(
        force_instance=True,
        resolver=SocketResolver(path=path),
        max_clients=MOST_AT_ONCE,
        max_body_size=MOST_ANSWER,
    )


async def ask(client: AsyncHTTPClient, host: str, path: str, **told: Any) -> HTTPResponse:
    """Ask once somebody listens; raises Refused where nobody does for long, or where the answer breaks off."""
    request = HTTPRequest(
        f"http://{host}{path}",
        connect_timeout=CONNECT_SECONDS,
        request_timeout=ANSWER_SECONDS,
        follow_redirects=False,
        decompress_response=False,
        allow_nonstandard_methods=True,
        **told,
    )
    deadline = time.monotonic() + AWAY_SECONDS
    while True:
        try:
            return await client.fetch(request, raise_error=False)
        except (ConnectionRefusedError, FileNotFoundError) as error:
            # Nobody has read a word of it, so that it may be sent again whatever it is.
            if time.monotonic() > deadline:
                raise Refused(AWAY) from error
            await asyncio.sleep(0.25)
        except (HTTPClientError, OSError) as error:
            raise Refused(AWAY) from error
