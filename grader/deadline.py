"""How long one submission may still take, however its time is shared among cells and questions."""

from __future__ import annotations

import time


class Deadline:
    """The moment at which a submission's run ends, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._end

    def within(self, seconds: float) -> float:
        """The end of one step that may take so many seconds, and never more than is left."""
        return min(self._end, time.monotonic() + seconds)
