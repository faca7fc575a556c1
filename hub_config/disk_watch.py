"""The quick watch of the disk (空き容量の見張り): what filled it within a moment is measured now, and not at the next look.

A kernel can write a gigabyte a second. How much the file system has left is asked four times a second; where much of it went,
the kernel's own counters say which sandbox wrote, and its home is measured at once. The counters alone are read each second.
"""

import logging
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hub_config.measures import processes_of_all, written_bytes
from hub_config.settings import MEGABYTE
from hub_config.space import look_at_home, send_to_workers
from hub_config.watched import Processes, Watched, family_of, is_same

# Less than this within the time between two looks at all homes needs no hurry.
MUCH = 64 * MEGABYTE
MANY_FILES = 10_000
# Below this, hand-ins of others are about to be refused: whoever writes most is ended, be their home full or not.
RESERVE = 256 * MEGABYTE

log = logging.getLogger("tateyama.watch")


@dataclass
class DiskWatch:
    """Remembers how much was left, and how much each sandbox had written."""

    measure: Callable[[str, Watched], None] = look_at_home
    free_bytes: int = 0
    free_files: int = 0
    written: dict[str, int] = field(default_factory=dict)

    def look(self, servers: Mapping[str, Watched]) -> None:
        """Ask how much is left; go and see where much of it went."""
        watched = next(iter(list(servers.values())), None)
        if watched is None or not watched.home.exists():
            return
        found = os.statvfs(watched.home)
        left, files = found.f_bavail * found.f_frsize, found.f_favail
        went = self.free_bytes - left >= MUCH or self.free_files - files >= MANY_FILES
        if went:
            self.go_and_see(dict(servers), left)
        if went or left > self.free_bytes:
            self.free_bytes = left
        if went or files > self.free_files:
            self.free_files = files

    def go_and_see(self, servers: Mapping[str, Watched], left: int) -> None:
        """Measure the homes of those who wrote; where nobody did by the counters, those of all."""
        everybody = processes_of_all()
        alive = {name: watched for name, watched in servers.items() if is_same(watched)}
        wrote = {name: self.news_of(name, watched, everybody) for name, watched in alive.items()}
        busy = {name for name, number in wrote.items() if number >= MUCH // 8}
        for name in sorted(busy or wrote, key=lambda name: -wrote[name]):
            self.see(name, servers[name], wrote[name])
        if left < RESERVE and busy:
            worst = max(busy, key=lambda name: wrote[name])
            log.warning("the disk is nearly full and %s writes most: ending what writes", worst)
            send_to_workers(servers[worst], signal.SIGKILL)

    def look_at_writes(self, name: str, watched: Watched, everybody: Processes) -> None:
        """Measure the home of one who wrote much, whatever the disk has left: others may be deleting meanwhile."""
        news = self.news_of(name, watched, everybody)
        if news >= MUCH:
            self.see(name, watched, news)

    def see(self, name: str, watched: Watched, news: int) -> None:
        """Measure one home; what was written until now is seen by that."""
        self.written[name] = self.written.get(name, 0) + news
        self.measure(name, watched)

    def news_of(self, name: str, watched: Watched, everybody: Processes) -> int:
        """Bytes that a sandbox wrote since its home was last measured; an ended process's count with its parent."""
        total = sum(map(written_bytes, (watched.pid, *family_of(watched, everybody))))
        if total < self.written.get(name, 0):
            # A new server of the same learner, or one whose children were ended without anybody waiting for them.
            self.written[name] = 0
        return total - self.written.get(name, 0)
