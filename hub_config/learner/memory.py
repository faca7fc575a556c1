"""The memory watch (メモリの見張り): stops the largest kernel before the machine is in need."""

import asyncio
import os

from .kernels import Kernels
from .notices import Notices
from .processes import ProcessTree, children_of
from .words import bilingual

SECONDS = 0.2


class MemoryWatch:
    """Looks five times a second; above the limit the largest child of the server is ended.

    Where cgroups are not writable nobody else would do it so soon, and the other learners would pay.
    """

    def __init__(self, limit: int, notices: Notices, kernels: Kernels) -> None:
        self._limit = limit
        self._kernels = kernels
        self._notices = notices
        self._used: dict[int, int] = {}
        self._peak: dict[int, int] = {}

    async def run(self) -> None:
        """Watch for as long as the server lives."""
        while True:
            await asyncio.sleep(SECONDS)
            self.look(children_of(os.getpid()))

    def look(self, trees: list[ProcessTree]) -> None:
        """End the largest child when all together are above the limit, and leave a notice for every kernel lost."""
        self.tell_of_kernels_killed_by_others()
        self._used = {tree.root: tree.resident_bytes() for tree in trees}
        # A process that is dying gives its memory back bit by bit: only the peak tells what it was.
        self._peak = {pid: max(used, self._peak.get(pid, 0)) for pid, used in self._used.items()}
        largest = self.too_large(trees)
        if largest is not None and not self._kernels.is_ending(largest):
            self._notices.add("memory", message(), self._kernels.end(largest))

    def tell_of_kernels_killed_by_others(self) -> None:
        """Memory can grow faster than we look; then the hub's watch or the system was first, and said nothing."""
        for pid, kernel in self._kernels.killed_by_others():
            if self._peak.get(pid, 0) > self._limit // 2:
                self._kernels.leave_to_lab(kernel)
                self._notices.add("memory", message(), kernel)

    def too_large(self, trees: list[ProcessTree]) -> ProcessTree | None:
        """The child to end; None while there is room.

        Resident memory is never less than the fair share, so the dear measure is taken only near the limit.
        """
        if sum(self._used.values()) <= self._limit:
            return None
        used = {tree: tree.proportional_bytes() for tree in trees}
        if sum(used.values()) <= self._limit:
            return None
        return max(trees, key=lambda tree: used[tree])


def message() -> dict[str, str]:
    """First what is kept, then what to do; the kernel itself is started again."""
    return bilingual(
        "メモリが足りなくなりました。ノートブックは保存されています。変数は消えました。"
        "使わないノートブックのタブを閉じるか、使うデータを小さくして、上のセルから順に実行してください。",
        "The memory ran out. Your notebook is saved. Variables are gone: close other notebooks or use less data, "
        "then run all cells again.",
    )
