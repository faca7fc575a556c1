"""The gate's server: takes connections, knows whose each is, and closes it after one request."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from weakref import WeakSet

from tornado.http1connection import HTTP1ServerConnection
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPConnection, HTTPMessageDelegate
from tornado.iostream import IOStream
from tornado.web import Application

from hub_config.gate.callers import Callers
from hub_config.gate.passing import Passing
from hub_config.gate.sockets import client_of
from hub_config.gate.turns import Turns
from hub_config.gate.ways import HUB, MOST_NOTEBOOK, WEBAPP

# Who sends half a request and waits is let go of.
HEADER_SECONDS = 10.0
BODY_SECONDS = 60.0
MOST_HEADERS = 32 * 1024


@dataclass(frozen=True)
class Caller:
    """The other end of a connection as Tornado carries it along: for us an address is a hub user's name."""

    remote_ip: str
    protocol: str = "http"

    def __str__(self) -> str:
        """As it stands in the log."""
        return self.remote_ip or "a stranger"


class GateServer(HTTPServer):
    """Tornado's own server, with a name for each connection and few of them for each name."""

    callers: Callers
    turns: Turns
    served: WeakSet[object]

    def initialize(self, *arguments: Any, **options: Any) -> None:
        """As Tornado's, with `callers` and `turns`."""
        self.callers, self.turns = options.pop("callers"), options.pop("turns")
        self.served = WeakSet()
        super().initialize(*arguments, **options)

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Take a connection, or hang up on a sandbox that has enough of them."""
        name = self.callers.name_of(stream.socket)
        if not self.turns.may_connect(name):
            stream.close()
            return
        connection = HTTP1ServerConnection(stream, self.conn_params, Caller(name))
        self._connections.add(connection)
        connection.start_serving(self)

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Read one request of a connection: what had come along behind it lies in a buffer, closed or not, and is thrown away."""
        if server_conn in self.served:
            cast(HTTP1ServerConnection, server_conn).stream.close()
            return HTTPMessageDelegate()
        self.served.add(server_conn)
        return super().start_request(server_conn, request_conn)

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        super().on_close(server_conn)
        caller = cast(Caller, cast(HTTP1ServerConnection, server_conn).context)
        self.turns.of(caller.remote_ip).connections -= 1


def make_server(servers: Path, hub: Path, webapp: Path) -> GateServer:
    """The gate between the sandboxes below `servers` and these two sockets; it needs a running loop."""
    turns = Turns()
    clients = {HUB: client_of(hub), WEBAPP: client_of(webapp)}
    everything = Application(
        [(r".*", Passing, {"clients": clients, "turns": turns})], log_function=lambda _handler: None
    )
    return GateServer(
        everything,
        callers=Callers(servers),
        turns=turns,
        no_keep_alive=True,
        max_header_size=MOST_HEADERS,
        max_body_size=MOST_NOTEBOOK,
        idle_connection_timeout=HEADER_SECONDS,
        body_timeout=BODY_SECONDS,
    )
