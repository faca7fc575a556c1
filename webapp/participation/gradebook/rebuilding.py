"""成績簿を作り直す: the book is thrown away and written again from the record; what instructors typed is kept first."""

import logging
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from webapp.db import Database
from webapp.enrolment.models import Enrolment
from webapp.participation.gradebook.book import METADATA, Book
from webapp.participation.gradebook.folder import CourseFolder
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.projection import bring_lessons, keep_marks, project, waiting_turns
from webapp.participation.models import Score, Submission

log = logging.getLogger(__name__)


def rebuild(record: Database, gradebooks: Path, library: Library, offering_id: int, at: datetime) -> int:
    """Write an offering's book anew; returns how many pages. The worker finishes what is interrupted."""
    _set_aside_unreadable(record, gradebooks, offering_id, at)
    with Book(gradebooks, offering_id, record).opened() as book:
        _forget(record, book, library, offering_id, at)
        bring_lessons(record, book, library, offering_id)
        with record.sessions() as session:
            turns = waiting_turns(session, offering_id)
        for turn in turns:
            project(record, book, library, turn, at)
    return len(turns)


def _forget(record: Database, book: Book, library: Library, offering_id: int, at: datetime) -> None:
    """Empty the book where it lies: formgrader keeps it open, and would write on into a file that was replaced."""
    with book.folder.locked(), book.writing() as rows:
        keep_marks(record, rows, library, offering_id, at)
        with record.transaction() as session:
            _notice_nothing(session, offering_id)
        for table in reversed(METADATA.sorted_tables):
            if table.name != "course":  # a worker that writes between this and the next step needs it
                rows.execute(delete(table))
        book.folder.clear()


def _notice_nothing(session: Session, offering_id: int) -> None:
    """Make every score of the offering one that the book has not noticed."""
    here = select(Submission.id).join(Submission.enrolment).where(Enrolment.offering_id == offering_id)
    session.execute(update(Score).where(Score.submission_id.in_(here)).values(projected_at=None))


def _set_aside_unreadable(record: Database, gradebooks: Path, offering_id: int, at: datetime) -> None:
    """A file that is no database any more cannot be read back; it is kept for a person to look at."""
    folder = CourseFolder(gradebooks / str(offering_id))
    try:
        with Book(gradebooks, offering_id, record).opened():
            return
    except DatabaseError as error:
        if (
            type(error) is not DatabaseError
        ):  # its kinds (locked, disk full) pass by themselves or need a person
            raise
        log.error("%s cannot be read (%s) and is set aside", folder.database, error.orig)
    # The log goes with its database: beside a new one SQLite might play it back.
    for file in folder.root.glob("gradebook.db*"):
        file.rename(file.with_name(f"unreadable-{at:%Y%m%d%H%M%S}-{file.name}"))
