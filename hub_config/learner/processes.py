"""What the server's children use: each kernel or terminal with everything that it started in turn."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class ProcessTree:
    """One child of the server (a kernel, a terminal) with its descendants."""

    root: int
    pids: tuple[int, ...]

    def resident_bytes(self) -> int:
        """Memory with shared pages counted fully: cheap, and never less than the fair share."""
        return sum(resident(pid) for pid in self.pids)

    def proportional_bytes(self) -> int:
        """Memory with each shared page divided among its users (PSS)."""
        return sum(proportional(pid) for pid in self.pids)

    def written_bytes(self) -> int:
        """Bytes that the living processes have written so far."""
        return sum(written(pid) for pid in self.pids)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to each process; those that are gone already do not matter."""
        for pid in self.pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue


def children_of(server: int) -> list[ProcessTree]:
    """The trees below the server, and in a sandbox those that have left their parent, each with its root first."""
    offspring: dict[int, list[int]] = {}
    for pid, parent in parents().items():
        offspring.setdefault(parent, []).append(pid)
    roots = list(offspring.get(server, []))
    if read(PROC / "1" / "comm").strip() == "bwrap":
        # What a kernel leaves behind falls to the sandbox's first process, beside the server itself.
        roots += [pid for pid in offspring.get(1, []) if pid != server]
    return [ProcessTree(root, tuple(descend(root, offspring))) for root in roots]


def descend(pid: int, offspring: dict[int, list[int]]) -> list[int]:
    """A process and its descendants, parents first."""
    found = [pid]
    for child in offspring.get(pid, []):
        found += descend(child, offspring)
    return found


def parents() -> dict[int, int]:
    """Every visible process and its parent."""
    found = {}
    for entry in os.scandir(PROC):
        if entry.name.isdecimal():
            # The name in brackets may itself hold brackets and spaces: the fields start after the last one.
            fields = read(PROC / entry.name / "stat").rpartition(")")[2].split()
            if len(fields) > 1:
                found[int(entry.name)] = int(fields[1])
    return found


def resident(pid: int) -> int:
    """Resident memory of one process in bytes; 0 when it has ended."""
    fields = read(PROC / str(pid) / "statm").split()
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def proportional(pid: int) -> int:
    """Proportional memory of one process in bytes; its resident memory where the kernel does not tell."""
    for line in read(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return resident(pid)


def written(pid: int) -> int:
    """Bytes one process has passed to write calls; 0 when it has ended."""
    for line in read(PROC / str(pid) / "io").splitlines():
        if line.startswith("wchar:"):
            return int(line.split()[1])
    return 0


def read(path: Path) -> str:
    """A file of /proc; empty when the process ended in the meantime."""
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError):
        return ""
