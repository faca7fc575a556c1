"""保留の提出物: hand-ins that we failed to grade, for the people who must hear of them and mend it.

A failure of ours never becomes a zero; the other half of that promise is that somebody is told.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.models import LET_GO, Submission, SubmissionState
from webapp.programme.models import Offering


def parked(session: Session) -> Sequence[Submission]:
    """Every hand-in that waits for a mend, the oldest first."""
    there = (Submission.state == SubmissionState.PARKED, Submission.sha256 != LET_GO)
    return session.scalars(select(Submission).where(*there).order_by(Submission.id)).all()


def parked_by_offering(session: Session, hosts: Collection[int]) -> dict[int, int]:
    """How many hand-ins wait for a mend, by offering of these partners; offerings without any are left out."""
    rows = session.execute(
        select(Offering.id, func.count(Submission.id).label("waiting"))
        .select_from(Submission)
        .join(Submission.enrolment)
        .join(Enrolment.offering)
        .where(
            Submission.state == SubmissionState.PARKED,
            Submission.sha256 != LET_GO,
            Offering.host_id.in_(hosts),
        )
        .group_by(Offering.id)
    )
    return {row.id: row.waiting for row in rows}


def grade_again(session: Session, submissions: Collection[Submission]) -> int:
    """採点待ちに戻す: after the mend, put parked hand-ins back into the queue with all their tries."""
    waiting = [submission for submission in submissions if submission.state is SubmissionState.PARKED]
    for submission in waiting:
        submission.state = SubmissionState.QUEUED
        submission.tries, submission.problem, submission.lease_until = 0, None, None
    session.flush()
    return len(waiting)
