"""Looks at the memory of a sandbox's process tree from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


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
            found += map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    except OSError:
        pass  # gone since it was listed
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(pid: int) -> int:
    """A process's share of memory, where the kernel tells; else all that it has mapped."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return _resident(pid)
