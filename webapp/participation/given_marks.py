"""講師からの点とコメント: what instructors gave for a learner's texts, as the learner reads it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.gradebook.notebooks import digest_of
from webapp.participation.models import ManualMark, Submission
from webapp.participation.queries import counted_submissions
from webapp.participation.storage import SubmissionStore
from webapp.participation.written import answers_of

Lesson = tuple[int, str]  # an enrolment's id and a lesson


@dataclass(frozen=True)
class GivenMark:
    """What an instructor gave for one text; either may be missing."""

    points: float | None
    comment: str | None


def marks_given_to(
    session: Session, store: SubmissionStore, learner: Learner
) -> dict[Lesson, list[GivenMark]]:
    """For each lesson what was given for the texts of the attempt that counts, in the order of its cells' names."""
    found: dict[Lesson, list[GivenMark]] = {}
    for place, marks in _marks_of(session, learner).items():
        if (counted := _counted(session, *place)) is not None:
            found[place] = _for_texts(marks, counted, answers_of(store, counted))
    return found


def _marks_of(session: Session, learner: Learner) -> dict[Lesson, list[ManualMark]]:
    grouped: defaultdict[Lesson, list[ManualMark]] = defaultdict(list)
    theirs = select(ManualMark).join(ManualMark.enrolment).where(Enrolment.learner_id == learner.id)
    for mark in session.scalars(theirs.order_by(ManualMark.id)):
        grouped[mark.enrolment_id, mark.lesson_slug].append(mark)
    return grouped


def _counted(session: Session, enrolment_id: int, lesson: str) -> Submission | None:
    counted = counted_submissions(enrolment_id=enrolment_id)
    return session.scalar(
        select(Submission).where(Submission.id.in_(counted), Submission.lesson_slug == lesson)
    )


def _for_texts(marks: Sequence[ManualMark], counted: Submission, answers: dict[str, str]) -> list[GivenMark]:
    """The newest mark of each cell that was given for just this text, or, at a check, for this hand-in."""
    digests = {name: digest_of(text) for name, text in answers.items()}
    newest = {
        mark.grade_id: GivenMark(mark.points, mark.comment)
        for mark in marks
        if mark.text_digest in (digests.get(mark.grade_id), counted.sha256)
    }
    return [mark for _, mark in sorted(newest.items()) if mark != GivenMark(None, None)]
