"""一次元の表: one attribute of people, its small lines merged per edition before anything is hidden."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from webapp.reports.assembling.axes import Axis
from webapp.reports.assembling.hosts import OwnRows, least_beside
from webapp.reports.disclosure.arranging import ALL, OTHERS, Arrangement, sheet
from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import Key, Limit
from webapp.reports.disclosure.result import Merged
from webapp.reports.disclosure.rolling_up import RolledUp, roll_up
from webapp.reports.indicators.values import Count, added


@dataclass(frozen=True)
class Rolling:
    """まとめ方: an edition's threshold, the least that a line of its own must have, and what was merged before.

    `before` are the merged lines that this audience has read in earlier releases: they stay counts of the world. `own`
    are the rows of readers who host: a line in which little is left beside theirs is merged as well.
    """

    threshold: int
    least: int
    before: tuple[Merged, ...] = ()
    own: OwnRows = field(default_factory=dict)


def merged_line(axis: Axis, threshold: int, lines: Iterable[str] = ()) -> str:
    """The name of the line that these go into; others merged make another name, so that no two counts have the same."""
    of_these = sha256(",".join(sorted(lines)).encode()).hexdigest()[:6]
    return f"other_{axis.name}_{threshold}_{of_these}"


def one_way(
    arrangement: Arrangement,
    indicator: str,
    axis: Axis,
    counts: Mapping[str, Count],
    rollings: Mapping[str, Rolling],
) -> dict[str, Sheet]:
    """The table of an indicator along an axis, for each edition as it merges; people add up over the lines."""
    prefix = (indicator, axis.name)
    lines = [line for line in (*axis.lines, *(set(counts) - set(axis.lines))) if line in counts]
    for line in lines:
        arrangement.count((*prefix, line), counts[line])
    # Distinct people of lines that might share somebody would raise here.
    whole = added(counts[line] for line in lines)
    arrangement.count((*prefix, ALL), whole, is_margin=True)
    arrangement.total((*prefix, ALL), [(*prefix, line) for line in lines])
    own = {line: counts[line] for line in lines}
    return {edition: _sheet(arrangement, prefix, axis, own, rolling) for edition, rolling in rollings.items()}


def _sheet(
    arrangement: Arrangement, prefix: Key, axis: Axis, counts: Mapping[str, Count], rolling: Rolling
) -> Sheet:
    people = {
        line: least_beside(rolling.own, (*prefix, line), count.contributors or 0)
        for line, count in counts.items()
    }
    rolled = merged_lines(axis, people, rolling.threshold, rolling.least)
    _count_merged(arrangement, prefix, counts, rolled.merged)
    of_this_axis = [
        merged
        for merged in rolling.before
        if merged.into.startswith(f"other_{axis.name}_")
        and set(merged.lines) <= set(counts)
        and merged not in rolled.merged
    ]
    _count_merged(arrangement, prefix, counts, of_this_axis)
    limits = arrangement.limits(
        rolled, rolling.least, {line: (*prefix, line) for line in counts}, tells_most=not rolling.own
    )
    beside = _limits_beside(prefix, rolled, counts, rolling)
    return sheet("_".join(prefix), prefix, [printed(rolled, counts)], rolled.merged, (*limits, *beside))


def _limits_beside(
    prefix: Key, rolled: RolledUp, counts: Mapping[str, Count], rolling: Rolling
) -> Iterator[Limit]:
    """A line that stands alone leaves each host so many others, or none: whoever hosts can know it."""
    for name, rows in rolling.own.items():
        for line, count in counts.items():
            part = rows.get((*prefix, line))
            if part and rolled.into[line] == line and 0 < part.value < count.value:
                yield Limit((*prefix, line, OTHERS + name), least=rolling.least)


def _count_merged(
    arrangement: Arrangement, prefix: Key, counts: Mapping[str, Count], groups: Iterable[Merged]
) -> None:
    for merged in groups:
        arrangement.count((*prefix, merged.into), added(counts[line] for line in merged.lines))
        arrangement.total((*prefix, merged.into), [(*prefix, line) for line in merged.lines])


def merged_lines(axis: Axis, people: Mapping[str, int], threshold: int, least: int) -> RolledUp:
    """Lines with too few people go into one, 不明 and 県外 too: alone, hardly anybody would hide the most of a table."""
    rolled = roll_up(people, threshold, least, "other")
    names = {merged.into: merged_line(axis, threshold, merged.lines) for merged in rolled.merged}
    return RolledUp(
        {line: names.get(into, into) for line, into in rolled.into.items()},
        tuple(replace(merged, into=names[merged.into]) for merged in rolled.merged),
    )


def printed(rolled: RolledUp, counts: Mapping[str, Count]) -> list[str]:
    """The lines that stand in the table, in its order; the merged one is the last."""
    own = [line for line in counts if rolled.into[line] == line]
    return [*own, *(merged.into for merged in rolled.merged)]
