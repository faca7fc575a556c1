"""採点待ちの列: what is graded next, and by whom; a column in the database, so a crash costs nothing.

Hand-ins stand in it, and trials (試し採点), which are graded while nobody waits for a hand-in.

Call these in a writing transaction: on SQLite that alone keeps two workers apart, on PostgreSQL SKIP LOCKED does.
"""

import logging
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from webapp.participation.models import Queued, Submission, SubmissionState
from webapp.participation.regrading.models import Trial

Kind = TypeVar("Kind", bound=Queued)

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)  # a dead worker's hand-ins are taken up again after this
MOST_TRIES = 3
PAUSES = (timedelta(seconds=2), timedelta(seconds=10))  # before the second and the third try


def has_work(session: Session, at: datetime, kind: type[Queued] = Submission) -> bool:
    """Whether a claim would find something; a plain read, for polling without taking the write lock."""
    return session.scalar(select(kind.id).where(_claimable(kind, at)).limit(1)) is not None


def claim(session: Session, worker: str, at: datetime) -> Submission | None:
    """Take the hand-in whose turn it is, waiting or left by a dead worker; None where there is none.

    Of one person's the newest goes first, which is the one they look at.
    """
    return _take(
        session,
        select(Submission)
        .where(_claimable(Submission, at))
        .order_by(_own_before(Submission), Submission.id)
        .limit(1),
        worker,
        at,
    )


def claim_trial(session: Session, worker: str, at: datetime) -> Trial | None:
    """Take a trial, the oldest first; None where there is none, or where a hand-in waits."""
    if has_work(session, at):
        return None
    return _take(session, select(Trial).where(_claimable(Trial, at)).order_by(Trial.id).limit(1), worker, at)


def _take(session: Session, next_one: Select[Kind], worker: str, at: datetime) -> Kind | None:
    while (found := session.scalar(next_one.with_for_update(skip_locked=True))) is not None:
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
    for kind in (Submission, Trial):
        session.execute(
            update(kind)
            .where(kind.state == SubmissionState.RUNNING, kind.claimed_by == worker)
            .values(lease_until=at + LEASE)
        )


def fail(
    session: Session, id: int, worker: str, problem: str, at: datetime, kind: type[Queued] = Submission
) -> None:
    """Our own failure: try again after a pause, and after three tries park it. It never becomes a zero."""
    found = held(session, id, worker, kind)
    if found is None:
        return
    if found.tries >= MOST_TRIES:
        park(found, problem)
    else:
        found.state = SubmissionState.QUEUED
        found.claimed_by = None
        found.lease_until = at + PAUSES[found.tries - 1]
        found.problem = problem[:2000]
    session.flush()


def hand_back(session: Session, id: int, worker: str, kind: type[Queued] = Submission) -> None:
    """Put something back untried, because its worker was asked to stop."""
    found = held(session, id, worker, kind)
    if found is None:
        return
    found.state = SubmissionState.QUEUED
    found.claimed_by = found.lease_until = None
    found.tries -= 1
    session.flush()


def hand_back_all(session: Session) -> None:
    """Put back untried whatever was being graded when a backup was taken: after its restore nobody grades it."""
    for kind in (Submission, Trial):
        session.execute(
            update(kind)
            .where(kind.state == SubmissionState.RUNNING)
            .values(state=SubmissionState.QUEUED, claimed_by=None, lease_until=None, tries=kind.tries - 1)
        )


def done(found: Queued) -> None:
    """採点済: it has its score sheet and leaves the queue."""
    found.state = SubmissionState.GRADED
    found.claimed_by = found.lease_until = found.problem = None


def park(found: Queued, problem: str) -> None:
    """保留: leave it for a person to look at, with the reason."""
    found.state = SubmissionState.PARKED
    found.claimed_by = found.lease_until = None
    found.problem = problem[:2000]
    # Its kind alone: what follows may quote the work, and stands with it in the database.
    kind = problem.partition(":")[0]
    log.critical("%s could not be graded and waits for a mend (%s): %s", found.number, found.listed_by, kind)


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
        and_(other.state == SubmissionState.QUEUED, other.id > row.id),
    )
    return (
        select(func.count(other.id))
        .where(other.learner_id == row.learner_id, goes_first)
        .correlate(row)
        .scalar_subquery()
    )


def _claimable(kind: type[Queued], at: datetime) -> ColumnElement[bool]:
    """Queued and not pausing after a failure, or claimed by a worker that no longer renews its lease."""
    rested = or_(kind.lease_until.is_(None), kind.lease_until <= at)
    return or_(
        and_(kind.state == SubmissionState.QUEUED, rested),
        and_(kind.state == SubmissionState.RUNNING, kind.lease_until <= at),
    )


def held(session: Session, id: int, worker: str, kind: type[Kind]) -> Kind | None:
    """What this worker still holds under this id: a lease that ran out meanwhile belongs to somebody else."""
    return session.scalar(
        select(kind)
        .where(kind.id == id, kind.state == SubmissionState.RUNNING, kind.claimed_by == worker)
        .with_for_update()
    )
