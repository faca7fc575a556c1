"""One sandbox that is watched from outside: which processes are its own, and how one of them is ended."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hub_config.leftovers import start_ticks
from hub_config.measures import descendants, processes_of_all

# Every process of the host: its parent, and its start time.
Processes = Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class Watched:
    """One learner's sandbox: its first process on this host, its home, and its limits in bytes and files."""

    pid: int
    started: int
    home: Path
    memory_limit: int
    home_limit: int
    files_limit: int = 100_000


def is_same(watched: Watched) -> bool:
    """Whether the pid still belongs to the sandbox."""
    return start_ticks(watched.pid) == watched.started


def family_of(watched: Watched, everybody: Processes | None = None) -> dict[int, tuple[int, int]]:
    """Everything below a sandbox's first process with parent and start time; nothing when that process is gone."""
    known = processes_of_all() if everybody is None else everybody
    if known.get(watched.pid, (0, 0))[1] != watched.started:
        return {}
    parents = {pid: parent for pid, (parent, _) in known.items()}
    return {pid: known[pid] for pid in descendants(watched.pid, parents)}


def end(pid: int, started: int) -> None:
    """End a process."""
    send(pid, started, signal.SIGKILL)


def send(pid: int, started: int, number: signal.Signals) -> None:
    """Signal a process that may be gone already; whoever has its pid by then is left alone."""
    if start_ticks(pid) != started:
        return
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
