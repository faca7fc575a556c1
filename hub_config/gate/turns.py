"""How much one sandbox may ask for at a time, so that a learner who floods the gate holds no neighbour up."""

import time
from collections.abc import Callable
from dataclasses import dataclass

MOST_CONNECTIONS = 16
# Each holds a whole notebook in the gate's memory: so many of one sandbox, and of all together.
MOST_UPLOADS = 2
MOST_UPLOADS_OF_ALL = 32
# A learner's server asks a few times a minute; this many at once, and then so many a second.
AT_ONCE = 120.0
PER_SECOND = 8.0
# What is refused is written down, but nobody may fill the disk with it.
SECONDS_BETWEEN_LINES = 60.0


@dataclass
class Turn:
    """What one sandbox has under way."""

    connections: int = 0
    uploads: int = 0
    left: float = AT_ONCE
    asked: float = 0.0
    told: float = -SECONDS_BETWEEN_LINES


class Turns:
    """Counts for every sandbox apart."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns: dict[str, Turn] = {}

    def of(self, name: str) -> Turn:
        """What is counted for this one."""
        return self._turns.setdefault(name, Turn(asked=self._clock()))

    def may_connect(self, name: str) -> bool:
        """Whether one more connection is taken; it is counted then."""
        turn = self.of(name)
        if turn.connections >= MOST_CONNECTIONS:
            return False
        turn.connections += 1
        return True

    def may_ask(self, name: str) -> bool:
        """Whether one more request is passed on; it is counted then."""
        turn, now = self.of(name), self._clock()
        turn.left = min(AT_ONCE, turn.left + (now - turn.asked) * PER_SECOND)
        turn.asked = now
        if turn.left < 1:
            return False
        turn.left -= 1
        return True

    def may_upload(self, name: str) -> bool:
        """Whether one more large body is taken; it is counted then."""
        turn = self.of(name)
        of_all = sum(each.uploads for each in self._turns.values())
        if turn.uploads >= MOST_UPLOADS or of_all >= MOST_UPLOADS_OF_ALL:
            return False
        turn.uploads += 1
        return True

    def is_worth_a_line(self, name: str) -> bool:
        """Whether a refusal is written into the log: the first, and then one a minute."""
        turn, now = self.of(name), self._clock()
        if now - turn.told < SECONDS_BETWEEN_LINES:
            return False
        turn.told = now
        return True
