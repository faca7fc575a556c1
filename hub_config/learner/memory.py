"""The memory watch (メモリの見張り): stops the largest kernel before the machine is in need."""

import asyncio
import os

from .kernels import Kernels
from .notices import Notices
from .processes import ProcessTree, children_of
from .words import bilingual

SECONDS = 0.5


class MemoryWatch:
    """Looks twice a second; above the limit the largest child of the server is ended.

    Where cgroups are not writable nobody else would do it, and the other learners would pay.
    """

    def __init__(self, limit: int, notices: Notices, kernels: Kernels) -> None:
        self._limit = limit
        self._kernels = kernels
        self._notices = notices

    async def run(self) -> None:
        """Watch for as long as the server lives."""
        while True:
            await asyncio.sleep(SECONDS)
            self.look()

    def look(self) -> ProcessTree | None:
        """End the largest child when all together are above the limit, and leave a notice."""
        largest = self.too_large(children_of(os.getpid()))
        if largest is not None:
            self._notices.add("memory", message(), self._kernels.end(largest))
        return largest

    def too_large(self, trees: list[ProcessTree]) -> ProcessTree | None:
        """The child to end; None while there is room.

        Resident memory is never less than the fair share, so the dear measure is taken only near the limit.
        """
        if sum(tree.resident_bytes() for tree in trees) <= self._limit:
            return None
        used = {tree: tree.proportional_bytes() for tree in trees}
        if sum(used.values()) <= self._limit:
            return None
        return max(trees, key=lambda tree: used[tree])


def message() -> dict[str, str]:
    """First what is kept, then what to do; the kernel itself is started again."""
    return bilingual(
        "メモリが足りなくなりました。ノートブックは保存されています。"
        "変数は消えたので、使うデータを小さくして、上のセルから順に実行してください。",
        "The memory ran out. Your notebook is saved. The variables are gone: use less data, "
        "then run the cells again from the top.",
    )
