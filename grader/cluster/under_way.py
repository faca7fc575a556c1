"""What was sent to the cluster and is not answered yet: to whoever waits, each is a future of our own.

Dask's own stay silent where its client was closed; ours are cancelled then.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from typing import Any

from grader.cluster.errand import FaultElsewhere, sheet_of


class UnderWay:
    """Dask's futures, the one that each is told to, and since when."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[Future[Any], tuple[Future[Any], float]] = {}

    def follow(self, sent: Future[Any]) -> Future[Any]:
        """The future in which somebody hears what came of it."""
        told: Future[Any] = Future()
        with self._lock:
            self._open[sent] = told, time.monotonic()
        sent.add_done_callback(self._answered)
        return told

    def give_up(self, seconds: float) -> None:
        """What has no answer after so long is a fault."""
        late = time.monotonic() - seconds
        with self._lock:
            overdue = [sent for sent, (_, began) in self._open.items() if began < late]
            told = [self._open.pop(sent)[0] for sent in overdue]
        for future in told:
            future.set_exception(FaultElsewhere(f"no answer from the cluster within {seconds:g} s"))
        for sent in overdue:
            sent.cancel()

    def let_go(self) -> None:
        """Tell everybody who waits that nothing will come."""
        with self._lock:
            waiting = [told for told, _ in self._open.values()]
            self._open.clear()
        for told in waiting:
            cancel(told)

    def _answered(self, sent: Future[Any]) -> None:
        with self._lock:
            told, _ = self._open.pop(sent, (None, 0.0))
        if told is None:
            return
        if sent.cancelled():
            cancel(told)
            return
        try:
            told.set_result(sheet_of(sent.result()))
        except Exception as error:
            told.set_exception(error)


def cancel(told: Future[Any]) -> None:
    """Cancel a future that nobody began, and wake whoever waits for it."""
    told.cancel()
    told.set_running_or_notify_cancel()
