"""Databases of earlier versions, as they were stored then, go up, down and up again and keep every row."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect, text

from webapp import schema
from webapp.db import Database

STORED = Path(__file__).parent / "stored"
REVISIONS = sorted({file.name.split(".")[0] for file in STORED.glob("*.sql")})
# From 0006 on an application whose enrolment was withdrawn is withdrawn itself; going down it is accepted again.
RESTATED = {"application": {"state"}}
LARGEST = 200_000  # bytes, some 2 kB per table; a dump is looked through before it lands


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def load(request, tmp_path):
    """Make the database of a revision from its dump."""
    opened = []

    def make(revision):
        words = (STORED / f"{revision}.{request.param}.sql").read_text(encoding="utf-8")
        if request.param == "sqlite":
            with closing(sqlite3.connect(tmp_path / "stored.sqlite")) as file:
                file.executescript(words)
            url = f"sqlite:///{tmp_path / 'stored.sqlite'}"
        else:
            url = request.getfixturevalue("postgresql")
            with psycopg.connect(url) as connection:
                connection.execute(words)
        opened.append(Database(url))
        return opened[-1]

    yield make
    for database in opened:
        database.close()


def shape(database):
    """The columns of every table."""
    with database.engine.connect() as connection:
        found = inspect(connection)
        return {
            name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()
        }


def checksums(database, columns):
    """One digest per table over these columns of all its rows, as the database itself holds them, and their number."""
    with database.engine.connect() as connection:
        return {name: checksum(connection, name, sorted(columns[name])) for name in columns if columns[name]}


def checksum(connection, name, columns):
    named = ", ".join(f'"{column}"' for column in columns)
    rows = connection.execute(text(f"SELECT {named} FROM {name}"))  # noqa: S608
    told = sorted(map(repr, map(tuple, rows)))
    return len(told), hashlib.sha256("\n".join(told).encode()).hexdigest()


def common(first, second):
    """What both shapes have, less what a migration writes anew from other rows."""
    names = first.keys() & second.keys() - {"alembic_version"}
    return {name: (first[name] & second[name]) - RESTATED.get(name, set()) for name in names}


@pytest.mark.parametrize("revision", REVISIONS)
def test_up_down_and_up_again_keeps_every_row(load, revision):
    database = load(revision)
    old = shape(database)
    stored = checksums(database, old)
    assert all(number for number, _ in stored.values())
    schema.upgrade(database.engine)
    new = shape(database)
    both = common(old, new)
    assert both.keys() == old.keys() - {"alembic_version"}
    raised, shared = checksums(database, new), checksums(database, both)
    schema.downgrade(database.engine, revision)
    assert shape(database) == old
    assert checksums(database, both) == shared
    assert checksums(database, old) == stored
    schema.upgrade(database.engine)
    assert shape(database) == new
    assert checksums(database, new) == raised


def test_the_newest_goes_down_to_the_oldest_and_up_again_with_the_rows_that_both_have(load):
    database = load(REVISIONS[-1])
    new = shape(database)
    schema.downgrade(database.engine, REVISIONS[0])
    old = shape(database)
    lowered = checksums(database, both := common(old, new))
    schema.upgrade(database.engine)
    assert shape(database) == new
    assert checksums(database, both) == lowered
    assert {number for number, _ in lowered.values()} == {8}


def test_each_stored_version_is_known_and_stored_in_both_words_and_small():
    assert all(schema.knows(revision) for revision in REVISIONS)
    assert {file.name for file in STORED.glob("*.sql")} == {
        f"{revision}.{kind}.sql" for revision in REVISIONS for kind in ("sqlite", "postgresql")
    }
    assert [file.name for file in STORED.glob("*.sql") if file.stat().st_size > LARGEST] == []
