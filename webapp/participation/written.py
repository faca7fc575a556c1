"""書かれた答え: which free texts somebody wrote, and which exercises they have not begun, so that pages can say so."""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import Exercise, Release, Task, read_release
from webapp.participation.gradebook.notebooks import answers_in
from webapp.participation.models import Submission
from webapp.participation.plain.sheet import has_words, read_sheet
from webapp.participation.queries import OfferingProgress, counted_submissions
from webapp.participation.storage import SubmissionStore

log = logging.getLogger(__name__)
KEPT = 4096


def answers_of(store: SubmissionStore, submission: Submission) -> dict[str, str]:
    """The answers of a hand-in by their cells; none where its bytes were let go or are lost."""
    if submission.is_let_go:
        return {}
    try:
        return answers_in(store.read(submission.sha256))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        log.warning("the texts of %s cannot be read", submission.number)
        return {}


def written_in(releases: Path, release: Release, answers: Mapping[str, str]) -> frozenset[str]:
    """The ids of the free texts that hold words of somebody's own."""
    if not release.tasks or not answers:
        return frozenset()
    questions = read_sheet(releases, release).questions
    return frozenset(one.id for one in questions if isinstance(one.subject, Task) and has_words(one, answers))


def untouched_of(releases: Path, store: SubmissionStore, submission: Submission) -> frozenset[str]:
    """The ids of the exercises whose answers are as they were given out; none where no answer can be read."""
    if submission.is_let_go:
        return frozenset()
    try:
        return _untouched(releases, submission.release_digest, store.root, submission.sha256)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


@lru_cache(maxsize=KEPT)
def _untouched(releases: Path, digest: str, submissions: Path, sha256: str) -> frozenset[str]:
    # Neither a release nor a hand-in ever changes.
    answers = answers_in(SubmissionStore(submissions).read(sha256))
    return untouched_in(releases, read_release(releases, digest), answers)


def untouched_in(releases: Path, release: Release, answers: Mapping[str, str]) -> frozenset[str]:
    """The same of answers by their cells."""
    return frozenset(
        one.id
        for one in read_sheet(releases, release).questions
        if isinstance(one.subject, Exercise)
        and one.answers
        and all(answers.get(part.grade_id, "").strip() == part.text.strip() for part in one.answers)
    )


def texts_waiting(
    session: Session, store: SubmissionStore, releases: Path, progress: Sequence[OfferingProgress]
) -> dict[tuple[int, str], frozenset[str]]:
    """By enrolment and lesson, which free texts stand in the attempt that counts; lessons never handed in are not there."""
    found = {}
    for entry in progress:
        counted = counted_submissions(enrolment_id=entry.enrolment.id)
        for submission in session.scalars(select(Submission).where(Submission.id.in_(counted))):
            try:
                release = read_release(releases, submission.release_digest)
            except FileNotFoundError:
                continue
            written = written_in(releases, release, answers_of(store, submission))
            found[entry.enrolment.id, submission.lesson_slug] = written
    return found
