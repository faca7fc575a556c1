"""採点のやり直し: asked for, graded beside what stands, then applied or dropped; nothing of it changes a score before."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from course.catalogue import Release, Releases, read_releases
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.completion import complete
from webapp.participation.lateness import deadline_for, hold_deadlines, penalty_of
from webapp.participation.models import LET_GO, Score, Submission
from webapp.participation.regrading.models import Regrade, Replacement, ScoreChange, Trial
from webapp.participation.regrading.preview import preview, progress_of
from webapp.participation.regrading.replacing import replacements, trial_of
from webapp.participation.regrading.sheets import put_together


class NotPossible(ValueError):
    """What was asked cannot be done now; `code` says why, and pages and commands say it in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Scope:
    """範囲: a course's work, narrowed to an offering, a lesson, an exercise; what is None is 全部."""

    course: str
    offering_id: int | None = None
    lesson: str | None = None
    grade_id: str | None = None


def ask_for_regrade(
    session: Session, scope: Scope, reason: str, releases: Path, at: datetime, asked_by: Learner | None = None
) -> Regrade:
    """Put every scored hand-in of the scope into the queue again, to be graded with the current release's tests.

    The same scope asked for twice is one batch; after another release a new one takes its place. Raises NotPossible: no_reason, no_release, nothing_there.
    """
    if not reason.strip():
        raise NotPossible("no_reason")
    current = {release.lesson: release.digest for release in _lessons(read_releases(releases), scope)}
    if not current:
        raise NotPossible("no_release")
    if already := _open_batch(session, scope):
        if _is_up_to_date(session, already, current):
            return already
        drop_regrade(session, already, at)  # the lesson was released once more since, and that one is meant
    work = session.scalars(
        select(Submission).join(Score).where(*_within(scope, current)).order_by(Submission.id)
    ).all()
    if not work:
        raise NotPossible("nothing_there")
    regrade = Regrade(
        course_slug=scope.course,
        offering_id=scope.offering_id,
        lesson_slug=scope.lesson,
        grade_id=scope.grade_id,
        reason=reason.strip(),
        asked_by_id=asked_by.id if asked_by else None,
        asked_at=at,
    )
    session.add(regrade)
    session.flush()
    session.add_all(
        trial_of(submission.id, current[submission.lesson_slug], regrade.id) for submission in work
    )
    session.add_all(replacements(regrade, current, releases))
    session.flush()
    return regrade


def apply_regrade(session: Session, regrade: Regrade, releases: Path, at: datetime) -> int:
    """反映: let the batch count and tell whose points changed; return how many were. Applied once, however often asked.

    Raises NotPossible: dropped, not_graded_yet. A 修了 that was given stays; one that is now reached is given.
    """
    session.refresh(regrade, with_for_update=True)
    if regrade.applied_at is not None:
        return 0
    if regrade.dropped_at is not None:
        raise NotPossible("dropped")
    if not progress_of(session, regrade).is_complete:
        raise NotPossible("not_graded_yet")
    changes = preview(session, regrade).changes
    enrolments = _replace_scores(session, regrade)
    session.add_all(
        ScoreChange(
            regrade_id=regrade.id,
            enrolment_id=change.enrolment.id,
            lesson_slug=change.lesson,
            points_before=change.points_before,
            points_after=change.points_after,
            max_points=change.max_points,
        )
        for change in changes
    )
    regrade.applied_at = at
    session.flush()
    for enrolment in enrolments:
        complete(session, enrolment, releases)
    return len(changes)


def drop_regrade(session: Session, regrade: Regrade, at: datetime) -> None:
    """取りやめ: forget what was graded; raises NotPossible (applied) where it counts already."""
    session.refresh(regrade, with_for_update=True)
    if regrade.applied_at is not None:
        raise NotPossible("applied")
    if regrade.dropped_at is None:
        session.execute(delete(Trial).where(Trial.regrade_id == regrade.id))
        session.execute(delete(Replacement).where(Replacement.regrade_id == regrade.id))
        regrade.dropped_at = at
        session.flush()


def _open_batch(session: Session, scope: Scope) -> Regrade | None:
    return session.scalars(
        select(Regrade).where(
            Regrade.course_slug == scope.course,
            Regrade.offering_id == scope.offering_id,
            Regrade.lesson_slug == scope.lesson,
            Regrade.grade_id == scope.grade_id,
            Regrade.applied_at.is_(None),
            Regrade.dropped_at.is_(None),
        )
    ).first()


def _is_up_to_date(session: Session, regrade: Regrade, current: dict[str, str]) -> bool:
    used = session.scalars(
        select(Trial.release_digest).where(Trial.regrade_id == regrade.id).distinct()
    ).all()
    return set(used) <= set(current.values())


def _lessons(current: Releases, scope: Scope) -> list[Release]:
    course = current.course(scope.course)
    return [
        release for release in (course.lessons if course else ()) if scope.lesson in (None, release.lesson)
    ]


def _within(scope: Scope, current: dict[str, str]) -> list[ColumnElement[bool]]:
    wanted = [
        Submission.course_slug == scope.course,
        Submission.lesson_slug.in_(current),
        Submission.sha256 != LET_GO,
    ]
    if scope.offering_id is not None:
        wanted.append(
            Submission.enrolment_id.in_(
                select(Enrolment.id).where(Enrolment.offering_id == scope.offering_id)
            )
        )
    return wanted


def _replace_scores(session: Session, regrade: Regrade) -> list[Enrolment]:
    """Put each graded trial in the place of the score that stands, keep the old sheet, and have the book notice."""
    graded = session.scalars(
        select(Trial).where(Trial.regrade_id == regrade.id, Trial.sheet.is_not(None)).order_by(Trial.id)
    ).all()
    hold_deadlines(session, {trial.submission.enrolment.offering_id for trial in graded})
    enrolments: dict[int, Enrolment] = {}
    for trial in graded:
        score = session.get_one(Score, trial.submission_id, with_for_update=True)
        assert trial.sheet is not None  # noqa: S101 - the query asked for it
        trial.replaced = score.sheet
        score.sheet = sheet = put_together(score.sheet, trial.sheet, regrade.grade_id)
        score.state, score.points, score.max_points = sheet["state"], sheet["points"], sheet["max_points"]
        score.graded_with, score.environment = trial.release_digest, trial.sheet.get("environment")
        score.late_penalty = penalty_of(
            score.points, trial.submission.received_at, deadline_for(session, trial.submission)
        )
        score.projected_at = None
        enrolments[trial.submission.enrolment_id] = trial.submission.enrolment
    session.flush()
    return list(enrolments.values())
