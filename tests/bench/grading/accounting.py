"""CPU seconds and memory of warm processes and of everything that was forked from them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def used(warm: Iterable[int]) -> float:
    """CPU seconds of this process, of warm processes by bubblewrap's pid, and of every sandbox that ended.

    bubblewrap hides what runs in it from getrusage here; the warm process inside buries its own children, so that its
    own line in /proc has them all.
    """
    own = os.times()
    pids = (member for pid in warm for member in (pid, *inside(pid)))
    return own.user + own.system + sum(map(_seconds, pids))


def inside(pid: int) -> Iterator[int]:
    """The warm process that a bubblewrap started."""
    with contextlib.suppress(OSError):
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())


def memory(pid: int) -> dict[str, float]:
    """Resident and proportional memory of one process in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines[1:])
    return {name: int(fields[name].split()[0]) * 1024 / 1_000_000 for name in ("Rss", "Pss")}


def _seconds(pid: int) -> float:
    """User, system, children's user and children's system time of one process."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS
    return 0.0
