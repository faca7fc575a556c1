"""人の問い合わせ: who is new, who comes from which town, organisation or school, and who goes on to 中級."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import FromClause, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from webapp.enrolment.models import Enrolment
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState
from webapp.programme.roadmap import going_on
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Key
from webapp.reports.queries import keys
from webapp.reports.queries.enrolled import people
from webapp.reports.queries.held import between, first_held
from webapp.reports.queries.reader import Reader, key_of, named
from webapp.reports.scope import Scope

COMPANIES = (Audience.PRIVATE, Audience.PUBLIC_SERVANT, Audience.EXECUTIVE)


def first_timers(
    reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL
) -> Mapping[Key, tuple[int, int]]:
    """I20: people without an enrolment that counted in an earlier year, and all people of E."""
    return reader.once(("first_timers", scope, by), lambda: _first_timers(reader, scope, by))


def _first_timers(reader: Reader, scope: Scope, by: Breakdown) -> Mapping[Key, tuple[int, int]]:
    each, earlier, before = (
        reader.each_person(by, scope),
        _earlier_offerings(reader, scope),
        aliased(Enrolment),
    )
    # As a condition, not as a column: so PostgreSQL may join, and need not look everybody up by themselves.
    came_before = exists().where(
        before.learner_id == each.c.learner_id,
        before.offering_id == earlier.c.id,
        or_(before.withdrawn_at.is_(None), before.withdrawn_at >= earlier.c.first_at),
    )
    rows = select(*key_of(each), func.count()).select_from(each).where(came_before)
    known = {key: number for key, (number,) in reader.read(rows)}
    found = reader.enrolments(scope, by)
    return {key: (line.people - known.get(key, 0), line.people) for key, line in found.items()}


def _earlier_offerings(reader: Reader, scope: Scope) -> FromClause:
    """Offerings of earlier years of which something took place: id, first_at."""
    year = scope.period.year.year
    columns: list[Any] = [Offering.id, first_held(Offering.id).label("first_at")]
    rows = select(*columns).where(
        Offering.fiscal_year < year, Offering.state != OfferingState.CANCELLED, columns[1].is_not(None)
    )
    return reader.set_aside(("offerings before", year), lambda: rows, key=["id"])


def has_earlier_years(reader: Reader, scope: Scope) -> bool:
    """Whether an earlier year has people at all; in the first one nobody is a first-timer."""
    earlier = (
        select(Enrolment.id)
        .join(Offering, Offering.id == Enrolment.offering_id)
        .where(Offering.fiscal_year < scope.period.year.year)
    )
    return reader.session.scalar(earlier.limit(1)) is not None


def residents(reader: Reader, scope: Scope) -> Mapping[Key, int]:
    """I19: people of E by the town where they live, never by the workplace; who did not say is 不明."""
    person = people(reader, scope)
    line = named([keys.or_unknown(person.c.residence_code5)])
    rows = select(*line, func.count()).select_from(person)
    return {key: numbers[0] for key, numbers in reader.read(rows)}


def organisations(
    reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL
) -> Mapping[Key, tuple[int, int]]:
    """I28: distinct organisations in E, and the people whom they sent."""
    person = people(reader, scope).c
    return _senders(reader, scope, by, person.organisation, person.audience.in_(COMPANIES))


def schools(reader: Reader, scope: Scope, by: Breakdown = Breakdown.TOTAL) -> Mapping[Key, tuple[int, int]]:
    """I29: distinct schools of the teachers in E, and these teachers; a board of education is no school."""
    person = people(reader, scope).c
    at_school = and_(person.audience == Audience.TEACHER, _not_a_board(person.school_type))
    return _senders(reader, scope, by, person.school, at_school)


def goes_on(reader: Reader, scope: Scope) -> tuple[int, int]:
    """I27a: who completed 初級 in the year before and entered 中級 within twelve months, of those whose twelve months are over.

    Everybody is asked about once, for their first completion.
    """
    done, beginner = aliased(Enrolment), aliased(Offering)
    after, higher = aliased(Enrolment), aliased(Offering)
    lower_row, higher_row = going_on()
    year_ago = scope.period.previous
    first = (
        select(done.learner_id, func.min(done.completed_at).label("at"))
        .join(beginner, beginner.id == done.offering_id)
        .where(
            beginner.course_slug.in_(lower_row.courses),
            done.completed_at.is_not(None),
            *([] if scope.hosts is None else [beginner.host_id.in_(scope.hosts)]),
        )
        .group_by(done.learner_id)
        .having(between(func.min(done.completed_at), year_ago.year.starts_at, year_ago.until))
        .subquery("completers")
    )
    days = _days_between(reader, after.enrolled_at, first.c.at)
    entered = exists().where(
        after.learner_id == first.c.learner_id,
        after.offering_id == higher.id,
        higher.course_slug.in_(higher_row.courses),
        higher.state != OfferingState.CANCELLED,
        _stayed(after),
        after.enrolled_at >= first.c.at,
        days < 366,
    )
    numbers = reader.session.execute(
        select(func.coalesce(func.sum(case((entered, 1), else_=0)), 0), func.count()).select_from(first)
    ).one()
    return int(numbers[0]), int(numbers[1])


def _senders(
    reader: Reader, scope: Scope, by: Breakdown, sender: Any, condition: Any
) -> Mapping[Key, tuple[int, int]]:
    person = people(reader, scope)
    line = named(reader.person_line(person.c, by))
    rows = (
        select(*line, func.count(func.distinct(sender)), func.count())
        .select_from(person)
        .where(sender.is_not(None), sender != "", condition)
    )
    return {key: (numbers[0], numbers[1]) for key, numbers in reader.read(rows)}


def _not_a_board(school_type: Any) -> Any:
    return func.coalesce(school_type, "") != "教育委員会"


def _stayed(after: Any) -> Any:
    """Not withdrawn before the first class of that offering that took place."""
    first = first_held(after.offering_id)
    return and_(first.is_not(None), or_(after.withdrawn_at.is_(None), after.withdrawn_at >= first))


def _days_between(reader: Reader, later: Any, earlier: Any) -> Any:
    """Whole days from one moment to another, as each database counts them."""
    if reader.session.get_bind().dialect.name == "sqlite":
        return func.julianday(later) - func.julianday(earlier)
    return func.extract("epoch", later - earlier) / 86_400
