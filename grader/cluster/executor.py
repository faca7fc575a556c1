"""The Executor whose work is done on the cluster; it keeps a connection, and says how the cluster stands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any

from distributed import Client

from grader.cluster.errand import run
from grader.cluster.loop import Loop
from grader.cluster.secure import CONNECT_SECONDS, configure, security_of
from grader.cluster.state import ClusterState
from grader.cluster.under_way import UnderWay, cancel
from grader.environment import environment_digest

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds
AGAIN_AFTER = 2.0  # seconds between two tries to reach the scheduler
# Longer than a submission may take where it waits for another and then both of its workers are lost.
ANSWER_WITHIN = 600.0


def seat() -> str:
    """What Dask counts a worker's free places by: a worker in another environment has none of this name."""
    return f"grading in {environment_digest()}"


class Cluster(Executor):
    """採点の計算機: what is submitted runs there.

    A future that is cancelled was not done, because the connection is gone; it can be submitted again.
    """

    def __init__(self, scheduler: str, keys: Path) -> None:
        configure()
        self._scheduler, self._security = scheduler, security_of(keys)
        self._state = ClusterState()
        self._lock = threading.Lock()
        self._line: Executor | None = None
        self._under_way = UnderWay()
        self._told = ""  # why it cannot be reached: the same reason is logged once
        self._stop = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="cluster", daemon=True)
        self._keeper.start()

    @property
    def state(self) -> ClusterState:
        """How it stood a second ago."""
        return self._state

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a module-level function run on JSON bytes; without a connection the future is cancelled at once."""
        with self._lock:
            if self._line is not None:
                return self._under_way.follow(self._line.submit(run, fn, *args, **kwargs))
        nobody: Future[Any] = Future()
        cancel(nobody)
        return nobody

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Hang up; what is under way is cancelled."""
        self._stop.set()
        self._let_go()
        if wait:
            self._keeper.join(timeout=2 * CONNECT_SECONDS)

    def _keep(self) -> None:
        """Connect, look at the cluster again and again, and connect anew where it does not answer any more."""
        loop = Loop()
        while not self._stop.is_set():
            try:
                self._work_with(self._connect(loop))
            except Exception as error:  # whatever it is, hand-ins wait until the next try
                if (reason := f"{type(error).__name__}: {error}") != self._told:
                    log.warning("the cluster at %s cannot be reached: %s", self._scheduler, reason)
                self._told = reason
            self._let_go()
            self._stop.wait(AGAIN_AFTER)
        loop.stop()

    def _connect(self, loop: Loop) -> Client:
        return Client(
            self._scheduler,
            security=self._security,
            loop=loop.io,
            timeout=CONNECT_SECONDS,
            set_as_default=False,
            name="tateyama",
        )

    def _work_with(self, client: Client) -> None:
        try:
            with self._lock:
                self._line = client.get_executor(pure=False, resources={seat(): 1})
            self._state = self._look(client)
            self._told = ""
            log.info("the cluster at %s is reached: %s", self._scheduler, self._state)
            while not self._stop.wait(LOOK_EVERY):
                self._state = self._look(client)
                self._under_way.give_up(ANSWER_WITHIN)
        finally:
            self._let_go()
            with suppress(Exception):
                client.close(timeout=CONNECT_SECONDS)

    def _look(self, client: Client) -> ClusterState:
        """Ask the scheduler itself; raises where it does not answer."""
        if client.status != "running":
            raise ConnectionError("the connection was lost")
        told = client.sync(_identity, client, callback_timeout=CONNECT_SECONDS)
        seats = [int(worker["resources"].get(seat(), 0)) for worker in told["workers"].values()]
        return ClusterState(True, len(seats) - seats.count(0), sum(seats), seats.count(0))

    def _let_go(self) -> None:
        """Tell everybody who waits that nothing will come."""
        with self._lock:
            self._line, self._state = None, ClusterState()
        self._under_way.let_go()


async def _identity(client: Client) -> dict[str, Any]:
    """What the scheduler knows of every worker; asked here, since Dask's own question takes no answer for an old one."""
    if client.scheduler is None:
        raise ConnectionError("the connection was lost")
    return dict(await client.scheduler.identity(n_workers=-1))
