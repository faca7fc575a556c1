"""開かれた講座: which offerings count by the 基準日, with the moment of their first held class."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, or_, select

from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState, Seminar
from webapp.programme.official import ClosingCapacity
from webapp.reports.queries.once import Once
from webapp.reports.scope import Scope

TOOK_PLACE = or_(
    Meeting.state == MeetingState.HELD,
    # On demand there is nothing to hold: it counts from its opening.
    and_(Meeting.mode == MeetingMode.ON_DEMAND, Meeting.state == MeetingState.PLANNED),
)


def held_offerings(asking: Once, scope: Scope) -> FromClause:
    """I01: of the year and the hosts, not called off, first class (or opening on demand) before the 基準日.

    An offering belongs to the quarter of its first held class. Columns: id, course_slug, audience, capacity, apply_until,
    ends_on, first_at, decided_at, is_over.
    """
    year = replace(scope, quarter=None)
    return in_quarter(asking.set_aside(("offerings held", year), lambda: _held_in(year), key=["id"]), scope)


def _held_in(scope: Scope) -> Select[Any]:
    decided = (
        select(func.min(Enrolment.completed_at)).where(Enrolment.offering_id == Offering.id).scalar_subquery()
    )
    is_over = and_(Offering.state == OfferingState.CLOSED, Offering.ends_on <= scope.period.day)
    of_the_year = (
        select(
            Offering.id,
            Offering.course_slug,
            Offering.audience,
            capacity_at_closing().label("capacity"),
            Offering.apply_until,
            Offering.ends_on,
            first_held(Offering.id).label("first_at"),
            decided.label("decided_at"),
            is_over.label("is_over"),
        )
        .outerjoin(ClosingCapacity, ClosingCapacity.offering_id == Offering.id)
        .where(
            Offering.fiscal_year == scope.period.year.year,
            Offering.state != OfferingState.CANCELLED,
            *hosted_by(scope),
        )
        .subquery("offerings_of_the_year")
    )
    return select(of_the_year).where(of_the_year.c.first_at < scope.period.until)


def in_quarter(rows: FromClause, scope: Scope) -> FromClause:
    """Rows that know when their offering began (first_at): of these, the ones of the scope's quarter if it has one."""
    if scope.quarter is None:
        return rows
    return select(rows).where(between(rows.c.first_at, *quarter_of(scope))).subquery("in_quarter")


def first_held(offering_id: Any) -> ColumnElement[datetime]:
    """初回: when the first class of an offering that took place began, or when it opened; none where nothing did."""
    return (
        select(func.min(Meeting.starts_at))
        .where(Meeting.offering_id == offering_id, TOOK_PLACE)
        .scalar_subquery()
    )


def capacity_at_closing() -> ColumnElement[int | None]:
    """定員 when applications closed, of an offering joined with its `ClosingCapacity`, if it has one."""
    is_kept = ClosingCapacity.offering_id.is_not(None)
    return case((is_kept, ClosingCapacity.capacity), else_=Offering.capacity)


def held_seminars(scope: Scope) -> list[ColumnElement[bool]]:
    """Which seminars count: held in the year by the 基準日, of these hosts, in the quarter if there is one."""
    day = Seminar.held_on
    conditions = [
        Seminar.fiscal_year == scope.period.year.year,
        Seminar.state == MeetingState.HELD,
        day >= scope.period.year.start,
        day <= scope.period.day,
    ]
    if scope.hosts is not None:
        conditions.append(Seminar.host_id.in_(scope.hosts))
    if scope.quarter is not None:
        begins, ends = quarter_of(scope)
        conditions.append(and_(day >= begins.date(), day < ends.date()))
    return conditions


def hosted_by(scope: Scope) -> list[ColumnElement[bool]]:
    """Whose offerings: nothing to ask where the whole partnership is meant."""
    return [] if scope.hosts is None else [Offering.host_id.in_(scope.hosts)]


def months(year: FiscalYear) -> list[tuple[str, datetime, datetime]]:
    """April to March as (key, first moment, first moment after); the key is 2026-04."""
    edges = [
        datetime(year.year + (4 + at - 1) // 12, (4 + at - 1) % 12 + 1, 1, tzinfo=JAPAN) for at in range(13)
    ]
    return [(f"{begins:%Y-%m}", begins, ends) for begins, ends in pairwise(edges)]


def quarters(year: FiscalYear) -> list[tuple[str, datetime, datetime]]:
    """The four quarters, by their numbers."""
    by_month = months(year)
    return [(str(at + 1), by_month[at * 3][1], by_month[at * 3 + 2][2]) for at in range(4)]


def quarter_of(scope: Scope) -> tuple[datetime, datetime]:
    """The edges of the scope's quarter; ValueError without one."""
    if scope.quarter is None:
        raise ValueError("the whole year has no quarter")
    _key, begins, ends = quarters(scope.period.year)[scope.quarter - 1]
    return begins, ends


def between(moment: Any, begins: datetime, ends: datetime) -> ColumnElement[bool]:
    """From the first moment on, and before the second."""
    return and_(moment >= begins, moment < ends)
