"""この画面に出すもの: a lesson and a question as they stand for one person, read from the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import Release, read_releases
from grader.runs.contract import CellShown, RunOutcome
from webapp.participation import written
from webapp.participation.completion import passed_in
from webapp.participation.models import Score, Submission
from webapp.participation.plain.drafts import aside_of, drafts_of
from webapp.participation.plain.line import run_of
from webapp.participation.plain.models import AnswerDraft, PreparedShow
from webapp.participation.plain.needs import needed_by
from webapp.participation.plain.outcomes import Result, result_of
from webapp.participation.plain.place import Place, Spot
from webapp.participation.plain.sheet import Part, Question, prepared
from webapp.participation.queries import counted_submissions
from webapp.participation.results import results_of
from webapp.participation.storage import SubmissionStore


@dataclass(frozen=True)
class Answer:
    """答えの欄: the part, the text in it, and the draft that it comes from, if any."""

    part: Part
    text: str
    draft: AnswerDraft | None
    aside: tuple[AnswerDraft, ...]

    @property
    def revision(self) -> int:
        """What the page begins with."""
        return self.draft.revision if self.draft else 0

    @property
    def lines(self) -> int:
        """How many lines are numbered."""
        return self.text.count("\n") + 1


def texts_of(session: Session, place: Place) -> dict[str, str]:
    """Every answer of the lesson: the drafts, and the lesson's own text where there is none."""
    drafts = drafts_of(session, place.owner, place.lesson)
    return {
        grade_id: drafts[grade_id].text if grade_id in drafts else part.text
        for grade_id, part in place.sheet.answers.items()
    }


def answers_of(session: Session, place: Place, question: Question) -> list[Answer]:
    """What stands in a question's answers."""
    drafts = drafts_of(session, place.owner, place.lesson)
    ids = [part.grade_id for part in question.answers]
    aside = aside_of(session, place.owner, place.lesson, ids)
    return [
        Answer(
            part,
            drafts[part.grade_id].text if part.grade_id in drafts else part.text,
            drafts.get(part.grade_id),
            tuple(row for row in aside if row.grade_id == part.grade_id),
        )
        for part in question.answers
    ]


def shown_of(session: Session, place: Place, question: Question, at: datetime) -> Result | None:
    """What the newest run of a question showed."""
    run = run_of(session, place.owner, place.lesson, question.id)
    return None if run is None else result_of(session, run, question, place.sheet, at)


def newest_hand_in(session: Session, place: Place) -> Submission | None:
    """前回の提出: the newest hand-in of this lesson, wherever it was made."""
    return session.scalar(
        select(Submission)
        .where(Submission.enrolment_id == place.enrolment.id, Submission.lesson_slug == place.lesson)
        .order_by(Submission.id.desc())
        .limit(1)
    )


def score_of(session: Session, place: Place, submission: Submission | None) -> dict[str, Any] | None:
    """The state and the score sheet of a hand-in, as Lab is told them; None where its release is no more."""
    if submission is None:
        return None
    try:
        return results_of(session, submission, g.settings.releases, SubmissionStore(g.settings.submissions))
    except FileNotFoundError:
        return None


@dataclass(frozen=True)
class Reached:
    """ここまで: the best score of this lesson, and the questions passed in any hand-in, wherever it was made."""

    best: float | None
    passed: frozenset[str]


def reached(session: Session, place: Place) -> Reached:
    """What counts: passes add up over hand-ins, points are those of the best one."""
    mine = (Submission.enrolment_id == place.enrolment.id, Submission.lesson_slug == place.lesson)
    sheets = session.scalars(select(Score.sheet).join(Submission).where(*mine)).all()
    counted = counted_submissions(enrolment_id=place.enrolment.id)
    best = session.scalar(
        select(Score.points - Score.late_penalty).join(Submission).where(*mine, Submission.id.in_(counted))
    )
    return Reached(best, frozenset().union(*(passed_in(sheet) for sheet in sheets)))


def handed_in_answers(place: Place, submission: Submission | None) -> dict[str, str]:
    """The answers of a hand-in to questions that the lesson has now; none where its bytes were let go."""
    if submission is None:
        return {}
    found = written.answers_of(SubmissionStore(g.settings.submissions), submission)
    return {grade_id: text for grade_id, text in found.items() if grade_id in place.sheet.answers}


def differs(texts: Mapping[str, str], handed_in: Mapping[str, str]) -> bool:
    """Whether beginning with what was handed in would change anything."""
    return any(texts.get(grade_id, "").rstrip() != text.rstrip() for grade_id, text in handed_in.items())


def prepared_shows(session: Session, place: Spot) -> dict[int, CellShown]:
    """What the lesson's own cells show, by their place; those that ended in an error need an answer first."""
    show = session.get(PreparedShow, place.release.digest)
    if show is None or show.outcome is None:
        return {}
    cells = RunOutcome.from_dict(show.outcome).cells
    return {
        part.place: cell
        for part, cell in zip(prepared(place.sheet.parts), cells, strict=False)
        if cell.error is None
    }


def neighbours(place: Spot, question: Question) -> tuple[Question | None, Question | None]:
    """The questions before and behind."""
    questions = place.sheet.questions
    here = questions.index(question)
    return (
        questions[here - 1] if here else None,
        questions[here + 1] if here + 1 < len(questions) else None,
    )


def lessons_beside(place: Spot) -> tuple[Release | None, Release | None]:
    """前後のレッスン: the lessons before and behind, in the order of the course."""
    course = read_releases(g.settings.releases).course(place.release.course)
    lessons = course.lessons if course else ()
    here = next((n for n, one in enumerate(lessons) if one.lesson == place.lesson), len(lessons))
    return (
        lessons[here - 1] if 0 < here < len(lessons) else None,
        lessons[here + 1] if here + 1 < len(lessons) else None,
    )


def needs_of(place: Spot, question: Question) -> tuple[Question, ...]:
    """The questions whose answers run before this one's."""
    return needed_by(question, place.sheet) if question.runs else ()
