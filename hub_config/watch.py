"""The outer watch (外からの見張り): what a learner's whole sandbox uses, measured where no learner can stop it.

Inside, a friendlier watch speaks first; this one acts a quarter above the limit, so it only meets who evaded the other.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from hub_config.leftovers import start_ticks
from hub_config.measures import (
    descendants,
    entries_below,
    processes_of_all,
    proportional_bytes,
    resident_bytes,
    size_of,
)

MEMORY_SECONDS = 1.0
HOME_SECONDS = 20.0
# More files than this fill a disk's tables as surely as bytes fill the disk.
MOST_FILES = 200_000
# A home nested deeper than this is nobody's work, and each level costs the measuring a descriptor.
MOST_LEVELS = 200
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
    tasks: "list[asyncio.Task[None]]" = field(default_factory=list)

    def add(self, name: str, watched: Watched) -> None:
        """Watch a sandbox from now on; a hub that was started again adds those it finds running."""
        self.servers[name] = watched
        if not self.tasks or any(task.done() for task in self.tasks):
            for task in self.tasks:
                task.cancel()
            loop = asyncio.get_running_loop()
            # Apart, because a large home takes long to measure and memory fills in a second.
            self.tasks = [
                loop.create_task(self.run(look_at_memory, MEMORY_SECONDS)),
                loop.create_task(self.run(look_at_home, HOME_SECONDS)),
            ]

    def remove(self, name: str) -> None:
        """Stop watching a sandbox that has ended."""
        self.servers.pop(name, None)

    async def run(self, measure: "Measure", seconds: float) -> None:
        """Measure for as long as the hub lives; one failed look is logged and the next one comes."""
        while True:
            await asyncio.to_thread(self.look, measure)
            await asyncio.sleep(seconds)

    def look(self, measure: "Measure") -> None:
        """Measure every sandbox once; one that cannot be measured does not keep the others from it."""
        for name, watched in list(self.servers.items()):
            try:
                if is_same(watched):
                    measure(name, watched)
            except Exception:
                log.exception("the outer watch could not measure %s", name)


Measure = Callable[[str, Watched], None]


def look_at_memory(name: str, watched: Watched) -> None:
    """End the largest process of a sandbox above its memory limit, or the sandbox that keeps too many files in memory."""
    family = family_of(watched)
    if (worst := too_much_memory(watched, family)) is not None:
        log.warning("%s is above its memory limit: ending process %d", name, worst)
        end(worst, family[worst][1])
    if scratch_files(watched.pid) > MOST_SCRATCH_FILES:
        log.warning("%s has too many scratch files: ending the whole sandbox, which holds them", name)
        end(watched.pid, watched.started)


def look_at_home(name: str, watched: Watched) -> None:
    """End what writes in a home above its limit."""
    if home_is_full(watched):
        log.warning("%s is above its home limit: ending what writes", name)
        # Measuring took its time: who runs in the sandbox is asked only now.
        family = family_of(watched)
        for pid in workers(watched.pid, family, {pid: parent for pid, (parent, _) in family.items()}):
            end(pid, family[pid][1])


def family_of(watched: Watched) -> dict[int, tuple[int, int]]:
    """Everything below a sandbox's first process with parent and start time; nothing when that process is gone."""
    everybody = processes_of_all()
    if everybody.get(watched.pid, (0, 0))[1] != watched.started:
        return {}
    parents = {pid: parent for pid, (parent, _) in everybody.items()}
    return {pid: everybody[pid] for pid in descendants(watched.pid, parents)}


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


def too_much_memory(watched: Watched, family: Iterable[int]) -> int | None:
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
    """Whether a home holds a quarter more than its limit, or too many files, or folders in folders without end."""
    most = watched.home_limit + watched.home_limit // 4
    used = 0
    with closing(entries_below(watched.home)) as found:
        for files, (level, entry) in enumerate(found, start=1):
            used += size_of(entry)
            if used > most or files > MOST_FILES or level > MOST_LEVELS:
                return True
    return False


def end(pid: int, started: int) -> None:
    """End a process that may be gone already; whoever has its pid by then is left alone."""
    if start_ticks(pid) != started:
        return
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
