"""提出期限と遅れの減点: when a lesson's work is due in an offering, and what lateness takes from its points."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.models import Deadline, Score, Submission
from webapp.programme.models import Offering

ONE_DAY = timedelta(days=1)
MOST_PERCENT = 100.0


def days_late(received_at: datetime, deadline: Deadline | None) -> int:
    """How many days late a hand-in is, each begun day counting; 0 in time or where nothing is due."""
    if deadline is None or received_at <= deadline.due_at:
        return 0
    return math.ceil((received_at - deadline.due_at) / ONE_DAY)


def penalty_of(points: float, received_at: datetime, deadline: Deadline | None) -> float:
    """遅れの減点: the points that lateness takes, never more than there are, to two places."""
    if deadline is None:
        return 0.0
    share = deadline.percent_per_day * days_late(received_at, deadline) / 100
    return round(points * min(1.0, share), 2)


def deadline_for(session: Session, submission: Submission) -> Deadline | None:
    """The deadline of a hand-in's lesson in its offering, or None."""
    return session.get(Deadline, (submission.enrolment.offering_id, submission.lesson_slug))


def hold_deadlines(session: Session, offerings: Iterable[int]) -> None:
    """Let nobody change these offerings' deadlines until this transaction ends; several may hold them at once.

    Only PostgreSQL needs it; on SQLite one transaction writes at a time.
    """
    wanted = select(Offering.id).where(Offering.id.in_(set(offerings))).order_by(Offering.id)
    session.execute(wanted.with_for_update(read=True)).all()


def deadlines_of(session: Session, offerings: Iterable[int]) -> dict[tuple[int, str], Deadline]:
    """The deadlines of some offerings, by offering and lesson."""
    rows = session.scalars(select(Deadline).where(Deadline.offering_id.in_(set(offerings))))
    return {(each.offering_id, each.lesson_slug): each for each in rows}


def set_deadline(
    session: Session, offering_id: int, lesson: str, due_at: datetime, percent_per_day: float
) -> Deadline:
    """期限を決める: also for work that is here already. Raises ValueError where the percentage is none of 0..100."""
    if not 0 <= percent_per_day <= MOST_PERCENT:
        raise ValueError("percent_per_day must lie in 0..100")
    _keep_others_out(session, offering_id)
    deadline = session.get(Deadline, (offering_id, lesson))
    if deadline is None:
        deadline = Deadline(offering_id=offering_id, lesson_slug=lesson)
        session.add(deadline)
    deadline.due_at, deadline.percent_per_day = due_at, percent_per_day
    session.flush()
    _count_again(session, offering_id, lesson, deadline)
    return deadline


def clear_deadline(session: Session, offering_id: int, lesson: str) -> None:
    """期限をなくす: what lateness took comes back."""
    _keep_others_out(session, offering_id)
    if found := session.get(Deadline, (offering_id, lesson)):
        session.delete(found)
        session.flush()
    _count_again(session, offering_id, lesson, None)


def _keep_others_out(session: Session, offering_id: int) -> None:
    """Wait for the scores that are being recorded by the deadline as it is."""
    session.get(Offering, offering_id, with_for_update={"key_share": True})


def _count_again(session: Session, offering_id: int, lesson: str, deadline: Deadline | None) -> None:
    rows = session.execute(
        select(Score, Submission.received_at)
        .join(Score.submission)
        .join(Submission.enrolment)
        .where(Enrolment.offering_id == offering_id, Submission.lesson_slug == lesson)
    )
    for row in rows:
        penalty = penalty_of(row.Score.points, row.received_at, deadline)
        if penalty != row.Score.late_penalty:
            row.Score.late_penalty = penalty
            row.Score.projected_at = None  # the book is to hear of it
    session.flush()
