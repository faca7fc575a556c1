"""How the cluster stands, as the platform sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterState:
    """Whether the scheduler answers, how many workers grade how many submissions at once, how many are not used.

    Not used is a worker whose environment is not the platform's: its scores could differ.
    """

    reached: bool = False
    workers: int = 0
    seats: int = 0
    refused: int = 0

    @property
    def wanted(self) -> int:
        """How many submissions it is given: one more for each worker, or it would wait for the next to travel."""
        return self.seats + self.workers
