"""並べて動かす: work of many lessons at once, on the cores that there are, with results in their own order."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Given], Made], many: Iterable[Given]) -> list[Made]:
    """Do the same work for many; threads are enough, since it is all done in processes that they wait for."""
    with ThreadPoolExecutor(max_workers=cores()) as pool:
        return list(pool.map(work, many))


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))
