"""Looks at the memory of sandboxes' process trees from outside."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

PAGE = os.sysconf("SC_PAGE_SIZE")
# Seconds between two looks; a submission talks hundreds of times in as long, and each look costs more than a line.
APART = 0.1
CHUNK = 65_536


class Watch:
    """Looks ten times a second at what one process tree holds, however often it is asked to."""

    def __init__(self, pid: int, limit: int) -> None:
        self._pid, self._limit = pid, limit
        self._next = time.monotonic() + APART

    def exceeded(self) -> bool:
        """Whether the tree holds more than it may, as far as it is time to look again."""
        if (now := time.monotonic()) < self._next:
            return False
        self._next = now + APART
        return self.exceeded_now()

    def exceeded_now(self) -> bool:
        """The same, looked at in any case."""
        return memory_of_tree(self._pid, self._limit) > self._limit


def memory_of_tree(pid: int, limit: int) -> int:
    """Bytes the tree under a process holds; shared pages are told apart only where it matters."""
    tree = list(_tree(pid))
    resident = sum(_resident(member) for member in tree)
    return resident if resident <= limit else sum(_proportional(member) for member in tree)


def _tree(pid: int) -> Iterator[int]:
    pending = [pid]
    while pending:
        member = pending.pop()
        yield member
        pending += _children(member)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, _read(f"/proc/{pid}/task/{task}/children").split())
    except OSError:
        pass  # gone since it was listed
    return found


def _resident(pid: int) -> int:
    try:
        return int(_read(f"/proc/{pid}/statm").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    """A process's share of memory, where the kernel tells; else all that it has mapped."""
    try:
        for line in _read(f"/proc/{pid}/smaps_rollup").splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return _resident(pid)


def _read(path: str) -> bytes:
    """One of the kernel's small files; a list of children may be longer than one piece."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return b"".join(iter(lambda: os.read(fd, CHUNK), b""))
    finally:
        os.close(fd)
