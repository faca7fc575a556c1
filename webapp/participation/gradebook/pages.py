"""What the book should say, made from the record alone: the parts of a lesson and of one counted attempt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, select

from webapp.participation.gradebook.book import TABLES, Part
from webapp.participation.gradebook.keys import assignment_id, cell_id, notebook_id, row_id
from webapp.participation.gradebook.notebooks import BookCell, LessonSource
from webapp.participation.models import Submission


@dataclass(frozen=True)
class Given:
    """What an instructor gave for one cell; neither points nor a comment is as if nothing had been given."""

    points: float | None = None
    comment: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True)
class Page:
    """The counted attempt of one learner at one lesson, as the book is to show it."""

    number: str
    student: str
    lesson: str
    received_at: datetime
    late_penalty: float
    sheet: Mapping[str, Any]
    cells: tuple[BookCell, ...]
    given: Mapping[str, Given]


def page_of(submission: Submission, source: LessonSource, given: Mapping[str, Given]) -> Page:
    """Describe a scored hand-in for the book."""
    assert submission.score is not None  # noqa: S101 - only scored hand-ins are counted
    return Page(
        number=submission.number,
        student=submission.learner.hub_user,
        lesson=submission.lesson_slug,
        received_at=submission.received_at,
        late_penalty=submission.score.late_penalty,
        sheet=submission.score.sheet,
        cells=source.cells,
        given=given,
    )


def page_parts(page: Page) -> list[Part]:
    """One learner's rows for one lesson. The hand-in's number is their key: what an instructor types on a page
    that shows an older attempt finds no row any more, instead of falling on a text that nobody read.
    """
    student, submitted = TABLES["student"], TABLES["submitted_assignment"]
    notebook, grade, comment = TABLES["submitted_notebook"], TABLES["grade"], TABLES["comment"]
    theirs = and_(
        submitted.c.assignment_id == assignment_id(page.lesson), submitted.c.student_id == page.student
    )
    notebooks = (
        select(notebook.c.id).join(submitted, notebook.c.assignment_id == submitted.c.id).where(theirs)
    )
    return [
        Part(student, student.c.id == page.student, [{"id": page.student}]),
        Part(submitted, theirs, [_submitted(page)]),
        Part(notebook, notebook.c.id.in_(notebooks), [_notebook(page)]),
        Part(grade, grade.c.notebook_id.in_(notebooks), _grades(page)),
        Part(comment, comment.c.notebook_id.in_(notebooks), _comments(page)),
    ]


def _submitted(page: Page) -> dict[str, Any]:
    return {
        "id": page.number,
        "assignment_id": assignment_id(page.lesson),
        "student_id": page.student,
        "timestamp": page.received_at.astimezone(UTC).replace(tzinfo=None),
    }


def _notebook(page: Page) -> dict[str, Any]:
    return {
        "id": page.number,
        "assignment_id": page.number,
        "notebook_id": notebook_id(page.lesson),
        "late_submission_penalty": page.late_penalty,
    }


def _grades(page: Page) -> list[dict[str, Any]]:
    scored = {exercise["id"]: exercise["points"] for exercise in page.sheet["exercises"]}
    return [_grade(page, cell, scored.get(cell.name)) for cell in page.cells if cell.graded]


def _grade(page: Page, cell: BookCell, points: float | None) -> dict[str, Any]:
    automatic = None if cell.by_hand else float(points or 0)
    given = page.given.get(cell.name, NOTHING_GIVEN).points
    return {
        "id": row_id(page.number, "grade", cell.name),
        "notebook_id": page.number,
        "cell_id": cell_id(page.lesson, "GradeCell", cell.name),
        "auto_score": automatic,
        "manual_score": given,
        "extra_credit": None,
        "needs_manual_grade": automatic is None and given is None,
    }


def _comments(page: Page) -> list[dict[str, Any]]:
    automatic = _automatic_comments(page)
    return [
        {
            "id": row_id(page.number, "comment", cell.name),
            "notebook_id": page.number,
            "cell_id": cell_id(page.lesson, "SolutionCell", cell.name),
            "auto_comment": automatic.get(cell.name),
            "manual_comment": page.given.get(cell.name, NOTHING_GIVEN).comment,
        }
        for cell in page.cells
        if cell.answer
    ]


def _automatic_comments(page: Page) -> dict[str, str]:
    """What the learner was told, at the answer before the check that said it; the whole run's word at the first."""
    told = {exercise["id"]: exercise["message"]["ja"] for exercise in page.sheet["exercises"]}
    lines: dict[str, list[str]] = {}
    answer = None
    for cell in page.cells:
        if cell.answer and not cell.graded:
            answer = cell.name
            if not lines:
                lines[answer] = [page.sheet["message"]["ja"]]
        elif cell.graded and not cell.by_hand and answer:
            lines.setdefault(answer, []).append(told.get(cell.name, ""))
    return {name: text for name, said in lines.items() if (text := "\n".join(filter(None, said)))}
