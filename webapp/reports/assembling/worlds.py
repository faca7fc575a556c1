"""年度の世界: every table of people of one year, bound together by what everybody knows of how they hang together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from webapp.enrolment.applying.profile import AGE_BANDS, INDUSTRIES
from webapp.programme.audience import Audience
from webapp.region import ELSEWHERE, ELSEWHERE_AREA, Region
from webapp.reports.assembling.lines import Axis, one_way
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import EditionPlan, Sheet
from webapp.reports.disclosure.problem import World
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count, Key, Values
from webapp.reports.queries.keys import UNKNOWN
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

AREA_BY_COURSE = "I06_area_by_course"


@dataclass(frozen=True)
class YearWorld:
    """The counts of a year, and the editions that are to print them, the finest first."""

    world: World
    editions: tuple[EditionPlan, ...]


def axes_of(region: Region) -> Mapping[Breakdown, Axis]:
    """The attributes along which persons are printed, in the order of their codes; 県外 and 不明 stand last."""
    towns = (*(town.code5 for town in region.towns), ELSEWHERE.code5, UNKNOWN)
    areas = (*(area.ja for area in region.areas), ELSEWHERE_AREA.ja, UNKNOWN)
    return {
        Breakdown.MUNICIPALITY: Axis("municipality", towns),
        Breakdown.AREA: Axis("area", areas),
        Breakdown.INDUSTRY: Axis("industry", (*INDUSTRIES, UNKNOWN)),
        Breakdown.SCHOOL_TYPE: Axis("school_type", (*region.school_type_names, UNKNOWN)),
        Breakdown.AGE_BAND: Axis("age_band", (*AGE_BANDS, UNKNOWN)),
        Breakdown.AUDIENCE: Axis("audience", (*(audience.value for audience in Audience), UNKNOWN)),
    }


def year_world(reader: Reader, scope: Scope, thresholds: Mapping[str, int]) -> YearWorld:
    """Persons along each attribute (I07) and enrolments by area and course (I06), for editions by their thresholds.

    The editions are given the finest first (council, then public).
    """
    arrangement = Arrangement()
    sheets: dict[str, list[Sheet]] = {edition: [] for edition in thresholds}
    both_ways = _area_by_course(arrangement, reader, scope)
    for edition in thresholds:
        sheets[edition].append(both_ways)
    lines: dict[Breakdown, Mapping[str, Count]] = {}
    for by, axis in axes_of(reader.region).items():
        lines[by] = counts_of(evaluate("I07", reader, scope, by), axis)
        for edition, page in one_way(arrangement, "I07", axis, lines[by], thresholds).items():
            sheets[edition].append(page)
    _bind(arrangement, reader.region, lines)
    editions = tuple(EditionPlan(name, k, tuple(sheets[name])) for name, k in thresholds.items())
    return YearWorld(arrangement.world(), editions)


def counts_of(values: Values, axis: Axis) -> dict[str, Count]:
    """By line, in the axis's order; a line of the axis that nobody is in is nil."""
    found = {key[0]: value for key, value in values.items() if isinstance(value, Count)}
    empty = next((replace(count, value=0, contributors=0) for count in found.values()), Count(0, 0))
    return {line: found.get(line, empty) for line in axis.lines} | {
        line: count for line, count in found.items() if line not in axis.lines
    }


def _area_by_course(arrangement: Arrangement, reader: Reader, scope: Scope) -> Sheet:
    cells = _as_counts(evaluate("I06", reader, scope, Breakdown.AREA_BY_COURSE))
    areas = _as_counts(evaluate("I06", reader, scope, Breakdown.AREA))
    courses = _as_counts(evaluate("I06", reader, scope, Breakdown.COURSE))
    whole = _as_counts(evaluate("I06", reader, scope))
    counts: dict[Key, Count] = {
        **cells,
        **{(area, ALL): count for (area,), count in areas.items()},
        **{(ALL, course): count for (course,), count in courses.items()},
        (ALL, ALL): whole.get((), Count(0, 0)),
    }
    axis = axes_of(reader.region)[Breakdown.AREA]
    slugs = sorted(course for (course,) in courses)
    return arrangement.table(AREA_BY_COURSE, ("I06",), counts, [axis.lines, slugs])


def _as_counts(values: Values) -> dict[Key, Count]:
    return {key: value for key, value in values.items() if isinstance(value, Count)}


def _bind(arrangement: Arrangement, region: Region, lines: Mapping[Breakdown, Mapping[str, Count]]) -> None:
    """An area's people are those of its towns, teachers those of all kinds of school, and 実 is never more than 延べ."""
    by_area = {
        area.ja: [town.code5 for town in region.towns if town.area == area.ja] for area in region.areas
    }
    by_area |= {ELSEWHERE_AREA.ja: [ELSEWHERE.code5], UNKNOWN: [UNKNOWN]}
    for area, towns in by_area.items():
        arrangement.total(("I07", "area", area), [("I07", "municipality", town) for town in towns])
        arrangement.no_more(("I07", "area", area), ("I06", area, ALL))
    teachers = [("I07", "school_type", kind) for kind in lines[Breakdown.SCHOOL_TYPE]]
    arrangement.total(("I07", "audience", Audience.TEACHER.value), teachers)
    # Whoever works for a prefecture or a town is counted under 公務, a teacher under 教育: everybody can know it.
    for audience, industry in ((Audience.PUBLIC_SERVANT, "S"), (Audience.TEACHER, "O")):
        few, all_ = lines[Breakdown.AUDIENCE][audience.value], lines[Breakdown.INDUSTRY][industry]
        if few.value <= all_.value:
            arrangement.no_more(("I07", "audience", audience.value), ("I07", "industry", industry))
