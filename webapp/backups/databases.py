"""Copies of databases that are in use: each is one moment's, in one SQLite file."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from webapp.backups.refusal import Refused
from webapp.beside import Beside, bring_over
from webapp.db import open_engine
from webapp.moving import move


def copy_record(engine: Engine, to: Path) -> None:
    """webapp's database; from PostgreSQL its rows are copied and compared."""
    if engine.dialect.name == "sqlite":
        copy_sqlite(Path(str(engine.url.database)), to)
        return
    target = open_engine(f"sqlite:///{to}")
    try:
        differing = [table.table for table in move(engine, target) if not table.equal]
    finally:
        target.dispose()
    refuse_differing(differing)
    settle(to)


def copy_beside(each: Beside, record: Engine, data: Path, to: Path) -> None:
    """The hub's rows or a book's, from their schema into a SQLite file, compared."""
    target = open_engine(f"sqlite:///{to}")
    try:
        with each.opened(record, data) as source:
            differing = [table.table for table in bring_over(each, source, target) if not table.equal]
    finally:
        target.dispose()
    refuse_differing(differing)
    settle(to)


def refuse_differing(differing: Sequence[str]) -> None:
    """A copy that is not the original is no backup."""
    if differing:
        raise Refused(
            f"表 {', '.join(differing)} の写しが元と一致しません。控えは作っていません",
            f"the copy of {', '.join(differing)} differs from the database; no backup was made",
        )


def copy_sqlite(source: Path, to: Path) -> None:
    """Copy a SQLite database through its own backup, whoever reads or writes it meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as here,
        closing(sqlite3.connect(to)) as there,
    ):
        here.backup(there)
    settle(to)


def settle(file: Path) -> None:
    """Make a database one file alone: its write-ahead log is taken in."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
    file.chmod(0o600)
