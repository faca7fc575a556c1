"""The outer watch (外からの見張り): what a learner's whole sandbox uses, measured where no learner can stop it.

Inside, a friendlier watch speaks first; this one acts a quarter above the limit, so it only meets who evaded the other.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub_config.leftovers import start_ticks
from hub_config.measures import descendants, parents_of_all, proportional_bytes, resident_bytes, size_of

MEMORY_SECONDS = 1.0
HOME_SECONDS = 20.0
# More files than this fill a disk's tables as surely as bytes fill the disk.
MOST_FILES = 200_000
# The sandbox's memory file systems limit bytes and not files, and each file costs the kernel a kilobyte.
MOST_SCRATCH_FILES = 100_000
SCRATCH = ("tmp", "dev/shm")

log = logging.getLogger("tateyama.watch")


@dataclass(frozen=True)
class Watched:
    """One learner's sandbox: its first process on this host, its home, and its limits in bytes."""

    pid: int
    started: int
    home: Path
    memory_limit: int
    home_limit: int


@dataclass
class Watch:
    """Looks after every running sandbox from the hub."""

    servers: dict[str, Watched] = field(default_factory=dict)
    task: "asyncio.Task[None] | None" = None

    def add(self, name: str, watched: Watched) -> None:
        """Watch a sandbox from now on; a hub that was started again adds those it finds running."""
        self.servers[name] = watched
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.run())

    def remove(self, name: str) -> None:
        """Stop watching a sandbox that has ended."""
        self.servers.pop(name, None)

    async def run(self) -> None:
        """Measure for as long as the hub lives; one failed look is logged and the next one comes."""
        rounds = 0
        while True:
            try:
                await asyncio.to_thread(
                    self.look, with_homes=rounds % int(HOME_SECONDS / MEMORY_SECONDS) == 0
                )
            except Exception:
                log.exception("the outer watch could not look")
            rounds += 1
            await asyncio.sleep(MEMORY_SECONDS)

    def look(self, *, with_homes: bool) -> None:
        """Measure every sandbox once and end what is above its limit."""
        present = {name: found for name, found in list(self.servers.items()) if is_same(found)}
        parents = parents_of_all() if present else {}
        for name, watched in present.items():
            family = descendants(watched.pid, parents)
            if (worst := too_much_memory(watched, family)) is not None:
                log.warning("%s is above its memory limit: ending process %d", name, worst)
                end(worst)
            if scratch_files(watched.pid) > MOST_SCRATCH_FILES:
                log.warning("%s has too many scratch files: ending the whole sandbox, which holds them", name)
                end(watched.pid)
            if with_homes and home_is_full(watched):
                log.warning("%s is above its home limit: ending what writes", name)
                for pid in workers(watched.pid, family, parents):
                    end(pid)


def is_same(watched: Watched) -> bool:
    """Whether the pid still belongs to the sandbox."""
    return start_ticks(watched.pid) == watched.started


def workers(first: int, family: Iterable[int], parents: Mapping[int, int]) -> list[int]:
    """What a learner's work runs in: everything but the server itself, the first process's own child."""
    return [pid for pid in family if parents[pid] != first or not is_server(pid)]


def is_server(pid: int) -> bool:
    """Whether this is the launcher, which became the Jupyter server."""
    try:
        return b"tateyama_learner.launcher" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def too_much_memory(watched: Watched, family: list[int]) -> int | None:
    """The largest process of a sandbox that uses a quarter more than its limit.

    Resident memory is never less than the fair share, so the dear measure is taken only near the limit.
    """
    most = watched.memory_limit + watched.memory_limit // 4
    if sum(map(resident_bytes, family)) <= most:
        return None
    used = {pid: proportional_bytes(pid) for pid in family}
    return max(used, key=lambda pid: used[pid]) if sum(used.values()) > most else None


def scratch_files(first: int) -> int:
    """How many files a sandbox keeps in memory; 0 where there is no sandbox to look into."""
    try:
        own = Path(f"/proc/{first}/root").stat().st_dev != Path("/").stat().st_dev
        found = [os.statvfs(f"/proc/{first}/root/{place}") for place in SCRATCH] if own else []
    except OSError:
        return 0
    return sum(place.f_files - place.f_ffree for place in found)


def home_is_full(watched: Watched) -> bool:
    """Whether a home holds a quarter more than its limit, or too many files."""
    most = watched.home_limit + watched.home_limit // 4
    used = files = 0
    for _, folders, names, folder in os.fwalk(watched.home, onerror=None, follow_symlinks=False):
        files += len(folders) + len(names)
        used += sum(size_of(name, folder) for name in names)
        if used > most or files > MOST_FILES:
            return True
    return False


def end(pid: int) -> None:
    """End a process that may be gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
