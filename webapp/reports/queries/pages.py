"""What the coordinator's pages show: it hands over plain facts, and never another host's rows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.participation.models import Score, Submission
from webapp.participation.queries import counted_submissions
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, Seminar
from webapp.programme.official import ClosingCapacity
from webapp.reports.facts import (
    AttemptFact,
    EnrolmentFact,
    OfferingFact,
    PersonFact,
    SeminarFact,
    WorkFact,
    YearFacts,
)
from webapp.reports.period import Period
from webapp.reports.queries.held import capacity_at_closing


def years_of(session: Session, hosts: Collection[int]) -> list[int]:
    """The fiscal years in which these partners host anything, newest first."""
    years: set[int] = set()
    for table in (Offering, Seminar):
        years |= set(session.scalars(select(table.fiscal_year).where(table.host_id.in_(hosts)).distinct()))
    return sorted(years, reverse=True)


def year_of(session: Session, offering_id: int) -> int:
    """The fiscal year of an offering."""
    return session.scalars(select(Offering.fiscal_year).where(Offering.id == offering_id)).one()


def year_facts(session: Session, hosts: Collection[int], period: Period) -> YearFacts:
    """Everything that these partners host in the year of the period."""
    mine = and_(Offering.host_id.in_(hosts), Offering.fiscal_year == period.year.year)
    return YearFacts(
        _offerings(session, mine),
        _enrolments(session, mine),
        _work(session, mine, period.until),
        _seminars(session, hosts, period),
    )


def offering_facts(session: Session, offering_id: int, period: Period) -> YearFacts:
    """The same of one offering; whoever calls has checked who hosts it."""
    this = Offering.id == offering_id
    return YearFacts(
        _offerings(session, this), _enrolments(session, this), _work(session, this, period.until)
    )


def people_of(session: Session, offering_id: int) -> tuple[PersonFact, ...]:
    """氏名 and 受講区分 of everybody enrolled in an offering: named rows, for its host only."""
    rows = session.execute(
        select(Enrolment.id, Learner.name, Learner.name_kana, Enrolment.audience, Learner.id)
        .join(Enrolment.learner)
        .where(Enrolment.offering_id == offering_id)
        .order_by(Learner.name_kana, Enrolment.id)
    )
    return tuple(PersonFact(*row) for row in rows)


def names_in(session: Session, hosts: Collection[int], year: int) -> dict[int, tuple[str, str]]:
    """氏名 and ふりがな of everybody in what these partners host in a year: named rows, for those hosts only."""
    rows = session.execute(
        select(Learner.id, Learner.name, Learner.name_kana)
        .join(Enrolment, Enrolment.learner_id == Learner.id)
        .join(Enrolment.offering)
        .where(Offering.host_id.in_(hosts), Offering.fiscal_year == year)
        .distinct()
    )
    return {id: (name, kana) for id, name, kana in rows}


def attempts_at(session: Session, offering_id: int, until: datetime) -> tuple[AttemptFact, ...]:
    """Every scored hand-in in an offering, for counting the exercises that were passed."""
    rows = session.execute(
        select(Submission.enrolment_id, Submission.release_digest, Score.sheet)
        .join(Score, Score.submission_id == Submission.id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .where(Enrolment.offering_id == offering_id, Submission.received_at < until)
    )
    return tuple(AttemptFact(*row) for row in rows)


def completion_rule_of(session: Session, offering_id: int) -> dict[str, Any]:
    """修了要件 of an offering."""
    rule: dict[str, Any] = session.scalars(
        select(Offering.completion_rule).where(Offering.id == offering_id)
    ).one()
    return rule


def _offerings(session: Session, which: Any) -> tuple[OfferingFact, ...]:
    took_place = or_(
        Meeting.state == MeetingState.HELD,
        # On demand there is nothing to hold: it counts from its opening.
        and_(Meeting.mode == MeetingMode.ON_DEMAND, Meeting.state == MeetingState.PLANNED),
    )
    first_held = (
        select(Meeting.offering_id, func.min(Meeting.starts_at).label("at"))
        .where(took_place)
        .group_by(Meeting.offering_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Offering.id,
            Offering.course_slug,
            Offering.number,
            Offering.title_ja,
            Offering.title_en,
            Offering.state,
            capacity_at_closing(),
            Offering.starts_on,
            Offering.ends_on,
            first_held.c.at,
            Offering.apply_from,
            Offering.apply_until,
        )
        .outerjoin(first_held, first_held.c.offering_id == Offering.id)
        .outerjoin(ClosingCapacity, ClosingCapacity.offering_id == Offering.id)
        .where(which)
        .order_by(Offering.starts_on, Offering.id)
    )
    return tuple(OfferingFact(*row) for row in rows)


def _enrolments(session: Session, which: Any) -> tuple[EnrolmentFact, ...]:
    rows = session.execute(
        select(
            Enrolment.id,
            Enrolment.offering_id,
            Enrolment.learner_id,
            Enrolment.enrolled_at,
            Enrolment.withdrawn_at,
            Enrolment.completed_at,
        )
        .join(Enrolment.offering)
        .where(which)
        .order_by(Enrolment.id)
    )
    return tuple(EnrolmentFact(*row) for row in rows)


def _work(session: Session, which: Any, until: datetime) -> tuple[WorkFact, ...]:
    counted = (
        select(
            Submission.enrolment_id,
            Submission.lesson_slug,
            (Score.points - Score.late_penalty).label("points"),
            Score.max_points,
        )
        .join(Score, Score.submission_id == Submission.id)
        .where(Submission.id.in_(counted_submissions(until)))
        .subquery()
    )
    same = and_(
        counted.c.enrolment_id == Submission.enrolment_id, counted.c.lesson_slug == Submission.lesson_slug
    )
    rows: Sequence[Any] = session.execute(
        select(
            Submission.enrolment_id,
            Submission.lesson_slug,
            func.count(),
            # One counted attempt per group: the greatest of one value is that value.
            func.max(counted.c.points),
            func.max(counted.c.max_points),
        )
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .join(Enrolment.offering)
        .outerjoin(counted, same)
        .where(which, Submission.received_at < until)
        .group_by(Submission.enrolment_id, Submission.lesson_slug)
    ).all()
    return tuple(WorkFact(*row) for row in rows)


def _seminars(session: Session, hosts: Collection[int], period: Period) -> tuple[SeminarFact, ...]:
    # Nobody is in both: the head-count is of those without an account.
    came = (
        select(func.count())
        .where(SeminarCheckIn.seminar_id == Seminar.id)
        .correlate(Seminar)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Seminar.title_ja,
            Seminar.title_en,
            Seminar.held_on,
            Seminar.capacity,
            case(
                (and_(Seminar.headcount.is_(None), came == 0), None),
                else_=func.coalesce(Seminar.headcount, 0) + came,
            ),
            Seminar.state,
        )
        .where(
            Seminar.host_id.in_(hosts),
            Seminar.fiscal_year == period.year.year,
        )
        .order_by(Seminar.held_on, Seminar.id)
    )
    return tuple(SeminarFact(*row) for row in rows)
