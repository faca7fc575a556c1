"""Stores a small database as the present version makes it, in SQLite's and PostgreSQL's own words (CONTRIBUTING, a release).

`.venv/bin/python -m tests.webapp.stored` writes `REVISION.sqlite.sql` and `REVISION.postgresql.sql` beside this file. The
rows are invented and the same each time; what is stored once is never written again.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import make_url

from tests.webapp.postgresql import find_programs, postgresql_server
from tests.webapp.stored.filling import fill
from webapp import schema
from webapp.db import Database

HERE = Path(__file__).parent
# What PostgreSQL takes a sequence to be where nothing is said.
SEQUENCE_DEFAULTS = ("START WITH 1", "INCREMENT BY 1", "NO MINVALUE", "NO MAXVALUE")


def make(url):
    """Make the present version's tables by the migrations and fill them; hand back the revision."""
    database = Database(url)
    schema.upgrade(database.engine)
    with database.transaction() as session:
        fill(session.connection(), schema.whole_metadata())
    with database.engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    database.close()
    return revision


def store(revision, kind, lines):
    """Write one dump; an older one stays as it was."""
    file = HERE / f"{revision}.{kind}.sql"
    if file.exists():
        sys.exit(f"{file} は保存済みです。書きかえません / {file} is stored already and stays")
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


def sqlite_words(file):
    """SQLite's own dump."""
    with closing(sqlite3.connect(file)) as database:
        yield from database.iterdump()


def postgresql_words(url):
    """pg_dump's, without the comments and what only psql reads."""
    address = make_url(url)
    told = subprocess.run(
        [
            *(str(find_programs() / "pg_dump"), "--rows-per-insert=8", "--no-owner", "--no-privileges"),
            *("-h", address.query["host"], "-p", address.query["port"], "-U", "tateyama", address.database),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": os.environ["PATH"]},
    ).stdout
    for line in told.splitlines():
        # Indents are a twentieth of the file; no invented value has a line of its own.
        word = line.strip()
        unread = line.startswith(("--", "\\", "SET ", "SELECT pg_catalog.set_config"))
        if word and not unread and word not in SEQUENCE_DEFAULTS:
            # The usual schema need not be named, and no table here has heirs.
            yield word.replace("public.", "").replace("ALTER TABLE ONLY ", "ALTER TABLE ")


def main():
    """Store both."""
    with tempfile.TemporaryDirectory() as folder:
        revision = make(f"sqlite:///{folder}/made.sqlite")
        store(revision, "sqlite", sqlite_words(f"{folder}/made.sqlite"))
    with postgresql_server() as cluster:
        url = cluster.new_database()
        make(url)
        store(revision, "postgresql", postgresql_words(url))


if __name__ == "__main__":
    main()
