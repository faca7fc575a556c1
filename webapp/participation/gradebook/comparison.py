"""照合: compares an offering's book with the record, and says where they differ; it changes neither."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from webapp.db import Database
from webapp.participation.gradebook.book import TABLES, Book, Difference, differences
from webapp.participation.gradebook.folder import books_in
from webapp.participation.gradebook.keys import row_id
from webapp.participation.gradebook.lessons import lesson_files, lesson_parts, lessons_of, releases_of
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.pages import Page, page_parts
from webapp.participation.gradebook.projection import Turn, all_turns, page_files, page_in

MISSING = "成績簿にありません / missing in the book"
ONLY_THERE = "成績簿にだけあります / only in the book"
WORDS = {
    "student": "受講者 / student",
    "submitted_assignment": "提出物 / hand-in",
    "submitted_notebook": "提出物 / hand-in",
    "grade": "得点 / score",
    "comment": "コメント / comment",
}


def compare_all(record: Database, gradebooks: Path, library: Library) -> list[str]:
    """Every difference between the record and the books, one line each."""
    with record.sessions() as session:
        turns = all_turns(session)
        offerings = sorted({turn.offering_id for turn in turns} | set(books_in(gradebooks)))
        return [
            f"offering-{offering_id} {line}"
            for offering_id in offerings
            for line in _compare(session, Book(gradebooks, offering_id, record), library, offering_id)
        ]


def _compare(session: Session, book: Book, library: Library, offering_id: int) -> list[str]:
    if not book.exists():
        book.close()
        return [f"gradebook.db: {MISSING}"]
    turns = all_turns(session, offering_id)
    with closing(book), book.database.sessions() as rows:
        checks = [
            *(
                _told(lesson, partial(_compare_lesson, session, rows, book, library, offering_id, lesson))
                for lesson in lessons_of(session, library, offering_id)
            ),
            *(
                _told(
                    f"{turn.lesson} {turn.student}",
                    partial(_compare_page, session, rows, book, library, turn),
                )
                for turn in turns
            ),
            _told("gradebook.db", partial(_strangers, rows, {(turn.student, turn.lesson) for turn in turns})),
        ]
        return list(chain.from_iterable(checks))


def _told(where: str, check: Callable[[], Iterator[str]]) -> Iterator[str]:
    """What a check finds; what it cannot read (a lost release, damaged bytes or a damaged book) is a finding too."""
    try:
        yield from check()
    except (OSError, DatabaseError) as error:
        yield f"{where}: 読めません / cannot be read: {error.__cause__ or error}"


def _compare_lesson(
    session: Session, rows: Session, book: Book, library: Library, offering_id: int, lesson: str
) -> Iterator[str]:
    releases = releases_of(session, library, offering_id, lesson)
    for part in lesson_parts(book.course, lesson, library.sources(releases)):
        for difference in differences(rows, part):
            yield f"{lesson}: 設問 / questions: {_what(difference)}"
    yield from _files(lesson, lesson_files(book.folder, library, lesson, releases))


def _compare_page(session: Session, rows: Session, book: Book, library: Library, turn: Turn) -> Iterator[str]:
    page, notebook = page_in(session, library, turn)
    where = f"{turn.lesson} {turn.student} {page.number}"
    names = _names(page)
    for part in page_parts(page):
        for difference in differences(rows, part):
            name = names.get((difference.wanted or difference.found or {})["id"], "")
            yield f"{where}: {WORDS[difference.table]} {name}: {_what(difference)}"
    yield from _files(where, page_files(book, page, notebook))


def _names(page: Page) -> dict[str, str]:
    """The cell that a row of a page is about, by the row's key."""
    return {
        row_id(page.number, kind, cell.name): cell.name
        for kind in ("grade", "comment")
        for cell in page.cells
    }


def _strangers(rows: Session, known: set[tuple[str, str]]) -> Iterator[str]:
    """Hand-ins in the book of which the record knows nothing."""
    submitted, assignment = TABLES["submitted_assignment"], TABLES["assignment"]
    found = select(submitted.c.student_id, assignment.c.name).join(
        assignment, submitted.c.assignment_id == assignment.c.id
    )
    for student, lesson in rows.execute(found.order_by(func.lower(submitted.c.student_id))):
        if (student, lesson) not in known:
            yield f"{lesson} {student}: 提出物 / hand-in: {ONLY_THERE}"


def _files(where: str, wanted: Mapping[Path, bytes]) -> Iterator[str]:
    for file, content in wanted.items():
        if not file.exists():
            yield f"{where}: {file.parts[-4]}/…/{file.name}: {MISSING}"
        elif file.read_bytes() != content:
            yield f"{where}: {file.parts[-4]}/…/{file.name}: 中身が違います / has other content"


def _what(difference: Difference) -> str:
    wanted, found = difference.wanted, difference.found
    if wanted is None or found is None:
        return ONLY_THERE if wanted is None else MISSING
    return ", ".join(
        f"{name} 記録 / record {_said(wanted[name])}, 成績簿 / book {_said(found[name])}"
        for name in wanted
        if wanted[name] != found[name]
    )


def _said(value: Any) -> str:
    return "—" if value is None else str(value)
