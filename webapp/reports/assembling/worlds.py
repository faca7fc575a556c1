"""年度の世界: every table of people of one year, bound together by what everybody knows of how they hang together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.programme.audience import Audience
from webapp.region import ELSEWHERE, ELSEWHERE_AREA, Region
from webapp.reports.assembling.axes import as_counts, axes_of, counts_of
from webapp.reports.assembling.by_course import course_sheet, courses, quarter_sheet
from webapp.reports.assembling.by_month import month_sheet
from webapp.reports.assembling.hosts import OwnRows, own_rows, readers_who_host
from webapp.reports.assembling.lines import Rolling, one_way
from webapp.reports.assembling.order import Order
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import EVERYBODY, EditionPlan, Sheet
from webapp.reports.disclosure.problem import World
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count, Key
from webapp.reports.queries.keys import UNKNOWN
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

AREA_BY_COURSE, BY_AREA = "I06_area_by_course", "I06_area"
BY_TOWN = "I07_municipality"
# Sheets that have a coarser form: by area and by course apart, or lines alone only from twice the threshold.
COARSER = frozenset(
    {AREA_BY_COURSE, BY_TOWN} | {f"I07_{axis}" for axis in ("area", "industry", "school_type", "age_band")}
)


@dataclass(frozen=True)
class YearWorld:
    """The counts of a year, and the editions that are to print them, the finest first."""

    world: World
    editions: tuple[EditionPlan, ...]


def year_world(reader: Reader, order: Order, thresholds: Mapping[str, int]) -> YearWorld:
    """Enrolments by course and quarter (I06), by area and course, and persons along each attribute (I07).

    The editions are given by their thresholds, the finest first (council, then public). What is printed hangs on the
    order: a quarter's courses, the year's courses while values are preliminary, everything once they are settled.
    """
    arrangement = Arrangement()
    sheets: dict[str, list[Sheet]] = {edition: [] for edition in thresholds}
    year = replace(order.scope, quarter=None)
    slugs = courses(arrangement, reader, year)
    own = own_rows(reader, order)
    if order.is_detailed:
        both_ways = _area_by_course(arrangement, reader, year, slugs)
        by_course, by_month = (
            course_sheet(arrangement, reader, year, slugs),
            month_sheet(arrangement, reader, year),
        )
        by_area = _by_area(reader.region) if AREA_BY_COURSE in order.coarser else both_ways
        for edition in thresholds:
            sheets[edition] += [by_course, by_month, by_area]
        lines: dict[Breakdown, Mapping[str, Count]] = {}
        for by, axis in axes_of(reader.region).items():
            lines[by] = counts_of(evaluate("I07", reader, year, by), axis)
            rollings = {
                name: _rolling(order, name, k, f"I07_{axis.name}", own) for name, k in thresholds.items()
            }
            for edition, page in one_way(arrangement, "I07", axis, lines[by], rollings).items():
                # The coarser form of the towns are their areas.
                if page.name != BY_TOWN or BY_TOWN not in order.coarser:
                    sheets[edition].append(page)
        _bind(arrangement, reader.region, lines)
    else:
        quarter = order.scope.quarter
        sheet = quarter_sheet(slugs, quarter) if quarter else course_sheet(arrangement, reader, year, slugs)
        for edition in thresholds:
            sheets[edition].append(sheet)
    hosts = readers_who_host(arrangement, own)
    world = arrangement.world()
    editions = tuple(
        EditionPlan(
            # The finest is the council's, and whoever hosts a course sits in it.
            name, k, tuple(sheets[name]), (EVERYBODY, *(hosts if at == 0 else ())),
            tuple(before.cells for before in order.earlier.get(name, ())),
        )
        for at, (name, k) in enumerate(thresholds.items())
    )  # fmt: skip
    return YearWorld(world, editions)


def _rolling(order: Order, edition: str, threshold: int, sheet: str, own: OwnRows) -> Rolling:
    before = tuple(merged for earlier in order.earlier.get(edition, ()) for merged in earlier.merged)
    return Rolling(threshold, threshold * (2 if sheet in order.coarser else 1), before, own)


def _by_area(region: Region) -> Sheet:
    lines = tuple(("I06", area, ALL) for area in axes_of(region)[Breakdown.AREA].lines)
    total = ("I06", ALL, ALL)
    return Sheet(BY_AREA, frozenset({*lines, total}), total, lines)


def _area_by_course(arrangement: Arrangement, reader: Reader, year: Scope, slugs: Sequence[str]) -> Sheet:
    cells = as_counts(evaluate("I06", reader, year, Breakdown.AREA_BY_COURSE))
    areas = as_counts(evaluate("I06", reader, year, Breakdown.AREA))
    courses = as_counts(evaluate("I06", reader, year, Breakdown.COURSE))
    whole = as_counts(evaluate("I06", reader, year))
    counts: dict[Key, Count] = {
        **cells,
        **{(area, ALL): count for (area,), count in areas.items()},
        **{(ALL, course): count for (course,), count in courses.items()},
        (ALL, ALL): whole.get((), Count(0, 0)),
    }
    axis = axes_of(reader.region)[Breakdown.AREA]
    return arrangement.table(AREA_BY_COURSE, ("I06",), counts, [axis.lines, slugs])


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
