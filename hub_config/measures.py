"""What the kernel says about processes and files, read from /proc without asking the processes."""

import os
from collections.abc import Mapping
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def parents_of_all() -> dict[int, int]:
    """Every process of this host with its parent."""
    return {pid: parent for pid in all_pids() if (parent := parent_of(pid)) is not None}


def all_pids() -> list[int]:
    """Every pid of this host."""
    return [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]


def parent_of(pid: int) -> int | None:
    """A process's parent, or None when it is gone (field 4 of stat)."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return None


def descendants(first: int, parents: Mapping[int, int]) -> list[int]:
    """Everything below the sandbox's first process; what is orphaned inside comes back to it."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [first]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def resident_bytes(pid: int) -> int:
    """Resident memory, shared pages counted in full."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def proportional_bytes(pid: int) -> int:
    """Resident memory, each shared page counted by its share (PSS)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return resident_bytes(pid)


def size_of(name: str, folder: int) -> int:
    """What a file takes on the disk; a sparse one takes less than it says."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False).st_blocks * 512
    except OSError:
        return 0
