"""The two kinds of processes that a cluster is made of: the scheduler, and a worker on each machine that grades."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from distributed import Scheduler, Worker

from grader.cluster.errand import STOPPING
from grader.cluster.executor import seat
from grader.cluster.secure import CONNECT_SECONDS, security_of

log = logging.getLogger(__name__)

AGAIN_AFTER = 2.0  # seconds between two tries to reach the scheduler
# Dask opens a port for HTTP whatever it is told: it is closed again before anybody is let in, and answers nothing.
NO_DASHBOARD = "127.0.0.1:0"


@dataclass(frozen=True)
class Place:
    """Where a worker works: for which scheduler, how many submissions at once, on which address and port."""

    scheduler: str
    keys: Path
    seats: int
    host: str | None = None
    port: int = 0


async def schedule(address: str, keys: Path, stop: asyncio.Event) -> None:
    """Be the scheduler until `stop` is set."""
    async with Scheduler(
        host=address,
        security=security_of(keys),
        dashboard=False,
        dashboard_address=NO_DASHBOARD,
    ) as scheduler:
        scheduler.http_server.stop()
        log.info("the scheduler listens at %s", scheduler.address)
        await stop.wait()


async def grade_for(place: Place, stop: asyncio.Event) -> None:
    """Grade for the scheduler until `stop` is set; one that is away is asked again and again."""
    while not stop.is_set():
        try:
            await _grade_while_connected(place, stop)
        except (OSError, TimeoutError) as error:
            log.warning("the scheduler at %s cannot be reached: %s", place.scheduler, error)
        if not stop.is_set():
            await _first(stop.wait(), asyncio.sleep(AGAIN_AFTER))


async def _grade_while_connected(place: Place, stop: asyncio.Event) -> None:
    with tempfile.TemporaryDirectory(prefix="tateyama-cluster-") as scratch:
        worker = Worker(
            place.scheduler,
            nthreads=place.seats,
            resources={seat(): place.seats},
            security=security_of(place.keys),
            host=place.host,
            port=place.port,
            memory_limit=0,  # what is large here is in the sandboxes, which have limits of their own
            death_timeout=CONNECT_SECONDS,
            dashboard_address=NO_DASHBOARD,
            local_directory=scratch,
        )
        async with worker:
            worker.http_server.stop()
            log.info("grades %d at a time for %s", place.seats, place.scheduler)
            await _first(stop.wait(), worker.finished())
            if stop.is_set():
                STOPPING.set()
                await worker.close(timeout=1, executor_wait=False)


async def _first(*awaitables: Awaitable[object]) -> None:
    """Wait for whichever is over first, and no longer for the others."""
    tasks = [asyncio.ensure_future(each) for each in awaitables]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
