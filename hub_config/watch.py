"""The outer watch (外からの見張り): what a learner's whole sandbox uses, measured where no learner can stop it.

Inside, a friendlier watch speaks first; this one acts a quarter above the limit, so it only meets who evaded the other.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hub_config.disk_watch import DiskWatch
from hub_config.measures import processes_of_all, proportional_bytes, resident_bytes
from hub_config.space import look_at_home
from hub_config.watched import Processes, Watched, end, family_of, is_same

USE_SECONDS = 1.0
HOME_SECONDS = 20.0
# The whole disk is asked how much is left, which costs nothing; only where much went, somebody is measured.
DISK_SECONDS = 0.25
# The sandbox's memory file systems limit bytes and not files, and each file costs the kernel a kilobyte.
MOST_SCRATCH_FILES = 100_000
SCRATCH = ("tmp", "dev/shm")

log = logging.getLogger("tateyama.watch")

Measure = Callable[[str, Watched, Processes], None]


@dataclass
class Watch:
    """Looks after every running sandbox from the hub."""

    servers: dict[str, Watched] = field(default_factory=dict)
    tasks: "list[asyncio.Task[None]]" = field(default_factory=list)
    disk: DiskWatch = field(default_factory=DiskWatch)

    def add(self, name: str, watched: Watched) -> None:
        """Watch a sandbox from now on; a hub that was started again adds those it finds running."""
        self.servers[name] = watched
        if not self.tasks or any(task.done() for task in self.tasks):
            for task in self.tasks:
                task.cancel()
            loop = asyncio.get_running_loop()
            # Apart, because a large home takes long to measure and memory fills in a second.
            self.tasks = [
                loop.create_task(self.run(lambda: self.look(self.look_at_use), USE_SECONDS)),
                loop.create_task(self.run(lambda: self.look(look_at_home), HOME_SECONDS)),
                loop.create_task(self.run(lambda: self.disk.look(self.servers), DISK_SECONDS)),
            ]

    def remove(self, name: str) -> None:
        """Stop watching a sandbox that has ended."""
        self.servers.pop(name, None)

    async def run(self, look: Callable[[], None], seconds: float) -> None:
        """Look for as long as the hub lives; one failed look is logged and the next one comes."""
        while True:
            await asyncio.to_thread(tried, look)
            await asyncio.sleep(seconds)

    def look(self, measure: Measure) -> None:
        """Measure every sandbox once; one that cannot be measured does not keep the others from it."""
        everybody = processes_of_all()
        for name, watched in list(self.servers.items()):
            try:
                if is_same(watched):
                    measure(name, watched, everybody)
            except Exception:
                log.exception("the outer watch could not measure %s", name)

    def look_at_use(self, name: str, watched: Watched, everybody: Processes) -> None:
        """What one sandbox has in memory, and what it wrote."""
        look_at_memory(name, watched, everybody)
        self.disk.look_at_writes(name, watched, everybody)


def tried(look: Callable[[], None]) -> None:
    """One look, whose failure is written down."""
    try:
        look()
    except Exception:
        log.exception("the outer watch could not look")


def look_at_memory(name: str, watched: Watched, everybody: Processes) -> None:
    """End the largest process of a sandbox above its memory limit, or the sandbox that keeps too many files in memory."""
    family = family_of(watched, everybody)
    if (worst := too_much_memory(watched, family)) is not None:
        log.warning("%s is above its memory limit: ending process %d", name, worst)
        end(worst, family[worst][1])
    if scratch_files(watched.pid) > MOST_SCRATCH_FILES:
        log.warning("%s has too many scratch files: ending the whole sandbox, which holds them", name)
        end(watched.pid, watched.started)


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
