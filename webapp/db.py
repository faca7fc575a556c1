"""The database: one typed declarative model, two engines (SQLite and PostgreSQL), one edge that commits."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar

from flask import current_app, g
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

# Every constraint has a name that both databases agree on, so that a migration can drop it again.
NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# The second: there is no room for the index of the write-ahead log, which even a reader needs.
SQLITE_DISK_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
POSTGRESQL_DISK_FULL = "53100"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware when it goes in, UTC in the database, aware (UTC) when it comes out."""

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody can say which hour it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it is always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(kind: type[StrEnum]) -> Enum:
    """A column type for one of a few words, stored as its value and checked in Python."""
    return Enum(
        kind,
        native_enum=False,
        length=40,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


class Model(DeclarativeBase):
    """What every table of webapp inherits from."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime(), dict[str, Any]: JSON}


class Database:
    """One engine and its sessions; the web, the worker and the commands each open one."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        # Objects stay readable after the commit, so that a view may render what it has just changed.
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that writes: committed when the block ends well, rolled back otherwise."""
        with self.sessions() as session, writing(session):
            yield session

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """Begin a writing transaction on this session, end a reading one first; commit or roll back."""
    if session.info.get("writing"):
        raise RuntimeError("one transaction at a time: the inner one would commit half of the outer")
    if session.in_transaction():
        session.commit()
    session.info["writing"] = True
    try:
        session.connection(execution_options={"tateyama_writes": True})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def open_engine(url: str) -> Engine:
    """An engine for SQLite (write-ahead log) or PostgreSQL (psycopg); its errors quote nobody's row."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(url, Path(address.database or ":memory:"))
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, pool_pre_ping=True, hide_parameters=True)


def says_disk_is_full(error: BaseException | None) -> bool:
    """Whether the database failed for want of room: somebody must make some, asking again soon is no use.

    SQLite then undoes the whole transaction, so that what is told first is a missing savepoint; the reason is behind it.
    """
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)
        if code in SQLITE_DISK_FULL or getattr(error, "sqlstate", None) == POSTGRESQL_DISK_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def keep_private(file: Path) -> None:
    """Let only the owner read a SQLite database: it holds names, and its folder can be passed by learners."""
    # A file that is there is never opened for this: closing it would drop the locks SQLite holds on it.
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            file.with_name(file.name + ending).chmod(0o600)


def _open_sqlite(url: str, file: Path) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 10}, hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def make_private(*_: object) -> None:
        if file.name != ":memory:" and file.parent.is_dir():
            keep_private(file)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, record: object) -> None:
        # The driver's own idea of when a transaction begins would make reads and writes race; we begin it.
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer fails at once in WAL when somebody wrote meanwhile; a writer that says
        # so at the start waits its turn.
        writes = connection.get_execution_options().get("tateyama_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def database() -> Database:
    """The running application's database."""
    opened: Database = current_app.extensions["database"]
    return opened


def session() -> Session:
    """This request's session, for reading; closed when the request ends."""
    if "session" not in g:
        g.session = database().sessions()
    current: Session = g.session
    return current


@contextmanager
def transaction() -> Iterator[Session]:
    """This request's session, for writing: the one edge where a view commits."""
    current = session()
    with writing(current):
        yield current


def close_session(error: BaseException | None = None) -> None:
    """Give this request's connection back, whatever happened."""
    current: Session | None = g.pop("session", None)
    if current is not None:
        current.close()
