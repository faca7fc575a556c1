"""受講者の集合: E and C of the definitions, written once, so that every number means the same people."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, func, or_, select

from webapp.enrolment.models import Enrolment, LearnerYear
from webapp.reports.queries.held import held_offerings, in_quarter
from webapp.reports.queries.once import Once
from webapp.reports.scope import Scope

FLAGS = ("is_closed", "is_completed", "is_dropped", "is_limited")
ATTRIBUTES = (
    "residence_code5", "workplace_code5", "audience", "industry", "school_type", "age_band", "organisation", "school",
)  # fmt: skip


def enrolled(asking: Once, scope: Scope) -> FromClause:
    """E, one row per enrolment, with what became of it by the 基準日.

    受講決定 before the 基準日, or, for an offering that was over by then, typed before the データ締切; not withdrawn before the
    first held class began. `is_closed` makes C: the results are closed (終了) and the first 修了 was decided in time.
    Columns: id, learner_id, offering_id, enrolled_at, course_slug, audience, first_at, and the flags of FLAGS.
    """
    year = replace(scope, quarter=None)
    return in_quarter(asking.set_aside(("enrolled", year), lambda: _enrolled_in(asking, year)), scope)


def _enrolled_in(asking: Once, scope: Scope) -> Select[Any]:
    held, until = held_offerings(asking, scope), scope.period.until
    closed = and_(held.c.is_over, or_(held.c.decided_at.is_(None), held.c.decided_at < until))
    completed = and_(Enrolment.completed_at.is_not(None), Enrolment.completed_at < until)
    withdrawn = and_(Enrolment.withdrawn_at.is_not(None), Enrolment.withdrawn_at < until)
    late_entry = and_(held.c.ends_on <= scope.period.day, Enrolment.enrolled_at < scope.recorded_before)
    return (
        select(
            Enrolment.id,
            Enrolment.learner_id,
            Enrolment.offering_id,
            Enrolment.enrolled_at,
            held.c.course_slug,
            held.c.audience,
            held.c.first_at,
            _flag(closed).label("is_closed"),
            _flag(and_(closed, completed)).label("is_completed"),
            _flag(and_(closed, withdrawn, ~completed)).label("is_dropped"),
            _flag(held.c.capacity.is_not(None)).label("is_limited"),
        )
        .select_from(held)
        .join(Enrolment, Enrolment.offering_id == held.c.id)
        .where(
            or_(Enrolment.enrolled_at < until, late_entry),
            or_(Enrolment.withdrawn_at.is_(None), Enrolment.withdrawn_at >= held.c.first_at),
        )
    )


def people(asking: Once, scope: Scope) -> FromClause:
    """The persons of E, one row each: learner_id, `rows`, how many of these have each flag, and the year's frozen attributes."""
    return asking.set_aside(("people", scope), lambda: _people_in(asking, scope))


def _people_in(asking: Once, scope: Scope) -> Select[Any]:
    who = enrolled(asking, scope)
    each = by_person([], who.c.learner_id, **flags_of(who)).select_from(who).subquery("each")
    of_the_year = and_(
        LearnerYear.learner_id == each.c.learner_id, LearnerYear.fiscal_year == scope.period.year.year
    )
    return select(each, *(getattr(LearnerYear, name) for name in ATTRIBUTES)).select_from(
        each.outerjoin(LearnerYear, of_the_year)
    )


def flags_of(who: FromClause) -> dict[str, Any]:
    """By name, the flags of a row of E."""
    return {name: who.c[name] for name in FLAGS}


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    # NULL (nobody has completed) is no: a flag is 0 or 1 on either database.
    return case((condition, 1), else_=0)


def total(flag: Any) -> ColumnElement[int]:
    """How many rows have it."""
    return func.coalesce(func.sum(flag), 0)


def by_person(line: Sequence[ColumnElement[Any]], learner: Any, **flags: Any) -> Select[Any]:
    """One row per line and person: the parts of the key, `learner_id`, `rows`, and by each flag how many of these have it.

    Summed up once more it gives counts and distinct people in one pass, where COUNT(DISTINCT) would sort once for each.
    """
    counted = [func.count().label("rows"), *(func.sum(flag).label(name) for name, flag in flags.items())]
    return select(*line, learner.label("learner_id"), *counted).group_by(*line, learner)


def somebody(number: Any) -> ColumnElement[int]:
    """How many people have at least one, of rows that are one person's each."""
    return func.coalesce(func.sum(case((number > 0, 1), else_=0)), 0)


def persons(learner: Any, flag: Any = None) -> ColumnElement[int]:
    """How many distinct people, of those rows that have the flag."""
    counted = learner if flag is None else case((flag == 1, learner))
    return func.count(func.distinct(counted))
