"""集計の控え: a year's table is counted once a minute at most; the page says for which moment it counted."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Table = TypeVar("Table")
MOST_KEPT = 200


class Kept(Generic[Table]):
    """Keeps what was counted for so many seconds, per key; safe for threads, and bounded."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._tables: OrderedDict[Hashable, tuple[float, Table]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, count: Callable[[], Table]) -> Table:
        """What was counted lately, or what `count` counts now."""
        with self._lock:
            until, table = self._tables.get(key, (0.0, None))
        if table is not None and self._clock() < until:
            return table
        counted = count()
        with self._lock:
            self._tables[key] = (self._clock() + self._seconds, counted)
            self._tables.move_to_end(key)
            while len(self._tables) > MOST_KEPT:
                self._tables.popitem(last=False)
        return counted
