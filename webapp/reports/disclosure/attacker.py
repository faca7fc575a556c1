"""攻撃者: what a reader can work out of every hidden count, run before one's eyes at 公表前の確認."""

from dataclasses import dataclass

from webapp.reports.disclosure.problem import Key, Rules
from webapp.reports.disclosure.proof import Proof, Sight
from webapp.reports.disclosure.result import Protected
from webapp.reports.disclosure.seeking import Seeker


@dataclass(frozen=True)
class Interval:
    """幅: the least and the most that a hidden count can be for a reader; None where nothing bounds it from above."""

    key: Key
    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the reader works out the number itself."""
        return self.least == self.most

    def tells(self, threshold: int) -> bool:
        """Whether it says more than the mark of a small count does: less than k-1 is left open."""
        return self.most is not None and self.most - self.least < threshold - 2


@dataclass(frozen=True)
class Attack:
    """攻撃の結果: of one reader, over all counts that are hidden or implied; the small ones apart.

    A hidden count that only covers for another may be found exactly: it stands for k people or more.
    """

    reader: str
    small: tuple[Interval, ...]
    covering: tuple[Interval, ...]

    @property
    def recovered(self) -> tuple[Interval, ...]:
        """Small counts that this reader knows after reading; a release has none of them."""
        return tuple(interval for interval in self.small if interval.is_exact)


def attacks(protected: Protected) -> tuple[Attack, ...]:
    """Every reader of an edition against it, from the release's snapshot alone."""
    return tuple(_attack(protected, proof) for proof in protected.proofs)


def _attack(protected: Protected, proof: Proof) -> Attack:
    small = {demand.key for demand in proof.demands}
    covering = (protected.hidden - small) - set(proof.sight.fixed)
    return Attack(
        proof.reader,
        intervals(protected.rules, proof.sight, frozenset(small)),
        intervals(protected.rules, proof.sight, covering),
    )


def intervals(rules: Rules, sight: Sight, keys: frozenset[Key]) -> tuple[Interval, ...]:
    """The least and the most of each of these counts, over all whole-number tables that the reader cannot rule out."""
    seeker = Seeker(rules, sight.fixed)
    # What reaches so far is bounded by nothing that the reader sees.
    far = 2 * sum(sight.fixed.values()) + 100
    ranges = {key: (least, far) for key, least in sight.floors.items()}
    found = []
    for key in sorted(keys & set(ranges)):
        ends = [seeker.table(ranges, {key: aim}, near=0.0) for aim in (1.0, -1.0)]
        least, most = (end[key] if end else ranges[key][at] for at, end in enumerate(ends))
        # Beside one without a bound, others are unbounded only together with it.
        found.append(Interval(key, least, most if most <= far // 2 else None))
    return tuple(found)
