"""採点待ちの記述: how many free texts in a book wait for a person's mark."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from webapp.participation.gradebook.folder import schema_of

SECONDS = 2.0  # the worker may be writing; a page rather does without the number than wait for long


def texts_waiting(session: Session, gradebooks: Path, offering_id: int) -> int | None:
    """How many answers in this offering's book have no mark yet; None where the book cannot say.

    Asked without nbgrader, whose import would cost every process of webapp a second.
    """
    if session.get_bind().dialect.name == "postgresql":
        return _waiting_in_schema(session, schema_of(offering_id))
    file = gradebooks / str(offering_id) / "gradebook.db"
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=SECONDS)) as book:
            (waiting,) = book.execute("SELECT count(*) FROM grade WHERE needs_manual_grade").fetchone()
    except sqlite3.Error:
        return None
    return int(waiting)


def _waiting_in_schema(session: Session, schema: str) -> int | None:
    try:
        with session.begin_nested():  # a schema that is not there yet must not end the page's own transaction
            counted = session.scalar(text(f"SELECT count(*) FROM {schema}.grade WHERE needs_manual_grade"))  # noqa: S608
    except ProgrammingError:
        return None
    return int(counted or 0)
