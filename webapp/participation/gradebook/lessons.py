"""A lesson in the book: its notebooks as files, its cells as rows."""

from collections.abc import Sequence
from pathlib import Path

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
    """A lesson with the cells of its current release (the first) and of those that scored work was made from.

    A question that the current release no longer has keeps its cell, so that old points are shown, but adds nothing to the maximum.
    """
    assignment, notebook = assignment_id(lesson), notebook_id(lesson)
    cells = {cell.name: cell for source in reversed(sources) for cell in source.cells}
    current = {cell.name for cell in sources[0].cells}
    graded = [cell for cell in cells.values() if cell.graded]
    answers = [cell for cell in cells.values() if cell.answer]
    names = [("GradeCell", cell) for cell in graded] + [("SolutionCell", cell) for cell in answers]
    tables = {
        name: TABLES[name]
        for name in ("assignment", "notebook", "base_cell", "grade_cells", "solution_cells")
    }
    base = tables["base_cell"]
    of_notebook = select(base.c.id).where(base.c.notebook_id == notebook)
    return [
        Part(
            tables["assignment"],
            tables["assignment"].c.id == assignment,
            [{"id": assignment, "name": lesson, "course_id": course}],
        ),
        Part(
            tables["notebook"],
            tables["notebook"].c.id == notebook,
            [{"id": notebook, "name": NOTEBOOK, "assignment_id": assignment}],
        ),
        Part(
            base,
            base.c.notebook_id == notebook,
            [
                {
                    "id": cell_id(lesson, kind, cell.name),
                    "name": cell.name,
                    "notebook_id": notebook,
                    "type": kind,
                }
                for kind, cell in names
            ],
        ),
        Part(
            tables["grade_cells"],
            tables["grade_cells"].c.id.in_(of_notebook),
            [
                {
                    "id": cell_id(lesson, "GradeCell", cell.name),
                    "max_score": cell.points if cell.name in current else 0.0,
                    "cell_type": cell.kind,
                }
                for cell in graded
            ],
        ),
        Part(
            tables["solution_cells"],
            tables["solution_cells"].c.id.in_(of_notebook),
            [{"id": cell_id(lesson, "SolutionCell", cell.name)} for cell in answers],
        ),
    ]


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
