"""What happens to hand-ins: they are looked at, received, and get their scores."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.catalogue import Release, read_release
from grader.contract import ScoreSheet
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.completion import complete
from webapp.participation.lateness import deadline_for, hold_deadlines, penalty_of
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.notebook import examine_notebook
from webapp.participation.queue import done
from webapp.participation.refusals import Refused
from webapp.participation.storage import NotStored, SubmissionStore
from webapp.programme.models import Offering, OfferingState

TAKING_WORK = (OfferingState.RUNNING, OfferingState.CLOSED)


@dataclass(frozen=True)
class Pace:
    """How many hand-ins one person may make in how many seconds; there is no other limit on attempts."""

    most: int = 10
    seconds: int = 60


@dataclass(frozen=True)
class Work:
    """A hand-in that was looked at and whose bytes are safe on disk, but which has no row yet."""

    release: Release
    enrolment_id: int
    sha256: str
    size: int


@dataclass(frozen=True)
class Receipt:
    """受付: what the learner is told; `repeated` where this very hand-in was already here."""

    submission: Submission
    repeated: bool


def look_at_work(
    session: Session, store: SubmissionStore, releases: Path, learner: Learner, content: bytes
) -> Work:
    """Check everything that can be refused, then keep the bytes; reads the database, never writes it.

    The bytes go to disk before the writing transaction begins, so that nobody waits for a disk behind a lock.
    """
    handed_in = examine_notebook(content)
    release = _release(releases, handed_in.release)
    known = {exercise.id for exercise in release.exercises} | {task.id for task in release.tasks}
    if not known & handed_in.grade_ids:
        raise Refused("no_exercises")
    enrolment = enrolment_for(session, learner, release)
    try:
        return Work(release, enrolment.id, store.keep(content), len(content))
    except NotStored as error:
        raise Refused("storage_full", retry_after=60) from error


def find_repeated(session: Session, learner: Learner, key: UUID, sha256: str) -> Submission | None:
    """The hand-in that this person already made with this key; refused where its content was another."""
    earlier = session.scalar(
        select(Submission).where(Submission.learner_id == learner.id, Submission.idempotency_key == str(key))
    )
    if earlier is not None and earlier.sha256 != sha256:
        raise Refused("other_bytes")
    return earlier


def check_pace(session: Session, learner: Learner, pace: Pace, at: datetime) -> None:
    """Refuse a hand-in that comes too soon after too many, and say when the next may come."""
    window = timedelta(seconds=pace.seconds)
    recent = session.scalars(
        select(Submission.received_at)
        .where(Submission.learner_id == learner.id, Submission.received_at > at - window)
        .order_by(Submission.received_at.desc())
        .limit(pace.most)
    ).all()
    if len(recent) == pace.most:
        wait = (recent[-1] + window - at).total_seconds()
        raise Refused("too_often", retry_after=max(1, math.ceil(wait)))


def receive_submission(session: Session, learner: Learner, work: Work, key: UUID, at: datetime) -> Receipt:
    """受付: write the row of a hand-in whose bytes are kept; the receipt counts once this is committed."""
    if earlier := find_repeated(session, learner, key, work.sha256):
        return Receipt(earlier, repeated=True)
    submission = Submission(
        learner_id=learner.id,
        enrolment_id=work.enrolment_id,
        course_slug=work.release.course,
        lesson_slug=work.release.lesson,
        release_digest=work.release.digest,
        sha256=work.sha256,
        size=work.size,
        idempotency_key=str(key),
        received_at=at,
        state=SubmissionState.QUEUED,
        tries=0,
    )
    try:
        with session.begin_nested():
            session.add(submission)
    except IntegrityError:  # PostgreSQL: the same key arrived twice at once, and the other was first
        earlier = find_repeated(session, learner, key, work.sha256)
        if earlier is None:
            raise
        return Receipt(earlier, repeated=True)
    return Receipt(submission, repeated=False)


def record_scores(
    session: Session,
    submission_id: int,
    sheet: ScoreSheet,
    releases: Path,
    at: datetime,
    graded_with: str | None = None,
) -> bool:
    """Write the score sheet (得点) of a hand-in once, and 修了 where it completes; False where it was there.

    Kept beside it are the release whose tests it was reached with, else the hand-in's own, and their environment.
    """
    submission = session.get_one(Submission, submission_id, with_for_update=True)
    if session.get(Score, submission_id) is not None:
        return False
    hold_deadlines(session, [submission.enrolment.offering_id])
    session.add(
        Score(
            submission_id=submission_id,
            state=str(sheet.state),
            points=sheet.points,
            max_points=sheet.max_points,
            sheet=sheet.as_dict(),
            recorded_at=at,
            late_penalty=penalty_of(sheet.points, submission.received_at, deadline_for(session, submission)),
            graded_with=graded_with or submission.release_digest,
            environment=sheet.environment or None,
        )
    )
    done(submission)
    session.flush()
    complete(session, submission.enrolment, releases)
    return True


def _release(releases: Path, digest: str) -> Release:
    try:
        return read_release(releases, digest)
    except FileNotFoundError:
        raise Refused("unknown_release") from None


def enrolment_for(session: Session, learner: Learner, release: Release) -> Enrolment:
    """The learner's enrolment in an offering of this course: a running one before a closed one, then the newest."""
    found = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .where(
            Enrolment.learner_id == learner.id,
            Enrolment.withdrawn_at.is_(None),
            Offering.course_slug == release.course,
            Offering.state.in_(TAKING_WORK),
        )
        .order_by((Offering.state == OfferingState.RUNNING).desc(), Enrolment.enrolled_at.desc())
    ).first()
    if found is None:
        raise Refused("not_enrolled")
    return found
