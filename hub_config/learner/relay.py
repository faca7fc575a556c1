"""Carries the learner's server's own requests from a loopback port to webapp's unix socket (中継).

The sandbox's network is empty, and `requests` and browsers' libraries cannot speak to a unix socket.
"""

import asyncio
import threading
from pathlib import Path

PORT = 8100
PIECE = 64 * 1024


def start(target: Path, port: int) -> int:
    """Start relaying in the background; returns the port once it accepts, for whoever asked for port 0."""
    ready = threading.Event()
    bound: list[int] = []

    async def serve() -> None:
        relay = Relay(target)
        server = await asyncio.start_server(relay.carry, "127.0.0.1", port)
        bound.append(server.sockets[0].getsockname()[1])
        ready.set()
        async with server:
            await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), name="relay", daemon=True).start()
    if not ready.wait(timeout=10):
        raise OSError(f"the relay could not listen on port {port}")
    return bound[0]


class Relay:
    """Joins each incoming connection with one to the target."""

    def __init__(self, target: Path) -> None:
        self.target = target

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join one connection; when webapp is away it is closed, which the asker sees as unreachable."""
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
