"""集計の世界: the counts behind one or more tables, and everything that everybody knows of how they hang together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

# Whatever names a count among all tables of an edition: ("I06", "area-1", "beginner").
Key = tuple[str, ...]


class Kind(StrEnum):
    """What a count says of the people in it; an outcome has a rule of its own (結果の件数)."""

    VOLUME = "volume"
    FAVOURABLE = "favourable"  # 修了, 活用, 満足, 提出
    UNFAVOURABLE = "unfavourable"  # 辞退, 未修了, 未提出


@dataclass(frozen=True)
class CellCount:
    """件数: a count, printed or only implied, and the distinct persons behind it; by them it is protected.

    `only_for` names the one reader who could come by it: what others have beside a host's own rows.
    """

    key: Key
    value: int
    contributors: int
    is_margin: bool = False
    kind: Kind = Kind.VOLUME
    only_for: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.contributors <= self.value or (self.value > 0) != (self.contributors > 0):
            raise ValueError(f"{self.key}: {self.contributors} persons cannot stand behind {self.value}")


@dataclass(frozen=True)
class Sum:
    """合計: the whole is exactly the sum of its parts; a difference is a sum as well (申込 = 受講 + 受講しなかった人)."""

    whole: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class AtMost:
    """大小: the smaller together are never more than the larger together (実 ≤ 延べ, max Q ≤ Y ≤ ΣQ)."""

    smaller: tuple[Key, ...]
    larger: tuple[Key, ...]


@dataclass(frozen=True)
class Coverage:
    """I21 参加市町村数: everybody is told how many of these counts are not nil."""

    among: tuple[Key, ...]
    filled: int


@dataclass(frozen=True)
class Limit:
    """範囲: what a rule of the report tells of a count: a line that was merged had fewer than 2k people, another did not."""

    key: Key
    least: int = 0
    most: int | None = None

    def allows(self, value: int) -> bool:
        """Whether the count can have this value."""
        return self.least <= value and (self.most is None or value <= self.most)


@dataclass(frozen=True)
class Rules:
    """What holds in every table that could be the true one."""

    sums: tuple[Sum, ...] = ()
    bounds: tuple[AtMost, ...] = ()
    coverages: tuple[Coverage, ...] = ()
    limits: tuple[Limit, ...] = ()

    def __add__(self, other: "Rules") -> "Rules":
        return Rules(
            self.sums + other.sums,
            self.bounds + other.bounds,
            self.coverages + other.coverages,
            self.limits + other.limits,
        )

    @cached_property
    def keys(self) -> frozenset[Key]:
        """Every count that a rule names."""
        named: set[Key] = {limit.key for limit in self.limits}
        for total in self.sums:
            named |= {total.whole, *total.parts}
        for bound in self.bounds:
            named |= {*bound.smaller, *bound.larger}
        for coverage in self.coverages:
            named |= set(coverage.among)
        return frozenset(named)


@dataclass(frozen=True)
class Outcome:
    """結果: so many of `of` ended well, the rest did not; each is a count of the world."""

    of: Key
    favourable: Key
    unfavourable: Key


@dataclass(frozen=True)
class World:
    """集計の世界: true counts, rules, outcomes; printed and implied counts alike.

    Raises ValueError where a key stands twice, is missing, or the true counts break a rule.
    """

    counts: tuple[CellCount, ...]
    rules: Rules = field(default_factory=Rules)
    outcomes: tuple[Outcome, ...] = ()

    def __post_init__(self) -> None:
        if len(self.by_key) != len(self.counts):
            raise ValueError("a key stands twice among the counts")
        named = set(self.rules.keys)
        for outcome in self.outcomes:
            named |= {outcome.of, outcome.favourable, outcome.unfavourable}
        if missing := named - set(self.by_key):
            raise ValueError(f"rules name counts that are not there: {sorted(missing)}")
        if broken := broken_rules(self.rules, self.values):
            raise ValueError(f"the counts break their own rules: {broken[0]}")

    def __add__(self, other: "World") -> "World":
        """Both together; a count that stands in both alike is the same count."""
        counts = dict(self.by_key)
        for count in other.counts:
            if counts.setdefault(count.key, count) != count:
                raise ValueError(f"{count.key} is another count in the other world")
        return World(tuple(counts.values()), self.rules + other.rules, self.outcomes + other.outcomes)

    @cached_property
    def by_key(self) -> dict[Key, CellCount]:
        """The counts by their keys."""
        return {count.key: count for count in self.counts}

    @cached_property
    def values(self) -> dict[Key, int]:
        """The true values by key."""
        return {count.key: count.value for count in self.counts}


def broken_rules(rules: Rules, table: dict[Key, int]) -> list[str]:
    """Which rules these values break, in words for a log; whole numbers only, no solver."""
    broken = [
        f"{total.whole} is {table[total.whole]}, its parts together {_together(table, total.parts)}"
        for total in rules.sums
        if table[total.whole] != _together(table, total.parts)
    ]
    broken += [
        f"{bound.smaller} exceeds {bound.larger}"
        for bound in rules.bounds
        if _together(table, bound.smaller) > _together(table, bound.larger)
    ]
    broken += [
        f"not {coverage.filled} of {coverage.among} are filled"
        for coverage in rules.coverages
        if sum(table[key] > 0 for key in coverage.among) != coverage.filled
    ]
    broken += [
        f"{limit.key} is {table[limit.key]}, which the rules of the report exclude"
        for limit in rules.limits
        if not limit.allows(table[limit.key])
    ]
    return broken


def _together(table: dict[Key, int], keys: Iterable[Key]) -> int:
    return sum(table[key] for key in keys)
