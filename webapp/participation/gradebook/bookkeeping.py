"""帳簿つけ: takes what the books have not noticed yet from the record, one learner's lesson at a time.

The record was committed before; whatever goes wrong here, it stays as it is and the book is tried again.
"""

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from sqlalchemy import text

from webapp.db import Database
from webapp.participation.gradebook.book import Book
from webapp.participation.gradebook.folder import books_in, schema_of
from webapp.participation.gradebook.library import Library
from webapp.participation.gradebook.projection import Turn, bring_lessons, keep_marks, project, waiting_turns
from webapp.participation.storage import SubmissionStore

log = logging.getLogger(__name__)

CHANGED = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE schemaname = :schema"
MOST_AT_ONCE = 50  # so that a book made anew does not keep the worker from its other rounds
REST = timedelta(minutes=1)  # before something that failed is tried again


class Bookkeeper:
    """Keeps the books of all offerings; each process that writes there has one."""

    def __init__(self, record: Database, gradebooks: Path, store: SubmissionStore, releases: Path) -> None:
        self.record = record
        self.gradebooks = gradebooks
        self.library = Library(store, releases)
        # Books are kept though not held open: what SQLAlchemy has once worked out for one is worth keeping.
        self._book = lru_cache(maxsize=64)(lambda offering_id: Book(gradebooks, offering_id, record))
        self._resting: dict[Hashable, datetime] = {}
        self._read: dict[int, tuple[int, ...]] = {}
        self._released: dict[int, int] = {}

    def look(self, at: datetime) -> None:
        """One round: read back what was typed, then write what is new."""
        for offering_id in books_in(self.gradebooks):
            if self._rests(offering_id, at):
                continue
            with self._minding(offering_id, at):
                self._read_back(offering_id, at)
                self._bring_lessons(offering_id)
        for offering_id, turns in groupby(self._next(at), lambda turn: turn.offering_id):
            with self._minding(offering_id, at), self._book(offering_id).opened() as book:
                for turn in turns:
                    with self._minding(turn, at):
                        project(self.record, book, self.library, turn, at)

    def _read_back(self, offering_id: int, at: datetime) -> None:
        """Take what instructors typed into the record, where anything was written since the last look."""
        stamp = self._stamp(offering_id, at)
        if self._read.get(offering_id) == stamp:
            return
        with self._book(offering_id).opened() as book, book.writing() as rows:
            keep_marks(self.record, rows, self.library, offering_id, at)
        self._read[offering_id] = stamp

    def _bring_lessons(self, offering_id: int) -> None:
        stamp = self.library.stamp()
        if self._released.get(offering_id) != stamp:
            with self._book(offering_id).opened() as book:
                bring_lessons(self.record, book, self.library, offering_id)
            self._released[offering_id] = stamp

    def _next(self, at: datetime) -> list[Turn]:
        with self.record.sessions() as session:
            waiting = waiting_turns(session)
        awake = [turn for turn in waiting if not (self._rests(turn, at) or self._rests(turn.offering_id, at))]
        return sorted(awake[:MOST_AT_ONCE])

    def _rests(self, what: Hashable, at: datetime) -> bool:
        return self._resting.get(what, at) > at

    @contextmanager
    def _minding(self, what: Hashable, at: datetime) -> Iterator[None]:
        """One bad page or book must not keep the others waiting, and is not worth a line every three seconds."""
        try:
            yield
        except Exception:
            log.exception("nbgrader's book: %s could not be written or read; it is tried again", what)
            self._resting[what] = at + REST

    def _stamp(self, offering_id: int, at: datetime) -> tuple[int, ...]:
        """What changes whenever somebody writes to the book; its -shm changes without, so it is left out.

        PostgreSQL counts changed rows, but may tell seconds later; so that none is missed, the minute counts as well.
        """
        if self.record.engine.dialect.name == "postgresql":
            with self.record.sessions() as session:
                changed = session.scalar(text(CHANGED), {"schema": schema_of(offering_id)})
            return int(changed or 0), int(at.timestamp()) // 60
        folder = self.gradebooks / str(offering_id)
        files = (folder / "gradebook.db", folder / "gradebook.db-wal")
        return tuple(file.stat().st_mtime_ns for file in files if file.exists())
