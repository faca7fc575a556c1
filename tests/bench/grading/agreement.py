"""Do all graders give honest work the same scores? Without that no ratio between them means anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contest import OURS
from workload import Scores

# Differences on purpose, by exercise, with the reason; the workloads are made so that there is none. nbgrader, for
# one, gives 0 to a test cell that wrote a warning to standard error.
LISTED: Mapping[str, str] = {}


@dataclass(frozen=True)
class Agreement:
    """How many scores were compared with each peer's, and how many differed."""

    equal: int
    listed: int
    unlisted: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether ratios may be printed."""
        return self.equal > 0 and not self.unlisted


def compare(scores: Mapping[str, Scores]) -> Agreement:
    """Our score of every exercise of every learner against that of each peer."""
    equal, listed, unlisted = 0, 0, []
    for peer in scores.keys() - {OURS}:
        for learner, theirs in scores[peer].items():
            ours = scores[OURS][learner]
            for exercise in ours.keys() | theirs.keys():
                if ours.get(exercise) == theirs.get(exercise):
                    equal += 1
                elif exercise in LISTED:
                    listed += 1
                else:
                    unlisted.append(
                        f"{peer} {learner} {exercise}: {theirs.get(exercise)}, ours {ours.get(exercise)}"
                    )
    return Agreement(equal, listed, tuple(sorted(unlisted)))
