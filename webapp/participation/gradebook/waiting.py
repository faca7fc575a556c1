"""採点待ちの記述: how many free texts in a book wait for a person's mark."""

import sqlite3
from contextlib import closing
from pathlib import Path

SECONDS = 2.0  # the worker may be writing; a page rather does without the number than wait for long


def texts_waiting(gradebooks: Path, offering_id: int) -> int | None:
    """How many answers in this offering's book have no mark yet; None where the book cannot say.

    Asked without nbgrader, whose import would cost every process of webapp a second.
    """
    file = gradebooks / str(offering_id) / "gradebook.db"
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=SECONDS)) as book:
            (waiting,) = book.execute("SELECT count(*) FROM grade WHERE needs_manual_grade").fetchone()
    except sqlite3.Error:
        return None
    return int(waiting)
