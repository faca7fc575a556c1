"""手動採点の点: what instructors typed in formgrader is read back into the record, and what is recorded is found again."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select, update
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.gradebook.book import TABLES
from webapp.participation.gradebook.notebooks import BookCell, answers_in, digest_of
from webapp.participation.gradebook.pages import NOTHING_GIVEN, Given
from webapp.participation.models import ManualMark, MarkSource, Score, Submission
from webapp.participation.storage import SubmissionStore

NUMBER = re.compile(r"S-\d{8,}")


@dataclass(frozen=True)
class Marked:
    """What a mark belongs to: one text that one learner wrote at one place."""

    enrolment_id: int
    lesson: str
    grade_id: str
    text_digest: str


@dataclass(frozen=True)
class Typed:
    """What stands by an instructor's hand at one cell of one hand-in; `answer` where the learner wrote the cell."""

    number: str
    name: str
    answer: bool
    given: Given


class Texts:
    """The digests of what learners wrote; a hand-in's bytes never change, so they are read once."""

    def __init__(self, store: SubmissionStore) -> None:
        self._of_bytes = lru_cache(maxsize=500)(lambda sha256: _digests(store.read(sha256)))

    def key(self, submission: Submission, grade_id: str, answer: bool) -> Marked:
        """Where a mark on this cell belongs; at a check, which no learner writes, to the whole hand-in."""
        written = self._of_bytes(submission.sha256) if answer else {}
        digest = written.get(grade_id, submission.sha256)
        return Marked(submission.enrolment_id, submission.lesson_slug, grade_id, digest)


def given_for(
    marks: Mapping[Marked, Given], texts: Texts, submission: Submission, cells: Sequence[BookCell]
) -> dict[str, Given]:
    """What was given for the texts of this hand-in, by cell."""
    keys = {cell.name: texts.key(submission, cell.name, cell.answer) for cell in cells} if marks else {}
    return {name: marks[key] for name, key in keys.items() if key in marks}


def recorded_marks(session: Session, *whose: ColumnElement[bool]) -> dict[Marked, Given]:
    """Every text's newest mark, of some enrolments."""
    marks = select(ManualMark).join(ManualMark.enrolment).join(Enrolment.learner)
    rows = session.scalars(marks.where(*whose).order_by(ManualMark.id))
    return {
        Marked(row.enrolment_id, row.lesson_slug, row.grade_id, row.text_digest): Given(
            row.points, row.comment
        )
        for row in rows
    }


def read_marks(
    session: Session, book: Session, texts: Texts, offering_id: int, at: datetime, student: str | None = None
) -> int:
    """Record what instructors typed since the last reading, marks taken back too; returns how many.

    The book's session must hold its write lock: what is typed meanwhile waits, and is found by the next reading.
    """
    new = unread_marks(session, book, texts, offering_id, at, student)
    session.add_all(new)
    session.flush()
    for place in {(mark.enrolment_id, mark.lesson_slug) for mark in new}:
        _write_back(session, *place)
    return len(new)


def _write_back(session: Session, enrolment_id: int, lesson: str) -> None:
    """Have the page written once more, so that book and record say the same in the same way."""
    here = select(Submission.id).where(
        Submission.enrolment_id == enrolment_id, Submission.lesson_slug == lesson
    )
    session.execute(update(Score).where(Score.submission_id.in_(here)).values(projected_at=None))


def unread_marks(
    session: Session, book: Session, texts: Texts, offering_id: int, at: datetime, student: str | None = None
) -> list[ManualMark]:
    """What the book says by an instructor's hand and the record does not, of an offering or of one learner in it."""
    whose = [Enrolment.offering_id == offering_id]
    if student is not None:
        whose.append(Learner.hub_user == student)
    recorded = recorded_marks(session, *whose)
    changes = _changes(session, typed(book, student), recorded, texts, whose)
    return [_mark(key, given, at) for key, given in changes]


def _changes(
    session: Session,
    found: Sequence[Typed],
    recorded: Mapping[Marked, Given],
    texts: Texts,
    whose: Sequence[ColumnElement[bool]],
) -> Iterator[tuple[Marked, Given]]:
    """Where the book says something else than the record; places without a mark in either are passed by unread."""
    places = {key.grade_id for key in recorded}
    looked_at = [row for row in found if row.given != NOTHING_GIVEN or row.name in places]
    submissions = _submissions(session, {row.number for row in looked_at}, whose)
    for row in looked_at:
        if (submission := submissions.get(row.number)) is not None:
            key = texts.key(submission, row.name, row.answer)
            if recorded.get(key, NOTHING_GIVEN) != row.given:
                yield key, row.given


def typed(book: Session, student: str | None = None) -> list[Typed]:
    """What stands in the book by an instructor's hand, for each cell of each hand-in, or of one learner's."""
    grade, comment = TABLES["grade"], TABLES["comment"]
    found: dict[tuple[str, str], Typed] = {}
    points = _by_cell(grade, student, grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit)
    for number, name, automatic, manual, extra in book.execute(points):
        found[number, name] = Typed(number, name, False, Given(_points(automatic, manual, extra)))
    for number, name, text in book.execute(_by_cell(comment, student, comment.c.manual_comment)):
        marked = found.get((number, name))
        given = Given(marked.given.points if marked else None, text or None)
        found[number, name] = Typed(number, name, True, given)
    return list(found.values())


def _by_cell(table: Table, student: str | None, *columns: ColumnElement[Any]) -> Select[Any]:
    cell, notebook, submitted = (
        TABLES["base_cell"],
        TABLES["submitted_notebook"],
        TABLES["submitted_assignment"],
    )
    rows = (
        select(notebook.c.id, cell.c.name, *columns)
        .select_from(table)
        .join(cell, table.c.cell_id == cell.c.id)
        .join(notebook, table.c.notebook_id == notebook.c.id)
        .join(submitted, notebook.c.assignment_id == submitted.c.id)
    )
    return rows if student is None else rows.where(submitted.c.student_id == student)


def _points(automatic: float | None, manual: float | None, extra: float | None) -> float | None:
    """One number for nbgrader's three: what it shows as the score, where a person had a hand in it."""
    if manual is None and not extra:
        return None
    return (automatic or 0.0 if manual is None else manual) + (extra or 0.0)


def _submissions(
    session: Session, numbers: Collection[str], whose: Sequence[ColumnElement[bool]]
) -> dict[str, Submission]:
    """The hand-ins with these numbers; a number that is none of ours is not among them."""
    ids = [int(number[2:]) for number in numbers if NUMBER.fullmatch(number)]
    wanted = select(Submission).join(Submission.enrolment).join(Enrolment.learner)
    return {row.number: row for row in session.scalars(wanted.where(Submission.id.in_(ids), *whose))}


def _mark(key: Marked, given: Given, at: datetime) -> ManualMark:
    return ManualMark(
        enrolment_id=key.enrolment_id,
        lesson_slug=key.lesson,
        grade_id=key.grade_id,
        text_digest=key.text_digest,
        points=given.points,
        comment=given.comment,
        marked_at=at,
        source=MarkSource.FORMGRADER,
    )


def _digests(work: bytes) -> dict[str, str]:
    return {name: digest_of(answer) for name, answer in answers_in(work).items()}
