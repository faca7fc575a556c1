"""nbgrader's database of one offering, brought to what it should hold in one session and one commit.

nbgrader's own Gradebook commits at every step and, on a new file, runs `alembic` from PATH; its tables are used without it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbgrader
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader.api import Base
from sqlalchemy import ColumnElement, MetaData, Row, Table, delete, insert, inspect, select, text, update
from sqlalchemy.orm import Session

from webapp.database_address import in_schema
from webapp.db import Database
from webapp.participation.gradebook.folder import CourseFolder, leave_to_owner, put, schema_of

METADATA: MetaData = Base.metadata
TABLES: Mapping[str, Table] = METADATA.tables
MIGRATIONS = Path(nbgrader.__file__).parent / "alembic"

CONFIG = """# Tateyama writes this file; what is changed here is overwritten.
import os

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

here = os.path.dirname(os.path.abspath(__file__))
c = get_config()
c.CourseDirectory.root = here
c.CourseDirectory.course_id = "{course}"
# Where the rows are in PostgreSQL; `flask --app webapp book-address` says what to set it to for nbgrader's own commands.
if address := os.environ.get("TATEYAMA_BOOK_URL"):
    c.CourseDirectory.db_url = address
c.NbGraderAPI.timezone = "Asia/Tokyo"
c.FormgradeExtension.debug = False
# Work is handed in over HTTP; a folder that is not there takes nbgrader's own ways of handing in off the page.
c.Exchange.root = os.path.join(here, "no-exchange")


def refuse(self):
    self.log.error(
        "採点は立山が行います。ここで採点すると受講者のコードが保護なしに動きます。"
        " / Tateyama does the grading: here learners' code would run without a sandbox."
    )
    raise NbGraderException("not graded here")


# No setting switches formgrader's button off, and nbgrader would delete the notebook before it fails.
Autograde.start = refuse
"""


@dataclass(frozen=True)
class Part:
    """What some rows of a table should be: `scope` says which rows are meant, `rows` what they are to say."""

    table: Table
    scope: ColumnElement[bool]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Difference:
    """One row that is not as it should be; `wanted` or `found` is None where one is missing."""

    table: str
    wanted: Mapping[str, Any] | None
    found: Mapping[str, Any] | None


class Book:
    """成績簿: nbgrader's database and course folder of one offering."""

    def __init__(self, gradebooks: Path, offering_id: int, record: Database | None = None) -> None:
        """Rows lie in PostgreSQL where the record does, else in a file of the course folder."""
        self.folder = CourseFolder(gradebooks / str(offering_id))
        self.course = f"offering-{offering_id}"
        self.schema = None
        address = f"sqlite:///{self.folder.database}"
        if record is not None and record.engine.dialect.name == "postgresql":
            self.schema = schema_of(offering_id)
            address = in_schema(record.engine.url, self.schema).render_as_string(hide_password=False)
        self.database = Database(address)

    def exists(self) -> bool:
        """Whether there are rows to read."""
        if self.schema is None:
            return self.folder.database.exists()
        with self.database.engine.connect() as connection:
            return inspect(connection).has_table("course", schema=self.schema)

    def make(self) -> None:
        """Make what is missing: the folder, nbgrader's tables with their version, its settings, the course."""
        put(self.folder.root / "nbgrader_config.py", CONFIG.format(course=self.course).encode())
        course = TABLES["course"]
        wanted = Part(course, course.c.id == self.course, [{"id": self.course}])
        with self.database.sessions() as session:
            versions = MigrationContext.configure(session.connection())
            if versions.get_current_revision() and not differences(session, wanted):
                return
        with self.database.transaction() as session:
            if self.schema is not None:
                session.execute(text(f"CREATE SCHEMA IF NOT EXISTS {self.schema}"))
            METADATA.create_all(session.connection())
            versions = MigrationContext.configure(session.connection())
            if versions.get_current_revision() is None:
                versions.stamp(ScriptDirectory(str(MIGRATIONS)), "head")
            bring(session, [wanted])
        if self.schema is None:
            leave_to_owner(self.folder.database)
        else:
            put(self.folder.schema_note, f"{self.schema}\n".encode())

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction in which nobody else writes: what an instructor types meanwhile waits, and is found next time."""
        with self.database.transaction() as session:
            if self.schema is not None:
                session.execute(text("LOCK TABLE grade, comment IN SHARE ROW EXCLUSIVE MODE"))
            yield session

    @contextmanager
    def opened(self) -> Iterator["Book"]:
        """Hold it open, made where it is missing, for one piece of work; between two a file may be exchanged."""
        try:
            with self.folder.locked():
                self.make()
            yield self
        finally:
            self.close()

    def close(self) -> None:
        """Give its connections back; it can be opened again."""
        self.database.close()


def bring(session: Session, parts: Sequence[Part]) -> None:
    """Change what differs and nothing else; parents stand before their children."""
    found = [differences(session, part) for part in parts]
    for part, rows in zip(reversed(parts), reversed(found), strict=True):
        for key in [row.found["id"] for row in rows if row.found and not row.wanted]:
            session.execute(delete(part.table).where(part.table.c.id == key))
    for part, rows in zip(parts, found, strict=True):
        for row in rows:
            if row.wanted and row.found:
                changed = update(part.table).where(part.table.c.id == row.wanted["id"])
                session.execute(changed.values(**row.wanted))
        if new := [row.wanted for row in rows if row.wanted and not row.found]:
            session.execute(insert(part.table), new)


def differences(session: Session, part: Part) -> list[Difference]:
    """Compare a part with what the database says; columns that no row names are left to nbgrader."""
    there = {row.id: _without_empty(row._asdict()) for row in _rows(session, part)}
    wanted = {row["id"]: row for row in part.rows}
    return [
        Difference(part.table.name, wanted.get(key), there.get(key))
        for key in {**there, **wanted}
        if wanted.get(key) != there.get(key)
    ]


def _rows(session: Session, part: Part) -> Iterable[Row[Any]]:
    names = part.rows[0].keys() if part.rows else ["id"]
    return session.execute(select(*(part.table.c[name] for name in names)).where(part.scope))


def _without_empty(row: dict[str, Any]) -> dict[str, Any]:
    """formgrader writes a comment that was rubbed out as empty text, and no extra credit as 0; both say nothing."""
    return {
        name: None if value == "" or (name == "extra_credit" and not value) else value
        for name, value in row.items()
    }
