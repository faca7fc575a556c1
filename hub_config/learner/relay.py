"""Carries the learner's server's own requests from a loopback port to the gate's unix socket (中継).

It stands inside the sandbox, where a learner can go around it: what may pass is decided at the gate, outside.

The sandbox's network is empty, and `requests` and browsers' libraries cannot speak to a unix socket.
"""

import asyncio
import socket
import threading
from pathlib import Path

PORT = 8100
PIECE = 64 * 1024


def start(target: Path, port: int) -> int:
    """Relay in the background; connections are accepted from here on. Returns the port, for whoever asked for port 0."""
    listening = socket.create_server(("127.0.0.1", port))

    async def serve() -> None:
        server = await asyncio.start_server(Relay(target).carry, sock=listening)
        async with server:
            await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), name="relay", daemon=True).start()
    return int(listening.getsockname()[1])


class Relay:
    """Joins each incoming connection with one to the target."""

    def __init__(self, target: Path) -> None:
        self.target = target

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join one connection; when the gate is away it is closed, which the asker sees as unreachable."""
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(str(self.target))
        except OSError:
            writer.close()
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(pump(reader, far_writer))
                both.create_task(pump(far_reader, writer))
        except* OSError:
            pass
        finally:
            for end in (writer, far_writer):
                end.close()


async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    """Carry bytes one way until the source ends, then say so to the sink."""
    while piece := await source.read(PIECE):
        sink.write(piece)
        await sink.drain()
    if sink.can_write_eof():
        sink.write_eof()
