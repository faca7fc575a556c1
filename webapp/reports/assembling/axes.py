"""軸: along which attributes persons are printed, and the counts of a year along them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from webapp.enrolment.applying.profile import AGE_BANDS
from webapp.programme.audience import Audience
from webapp.programme.industries import INDUSTRIES
from webapp.region import ELSEWHERE, ELSEWHERE_AREA, Region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Count, Key, Values
from webapp.reports.queries.keys import UNKNOWN


@dataclass(frozen=True)
class Axis:
    """軸: a name, and its lines in the order of their codes; 県外 and 不明 are lines like any other."""

    name: str
    lines: tuple[str, ...]


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


def counts_of(values: Values, axis: Axis) -> dict[str, Count]:
    """By line, in the axis's order; a line of the axis that nobody is in is nil."""
    found = {key[0]: value for key, value in values.items() if isinstance(value, Count)}
    empty = next((replace(count, value=0, contributors=0) for count in found.values()), Count(0, 0))
    return {line: found.get(line, empty) for line in axis.lines} | {
        line: count for line, count in found.items() if line not in axis.lines
    }


def as_counts(values: Values) -> dict[Key, Count]:
    """Only the counts: a sign stands where nothing can be counted."""
    return {key: value for key, value in values.items() if isinstance(value, Count)}
