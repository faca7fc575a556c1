"""集計の世界を組み立てる: tables, quarters, differences and outcomes become counts and the rules that bind them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import (
    AtMost,
    CellCount,
    Coverage,
    Key,
    Kind,
    Limit,
    Outcome,
    Rules,
    Sum,
    World,
)
from webapp.reports.disclosure.result import Merged
from webapp.reports.disclosure.rolling_up import RolledUp
from webapp.reports.indicators.values import Count

# In a key, where a table adds up: ("I06", "area-1", ALL) is the total of a line.
ALL = "*"
# In a key, what there is beside a reader's own part.
OTHERS = "others than "


class Arrangement:
    """組み立て: grows table by table; the same key is the same count wherever it stands."""

    def __init__(self) -> None:
        self._counts: dict[Key, CellCount] = {}
        self._sums: list[Sum] = []
        self._bounds: list[AtMost] = []
        self._coverages: list[Coverage] = []
        self._outcomes: list[Outcome] = []

    def world(self) -> World:
        """What was put together; raises ValueError where counts contradict a rule."""
        rules = Rules(tuple(self._sums), tuple(self._bounds), tuple(self._coverages))
        return World(tuple(self._counts.values()), rules, tuple(self._outcomes))

    def count(self, key: Key, count: Count, is_margin: bool = False, kind: Kind = Kind.VOLUME) -> None:
        """One count, printed or not; raises ValueError where the key stands for another count already, or it is of no people."""
        if count.contributors is None:
            raise ValueError(f"{key} counts no people: there is nobody to protect")
        new = CellCount(key, count.value, count.contributors, is_margin, kind)
        if self._counts.setdefault(key, new) != new:
            raise ValueError(f"{key} is another count already")

    def known(self, key: Key) -> CellCount | None:
        """The count of this key, where there is one."""
        return self._counts.get(key)

    @property
    def counted(self) -> tuple[Key, ...]:
        """The keys of all counts so far."""
        return tuple(self._counts)

    def beside(self, key: Key, own: Count, reader: str, others: int) -> Key:
        """A reader's own part of a count, whose key is given back; the rest, of `others` persons, they could work out."""
        mine, theirs = (*key, reader), (*key, OTHERS + reader)
        rest = self._counts[key].value - own.value
        self._counts[mine] = CellCount(mine, own.value, own.contributors or 0, only_for=reader)
        self._counts[theirs] = CellCount(theirs, rest, others, only_for=reader)
        self._sums.append(Sum(key, (mine, theirs)))
        return mine

    def total(self, whole: Key, parts: Iterable[Key]) -> None:
        """The whole is the sum of its parts (延べ, or persons along an attribute of which each has one)."""
        self._sums.append(Sum(whole, tuple(parts)))

    def distinct(self, whole: Key, parts: Iterable[Key]) -> None:
        """実人数: who is in several parts is in the whole once, so max Q ≤ Y ≤ ΣQ."""
        parts = tuple(parts)
        self._bounds += [AtMost((part,), (whole,)) for part in parts]
        self._bounds.append(AtMost((whole,), parts))

    def no_more(self, smaller: Key, larger: Key) -> None:
        """The one is never more than the other (実 ≤ 延べ)."""
        self._bounds.append(AtMost((smaller,), (larger,)))

    def coverage(self, among: Iterable[Key]) -> None:
        """Everybody is told how many of these are not nil (I21)."""
        among = tuple(among)
        self._coverages.append(Coverage(among, sum(self._counts[key].value > 0 for key in among)))

    def limits(
        self, rolled: RolledUp, least: int, lines: Mapping[str, Key], tells_most: bool = True
    ) -> tuple[Limit, ...]:
        """Whoever reads why lines were merged knows that each that was has fewer than `least` people, and no other has.

        `lines` are the totals of the lines by their names, without those of another sort (県外, 不明). Where lines are
        merged for other reasons as well, what was merged tells nothing (`tells_most` is false).
        """
        merged = {line for one in rolled.merged for line in one.lines}
        told = []
        for line, key in lines.items():
            count = self._counts[key]
            if line in merged:
                if tells_most and count.value < least:
                    told.append(Limit(key, most=least - 1))
            elif line not in merged and count.contributors >= least:
                told.append(Limit(key, least=least))
        return tuple(told)

    def apart(
        self, key: Key, whole: Key, part: Key, contributors: int | None = None, kind: Kind = Kind.VOLUME
    ) -> None:
        """差: what the whole has beside its part is a count as well (申込-受講, 延べ-実, 累計の差), printed or not.

        `contributors` are the persons behind the difference; as many as it is, where it is left out.
        """
        value = self._counts[whole].value - self._counts[part].value
        self.count(key, Count(value, value if contributors is None else contributors), kind=kind)
        self._sums.append(Sum(whole, (part, key)))

    def outcome(self, of: Key, favourable: Key, unfavourable: Key) -> None:
        """結果: these two make up the whole; the outcome rule decides whether they may be told."""
        self._sums.append(Sum(of, (favourable, unfavourable)))
        self._outcomes.append(Outcome(of, favourable, unfavourable))

    def table(
        self,
        name: str,
        prefix: Key,
        counts: Mapping[Key, Count],
        axes: Sequence[Sequence[str]],
        kind: Kind = Kind.VOLUME,
        merged: tuple[Merged, ...] = (),
    ) -> Sheet:
        """A table along one or two axes that adds up both ways, with its totals under ALL; what stands nowhere is nil.

        `counts` is keyed by line or (line, column), without the prefix; margins are counted and not added up by us,
        for distinct persons behind a total are fewer than behind its cells together.
        """
        for key in product(*((*axis, ALL) for axis in axes)):
            self.count(prefix + key, counts.get(key, Count(0, 0)), ALL in key, kind)
        for at, axis in enumerate(axes):
            others = [(*other, ALL) for number, other in enumerate(axes) if number != at]
            for place in product(*others):
                whole = prefix + place[:at] + (ALL,) + place[at:]
                self.total(whole, (prefix + place[:at] + (line,) + place[at:] for line in axis))
        return sheet(name, prefix, axes, merged)


def sheet(
    name: str,
    prefix: Key,
    axes: Sequence[Sequence[str]],
    merged: tuple[Merged, ...] = (),
    limits: tuple[Limit, ...] = (),
) -> Sheet:
    """The printed table over these lines and columns, with its totals; the world may hold lines that it does not print."""
    whole = (ALL,) * len(axes)
    return Sheet(
        name,
        frozenset(prefix + key for key in product(*((*axis, ALL) for axis in axes))),
        prefix + whole,
        tuple((*prefix, line, *whole[1:]) for line in axes[0]),
        merged,
        limits,
    )
