"""採点待ちの列: which hand-in is graded next, and by whom; a column in the database, so a crash costs nothing.

Call these in a writing transaction: on SQLite that alone keeps two workers apart, on PostgreSQL SKIP LOCKED does.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from webapp.participation.models import Submission, SubmissionState

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)  # a dead worker's hand-ins are taken up again after this
MOST_TRIES = 3
PAUSES = (timedelta(seconds=2), timedelta(seconds=10))  # before the second and the third try


def has_work(session: Session, at: datetime) -> bool:
    """Whether a claim would find something; a plain read, for polling without taking the write lock."""
    return session.scalar(select(Submission.id).where(_claimable(at)).limit(1)) is not None


def claim(session: Session, worker: str, at: datetime) -> Submission | None:
    """Take the hand-in whose turn it is, waiting or left by a dead worker; None where there is none."""
    oldest = (
        select(Submission).where(_claimable(at)).order_by(_own_before(Submission), Submission.id).limit(1)
    )
    while (found := session.scalar(oldest.with_for_update(skip_locked=True))) is not None:
        if found.tries < MOST_TRIES:
            found.state = SubmissionState.RUNNING
            found.claimed_by = worker
            found.lease_until = at + LEASE
            found.tries += 1
            session.flush()
            return found
        park(found, found.problem or "the worker ended while grading this, each time")
        session.flush()
    return None


def renew(session: Session, worker: str, at: datetime) -> None:
    """Prolong the lease of everything this worker is grading."""
    session.execute(
        update(Submission)
        .where(Submission.state == SubmissionState.RUNNING, Submission.claimed_by == worker)
        .values(lease_until=at + LEASE)
    )


def fail(session: Session, submission_id: int, worker: str, problem: str, at: datetime) -> None:
    """Our own failure: try again after a pause, and after three tries park it. It never becomes a zero."""
    submission = _held(session, submission_id, worker)
    if submission is None:
        return
    if submission.tries >= MOST_TRIES:
        park(submission, problem)
    else:
        submission.state = SubmissionState.QUEUED
        submission.claimed_by = None
        submission.lease_until = at + PAUSES[submission.tries - 1]
        submission.problem = problem[:2000]
    session.flush()


def hand_back(session: Session, submission_id: int, worker: str) -> None:
    """Put a hand-in back untried, because its worker was asked to stop."""
    submission = _held(session, submission_id, worker)
    if submission is None:
        return
    submission.state = SubmissionState.QUEUED
    submission.claimed_by = submission.lease_until = None
    submission.tries -= 1
    session.flush()


def park(submission: Submission, problem: str) -> None:
    """保留: leave it for a person to look at, with the reason."""
    submission.state = SubmissionState.PARKED
    submission.claimed_by = submission.lease_until = None
    submission.problem = problem[:2000]
    log.critical(
        "%s could not be graded and waits for a mend (flask --app webapp parked): %s",
        submission.number,
        submission.problem,
    )


def waiting_before(session: Session, submission: Submission) -> int:
    """How many hand-ins are graded before this one is (「ただいま n 件待ち」); 0 once it is its turn."""
    if submission.state is not SubmissionState.QUEUED:
        return 0
    own = session.scalar(select(_own_before(Submission)).where(Submission.id == submission.id)) or 0
    theirs = _own_before(Submission)
    sooner = or_(theirs < own, and_(theirs == own, Submission.id < submission.id))
    count = select(func.count()).where(
        or_(
            Submission.state == SubmissionState.RUNNING,
            and_(Submission.state == SubmissionState.QUEUED, sooner),
        )
    )
    return session.scalar(count) or 0


def _own_before(row: type[Submission]) -> ColumnElement[int]:
    """How many of the same person's hand-ins go first: ten of one person's hold up nobody else's first."""
    other = aliased(Submission)
    goes_first = or_(
        and_(other.state == SubmissionState.RUNNING, other.id != row.id),
        and_(other.state == SubmissionState.QUEUED, other.id < row.id),
    )
    return (
        select(func.count(other.id))
        .where(other.learner_id == row.learner_id, goes_first)
        .correlate(row)
        .scalar_subquery()
    )


def _claimable(at: datetime) -> ColumnElement[bool]:
    """Queued and not pausing after a failure, or claimed by a worker that no longer renews its lease."""
    rested = or_(Submission.lease_until.is_(None), Submission.lease_until <= at)
    return or_(
        and_(Submission.state == SubmissionState.QUEUED, rested),
        and_(Submission.state == SubmissionState.RUNNING, Submission.lease_until <= at),
    )


def _held(session: Session, submission_id: int, worker: str) -> Submission | None:
    """The hand-in, if this worker still holds it: a lease that ran out meanwhile belongs to somebody else."""
    return session.scalar(
        select(Submission)
        .where(
            Submission.id == submission_id,
            Submission.state == SubmissionState.RUNNING,
            Submission.claimed_by == worker,
        )
        .with_for_update()
    )
