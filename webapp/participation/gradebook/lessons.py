"""A lesson in the book: its notebooks as files, its cells as rows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.gradebook.book import TABLES, Part
from webapp.participation.gradebook.folder import NOTEBOOK, CourseFolder
from webapp.participation.gradebook.keys import assignment_id, cell_id, notebook_id
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.notebooks import LessonSource
from webapp.participation.models import Submission
from webapp.programme.models import Offering


def lesson_parts(course: str, lesson: str, sources: Sequence[LessonSource]) -> list[Part]:
    """A lesson with the cells of its current release (the first) and of those that scored work was made from."""
    assignment, notebook = TABLES["assignment"], TABLES["notebook"]
    key, only = assignment_id(lesson), notebook_id(lesson)
    return [
        Part(assignment, assignment.c.id == key, [{"id": key, "name": lesson, "course_id": course}]),
        Part(notebook, notebook.c.id == only, [{"id": only, "name": NOTEBOOK, "assignment_id": key}]),
        *_cell_parts(lesson, sources),
    ]


def _cell_parts(lesson: str, sources: Sequence[LessonSource]) -> list[Part]:
    base, grade, solution = TABLES["base_cell"], TABLES["grade_cells"], TABLES["solution_cells"]
    here = base.c.notebook_id == notebook_id(lesson)
    ids = select(base.c.id).where(here)
    graded, answers = _graded(lesson, sources), _answers(lesson, sources)
    named = [_named(lesson, "GradeCell", name) for name in graded]
    named += [_named(lesson, "SolutionCell", name) for name in answers]
    return [
        Part(base, here, named),
        Part(grade, grade.c.id.in_(ids), list(graded.values())),
        Part(solution, solution.c.id.in_(ids), list(answers.values())),
    ]


def _named(lesson: str, kind: str, name: str) -> dict[str, Any]:
    return {"id": cell_id(lesson, kind, name), "name": name, "notebook_id": notebook_id(lesson), "type": kind}


def _graded(lesson: str, sources: Sequence[LessonSource]) -> dict[str, dict[str, Any]]:
    """A question that is no longer asked keeps its cell, so that old points are shown, and adds nothing to the maximum."""
    asked = {cell.name for cell in sources[0].cells if cell.graded}
    cells = {cell.name: cell for source in reversed(sources) for cell in source.cells if cell.graded}
    return {
        name: {
            "id": cell_id(lesson, "GradeCell", name),
            "max_score": cell.points if name in asked else 0.0,
            "cell_type": cell.kind,
        }
        for name, cell in cells.items()
    }


def _answers(lesson: str, sources: Sequence[LessonSource]) -> dict[str, dict[str, Any]]:
    names = {cell.name for source in sources for cell in source.cells if cell.answer}
    return {name: {"id": cell_id(lesson, "SolutionCell", name)} for name in sorted(names)}


def lessons_of(session: Session, library: Library, offering_id: int) -> list[str]:
    """The lessons that an offering's book has: those released at this moment, and those with scored work."""
    course = library.current().course(session.get_one(Offering, offering_id).course_slug)
    scored = (
        select(Submission.lesson_slug)
        .join(Submission.score)
        .join(Submission.enrolment)
        .where(Enrolment.offering_id == offering_id)
        .distinct()
    )
    released = [release.lesson for release in course.lessons] if course else []
    return list(dict.fromkeys([*released, *sorted(session.scalars(scored))]))


def releases_of(session: Session, library: Library, offering_id: int, lesson: str) -> list[str]:
    """The releases that a lesson's cells come from: the current one first, then those scored work was made from."""
    course = session.get_one(Offering, offering_id).course_slug
    current = library.current().current(course, lesson)
    used = session.scalars(
        select(Submission.release_digest)
        .join(Submission.score)
        .join(Submission.enrolment)
        .where(Enrolment.offering_id == offering_id, Submission.lesson_slug == lesson)
        .group_by(Submission.release_digest)
        .order_by(func.max(Submission.id).desc())
    )
    return list(dict.fromkeys([*([current.digest] if current else []), *used]))


def lesson_files(
    folder: CourseFolder, library: Library, lesson: str, releases: Sequence[str]
) -> dict[Path, bytes]:
    """The notebooks of a lesson as formgrader lists it, from its current release."""
    return {
        folder.lesson("source", lesson): library.source(releases[0]).content,
        folder.lesson("release", lesson): library.released(releases[0]),
    }
