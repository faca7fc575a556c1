"""内訳の鍵: the SQL by which rows fall into the lines of a table; 不明 and 県外 are lines like any other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, literal

from webapp.fiscal_year import FiscalYear
from webapp.programme.audience import Audience
from webapp.programme.roadmap import rest, roadmap
from webapp.region import ELSEWHERE, ELSEWHERE_AREA, Region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.queries.held import between, months, quarters

UNKNOWN = "unknown"  # 不明
NOT_ASKED = "not_asked"  # 対象外: the kind of school of somebody who is no teacher


def programme_row(offering: Any) -> ColumnElement[str]:
    """事業の区分 of an offering, as the road map has them: by audience first, then by course."""
    rows = roadmap().values()
    by_audience = [(offering.audience.in_(row.audiences), literal(row.key)) for row in rows if row.audiences]
    by_course = [(offering.course_slug.in_(row.courses), literal(row.key)) for row in rows if row.courses]
    return case(*by_audience, *by_course, else_=literal(rest()))


def municipality(region: Region, person: Any) -> ColumnElement[str]:
    """市町村: of the workplace or school; of the residence for those who have neither.

    A town that the region pack does not have (merged since, or another prefecture's) is 不明, in the area as well.
    """
    at_home = person.audience == Audience.OTHER
    code = case((at_home, person.residence_code5), else_=person.workplace_code5)
    known = [*(town.code5 for town in region.towns), ELSEWHERE.code5]
    return case((code.in_(known), code), else_=literal(UNKNOWN))


def area(region: Region, person: Any) -> ColumnElement[str]:
    """圏域, as the region pack draws them; 県外 is one of its own."""
    code = municipality(region, person)
    towns: Mapping[str, str] = {town.code5: town.area for town in region.towns} | {
        ELSEWHERE.code5: ELSEWHERE_AREA.ja
    }
    return case(*[(code == code5, literal(name)) for code5, name in towns.items()], else_=literal(UNKNOWN))


def person_attribute(by: Breakdown, region: Region, person: Any) -> ColumnElement[str]:
    """One frozen attribute of a person (`person` is a row of `LearnerYear` or of `people`); KeyError for what is none."""
    attributes: Mapping[Breakdown, ColumnElement[str]] = {
        Breakdown.MUNICIPALITY: municipality(region, person),
        Breakdown.AREA: area(region, person),
        Breakdown.INDUSTRY: or_unknown(person.industry),
        Breakdown.SCHOOL_TYPE: case(
            (person.audience != Audience.TEACHER, literal(NOT_ASKED)),
            else_=or_unknown(person.school_type),
        ),
        Breakdown.AGE_BAND: or_unknown(person.age_band),
        # Whoever's year was not frozen yet (nobody, in a sound database) is 不明.
        Breakdown.AUDIENCE: or_unknown(cast(person.audience, String)),
    }
    return attributes[by]


def in_periods(moment: Any, by: Breakdown, year: FiscalYear) -> ColumnElement[str]:
    """The month or quarter in Japan in which a moment falls: by its edges, since databases disagree about zones."""
    parts = months(year) if by is Breakdown.MONTH else quarters(year)
    return case(
        *[(between(moment, begins, ends), literal(key)) for key, begins, ends in parts],
        else_=literal(UNKNOWN),
    )


def or_unknown(column: Any) -> ColumnElement[str]:
    """The column, or 不明."""
    return case((column.is_(None), literal(UNKNOWN)), else_=column)


def in_days(day: Any, by: Breakdown, year: FiscalYear) -> ColumnElement[str]:
    """The same for a column that holds a day."""
    parts = months(year) if by is Breakdown.MONTH else quarters(year)
    fits = [(and_(day >= begins.date(), day < ends.date()), literal(key)) for key, begins, ends in parts]
    return case(*fits, else_=literal(UNKNOWN))


def as_text(number: Any) -> ColumnElement[str]:
    """An id as a key."""
    return cast(number, String)
