"""一次元の表: one attribute of people, its small lines merged per edition before anything is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.reports.disclosure.arranging import ALL, Arrangement, sheet
from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import Key
from webapp.reports.disclosure.rolling_up import RolledUp, roll_up
from webapp.reports.indicators.values import Count, added


@dataclass(frozen=True)
class Axis:
    """軸: a name, and its lines in the order of their codes; 県外 and 不明 are lines like any other."""

    name: str
    lines: tuple[str, ...]


def merged_line(axis: Axis, threshold: int) -> str:
    """The name of the line that the small ones of an edition with this threshold go into."""
    return f"other_{axis.name}_{threshold}"


def one_way(
    arrangement: Arrangement,
    indicator: str,
    axis: Axis,
    counts: Mapping[str, Count],
    thresholds: Mapping[str, int],
) -> dict[str, Sheet]:
    """The table of an indicator along an axis, for each edition by its threshold; people add up over the lines."""
    prefix = (indicator, axis.name)
    lines = [line for line in (*axis.lines, *(set(counts) - set(axis.lines))) if line in counts]
    for line in lines:
        arrangement.count((*prefix, line), counts[line])
    # Distinct people of lines that might share somebody would raise here.
    whole = added(counts[line] for line in lines)
    arrangement.count((*prefix, ALL), whole, is_margin=True)
    arrangement.total((*prefix, ALL), [(*prefix, line) for line in lines])
    return {
        edition: _sheet(arrangement, prefix, axis, {line: counts[line] for line in lines}, threshold)
        for edition, threshold in thresholds.items()
    }


def _sheet(
    arrangement: Arrangement, prefix: Key, axis: Axis, counts: Mapping[str, Count], threshold: int
) -> Sheet:
    people = {line: count.contributors or 0 for line, count in counts.items()}
    rolled = merged_lines(axis, people, threshold)
    for merged in rolled.merged:
        arrangement.count((*prefix, merged.into), added(counts[line] for line in merged.lines))
        arrangement.total((*prefix, merged.into), [(*prefix, line) for line in merged.lines])
    limits = arrangement.limits(rolled, threshold, {line: (*prefix, line) for line in counts})
    return sheet("_".join(prefix), prefix, [printed(rolled, counts)], rolled.merged, limits)


def merged_lines(axis: Axis, people: Mapping[str, int], threshold: int) -> RolledUp:
    """Lines with too few people go into one, 不明 and 県外 too: alone, hardly anybody would hide the most of a table."""
    return roll_up(people, threshold, threshold, merged_line(axis, threshold))


def printed(rolled: RolledUp, counts: Mapping[str, Count]) -> list[str]:
    """The lines that stand in the table, in its order; the merged one is the last."""
    own = [line for line in counts if rolled.into[line] == line]
    return [*own, *(merged.into for merged in rolled.merged)]
