"""The one event loop on which this process talks with the cluster.

Dask's client would start a thread and a loop of its own for each try to connect, and leave them behind where it fails.
"""

from __future__ import annotations

import asyncio
import threading

from tornado.ioloop import IOLoop


class Loop:
    """A loop in a thread of its own, running until it is stopped."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run()), name="cluster io", daemon=True
        )
        self._thread.start()
        self._ready.wait()

    async def _run(self) -> None:
        self.io = IOLoop.current()
        self._stop = asyncio.Event()
        self._ready.set()
        await self._stop.wait()

    def stop(self) -> None:
        """End it, and everything that still runs on it."""
        self.io.add_callback(self._stop.set)
        self._thread.join(timeout=5)
