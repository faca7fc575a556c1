"""記帳: one learner's counted attempt at one lesson, from the record into the book; doing it again changes nothing."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, select, true, update
from sqlalchemy.orm import Session, joinedload

from webapp.db import Database
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.gradebook.book import Book, bring
from webapp.participation.gradebook.folder import put, timestamp_text
from webapp.participation.gradebook.lessons import lesson_files, lesson_parts, lessons_of, releases_of
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.marks import given_for, read_marks, recorded_marks, unread_marks
from webapp.participation.gradebook.notebooks import readable_copy
from webapp.participation.gradebook.pages import Page, page_of, page_parts
from webapp.participation.models import LET_GO, Score, Submission
from webapp.participation.queries import counted_submissions


@dataclass(frozen=True, order=True)
class Turn:
    """Whose work at which lesson is to go into which offering's book."""

    offering_id: int
    enrolment_id: int
    lesson: str
    student: str


def project(record: Database, book: Book, library: Library, turn: Turn, at: datetime) -> None:
    """Bring one learner's page to what the record says: marks typed there are kept first, then one commit.

    A page that changes loses its notebook before and gets the new one after the commit, so that nobody ever marks
    a text that is not the row's; a process that ends in between leaves a page that the next projection completes.
    """
    with book.folder.locked():
        with book.writing() as rows:
            keep_marks(record, rows, library, turn.offering_id, at, turn.student)
            with record.sessions() as session:
                noticed = _waiting(session, turn)
                page, files = _page(session, library, book, turn)
                releases = releases_of(session, library, turn.offering_id, page.lesson)
            take_away(files)
            sources = library.sources(releases)
            bring(rows, [*lesson_parts(book.course, page.lesson, sources), *page_parts(page)])
        for file, content in {**lesson_files(book.folder, library, page.lesson, releases), **files}.items():
            put(file, content)
    with record.transaction() as session:
        session.execute(update(Score).where(Score.submission_id.in_(noticed)).values(projected_at=at))


def bring_lessons(record: Database, book: Book, library: Library, offering_id: int) -> None:
    """Bring the book's lessons to what is released; needed where something was released after the last hand-in."""
    with record.sessions() as session:
        releases = {
            lesson: releases_of(session, library, offering_id, lesson)
            for lesson in lessons_of(session, library, offering_id)
        }
    with book.folder.locked():
        with book.writing() as rows:
            for lesson, digests in releases.items():
                bring(rows, lesson_parts(book.course, lesson, library.sources(digests)))
        for lesson, digests in releases.items():
            for file, content in lesson_files(book.folder, library, lesson, digests).items():
                put(file, content)


def keep_marks(
    record: Database,
    rows: Session,
    library: Library,
    offering_id: int,
    at: datetime,
    student: str | None = None,
) -> None:
    """Record what was typed in the book; committed before anything there is written over."""
    with record.sessions() as session:
        if not unread_marks(session, rows, library.texts, offering_id, at, student):
            return
    with record.transaction() as session:
        read_marks(session, rows, library.texts, offering_id, at, student)


def waiting_turns(session: Session, offering_id: int | None = None) -> list[Turn]:
    """What the books have not noticed yet, the oldest first; of one offering, or of all."""
    return _turns(session, Score.projected_at.is_(None), offering_id)


def all_turns(session: Session, offering_id: int | None = None) -> list[Turn]:
    """Every learner's lesson with scored work, of one offering or of all."""
    return _turns(session, true(), offering_id)


def _turns(session: Session, which: ColumnElement[bool], offering_id: int | None) -> list[Turn]:
    place = (Enrolment.offering_id, Submission.enrolment_id, Submission.lesson_slug, Learner.hub_user)
    found = (
        select(*place)
        .select_from(Score)
        .join(Score.submission)
        .join(Submission.enrolment)
        .join(Enrolment.learner)
        .where(which, Submission.sha256 != LET_GO)
    )
    if offering_id is not None:
        found = found.where(Enrolment.offering_id == offering_id)
    rows = session.execute(found.group_by(*place).order_by(func.min(Submission.id)))
    return [Turn(*row) for row in rows]


def counted_attempt(session: Session, turn: Turn) -> Submission:
    """The attempt that counts, with its score and its learner."""
    return session.scalars(
        select(Submission)
        .options(joinedload(Submission.score), joinedload(Submission.learner))
        .where(
            Submission.id.in_(counted_submissions(enrolment_id=turn.enrolment_id)),
            Submission.lesson_slug == turn.lesson,
        )
    ).one()


def page_in(session: Session, library: Library, turn: Turn) -> tuple[Page, bytes]:
    """The page as the record wants it, and the notebook to be read with it."""
    submission = counted_attempt(session, turn)
    source = library.source(submission.release_digest)
    marks = recorded_marks(session, Enrolment.id == turn.enrolment_id)
    given = given_for(marks, library.texts, submission, source.cells)
    return page_of(submission, source, given), readable_copy(source, library.work(submission.sha256))


def page_files(book: Book, page: Page, notebook: bytes) -> dict[Path, bytes]:
    """What lies in the course folder for a page; the bytes as handed in stay with the record."""
    folder = book.folder
    return {
        folder.work("submitted", page.student, page.lesson): notebook,
        folder.timestamp(page.student, page.lesson): timestamp_text(page.received_at).encode(),
        folder.work("autograded", page.student, page.lesson): notebook,
    }


def _page(session: Session, library: Library, book: Book, turn: Turn) -> tuple[Page, dict[Path, bytes]]:
    page, notebook = page_in(session, library, turn)
    return page, page_files(book, page, notebook)


def _waiting(session: Session, turn: Turn) -> list[int]:
    """The scores that this projection takes notice of; one recorded meanwhile waits for the next."""
    return list(
        session.scalars(
            select(Score.submission_id)
            .join(Score.submission)
            .where(
                Submission.enrolment_id == turn.enrolment_id,
                Submission.lesson_slug == turn.lesson,
                Score.projected_at.is_(None),
            )
        )
    )


def take_away(files: Mapping[Path, bytes]) -> None:
    """Remove what would be shown beside rows that it does not belong to."""
    for file, content in files.items():
        with suppress(FileNotFoundError):
            if file.read_bytes() != content:
                file.unlink()
