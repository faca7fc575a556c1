"""公開版の差し替え: whose tests grade what was made from a release whose tests were mended."""

from pathlib import Path

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from course.catalogue import read_release
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.regrading.models import Regrade, Replacement, Trial


def release_for(session: Session, submission: Submission) -> str:
    """Whose tests grade a hand-in: its own release's, or those that took their place by an applied batch."""
    newest = session.scalars(
        select(Replacement.new_digest)
        .join(Replacement.regrade)
        .where(
            Regrade.applied_at.is_not(None),
            *_covers(submission, submission.release_digest),
        )
        .order_by(Regrade.applied_at.desc(), Regrade.id.desc())
        .limit(1)
    ).first()
    return newest or submission.release_digest


def join_open_batches(session: Session, submission: Submission, graded_with: str) -> None:
    """Have a hand-in that was just scored with a release's tests graded again in each open batch that replaces them.

    Without this, work that comes between the asking and the applying would keep the score of the wrong test.
    """
    rows = session.execute(
        select(Replacement.regrade_id, Replacement.new_digest)
        .join(Replacement.regrade)
        .where(Regrade.applied_at.is_(None), Regrade.dropped_at.is_(None), *_covers(submission, graded_with))
    ).all()
    session.add_all(trial_of(submission.id, row.new_digest, row.regrade_id) for row in rows)
    session.flush()


def trial_of(
    submission_id: int, release_digest: str, regrade_id: int | None = None, *, cold: bool = False
) -> Trial:
    """A second grading that waits for its turn."""
    return Trial(
        submission_id=submission_id,
        regrade_id=regrade_id,
        release_digest=release_digest,
        cold=cold,
        state=SubmissionState.QUEUED,
        tries=0,
    )


def replacements(regrade: Regrade, current: dict[str, str], releases: Path) -> list[Replacement]:
    """Every earlier release of the lessons, also those from which nobody has handed in yet."""
    made = []
    for folder in releases.iterdir():
        if folder.is_dir() and (folder / "lesson.json").is_file():
            old = read_release(releases, folder.name)
            new = current.get(old.lesson) if old.course == regrade.course_slug else None
            if new is not None and new != old.digest:
                made.append(
                    Replacement(
                        regrade_id=regrade.id, lesson_slug=old.lesson, old_digest=old.digest, new_digest=new
                    )
                )
    return made


def _covers(submission: Submission, digest: str) -> list[ColumnElement[bool]]:
    """Replacements of a release's tests in batches whose scope this hand-in lies in."""
    return [
        Replacement.old_digest == digest,
        Replacement.lesson_slug == submission.lesson_slug,
        Regrade.course_slug == submission.course_slug,
        or_(Regrade.offering_id.is_(None), Regrade.offering_id == submission.enrolment.offering_id),
    ]
