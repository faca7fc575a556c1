"""What a thousand tests would each make anew and find the same: empty databases, compiled templates and addresses."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import Engine, text
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from tests.webapp.around_the_guard import go_around
from webapp import schema
from webapp.db import Database, open_engine


def with_every_table(file):
    """Make a SQLite file with every table and no row, as `create_all` does."""
    file.write_bytes(_tables())


def migrated(file):
    """Make a SQLite file without a row, as the migrations do."""
    file.write_bytes(_migrations())


@cache
def _tables():
    return made_by(lambda database: _create_all(database.engine))


@cache
def _migrations():
    return made_by(lambda database: schema.upgrade(database.engine))


def _create_all(engine):
    schema.whole_metadata().create_all(engine)


def made_by(make):
    """The content of a new SQLite file of which `make` was given the database."""
    folder = Path(tempfile.mkdtemp(prefix="tateyama-"))
    database = Database(f"sqlite:///{folder / 'empty.sqlite'}")
    make(database)
    database.close()
    content = (folder / "empty.sqlite").read_bytes()
    shutil.rmtree(folder)
    return content


def fill_with_tables(engine):
    """Every table in PostgreSQL, where the test before has not left them there."""
    with engine.connect() as connection:
        present = _tables_in(connection)
    if present != set(schema.whole_metadata().tables):
        _create_all(engine)


def empty(address):
    """Leave a PostgreSQL database's tables to the next test, without a row and counting from 1; all else goes."""
    opened = open_engine(address)
    with opened.begin() as connection:
        present = _tables_in(connection)
        if present == set(schema.whole_metadata().tables):
            _take_rows_away(connection, sorted(present))
        else:  # a test migrated it
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        books = text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'book\\_%'")
        for name in connection.scalars(books).all():
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    opened.dispose()


def _tables_in(connection):
    return set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))


def _take_rows_away(connection, tables):
    look = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables)  # noqa: S608
    if filled := connection.scalars(text(look)).all():
        go_around(connection)
        connection.execute(text(f"TRUNCATE {', '.join(filled)} CASCADE"))
    # A sequence has counted rows that were taken back, too.
    counted = text(
        "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
    )
    for name in connection.scalars(counted).all():
        connection.execute(text(f"ALTER SEQUENCE {name} RESTART"))


class Templates(BytecodeCache):
    """Compiled templates by name and content, for every application that this process makes."""

    def __init__(self):
        self.kept = {}

    def load_bytecode(self, bucket):
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket):
        self.kept[bucket.key, bucket.checksum] = bucket.code


class Statements(LRUCache):
    """Compiled SQL for every engine of one kind that this process opens; SQLAlchemy keeps it for each engine."""

    def get(self, key, default=None):
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key, value):
        super().__setitem__(_of_any_engine(key), value)


def _of_any_engine(key):
    dialect, *statement = key
    return type(dialect), *statement


def compile_once(monkeypatch):
    """Let the many applications of one process share what Jinja, Werkzeug and SQLAlchemy compile for each."""
    monkeypatch.setattr(Flask, "jinja_options", {"bytecode_cache": Templates()})
    _statements_once(monkeypatch)
    _addresses_once(monkeypatch)


def _addresses_once(monkeypatch):
    compiled, kept = Rule.compile, {}

    def compile_once(rule):
        # What it depends on of a rule of ours; converters keep nothing of a request.
        key = rule.rule, rule.subdomain, repr(rule.defaults), rule.merge_slashes
        if key not in kept:
            compiled(rule)
            kept[key] = (
                rule._parts, rule._trace, rule._converters, frozenset(rule.arguments),
                rule._build.__func__, rule._build_unknown.__func__,
            )  # fmt: skip
        rule._parts, rule._trace, rule._converters, arguments, build, build_unknown = kept[key]
        rule.arguments.update(arguments)
        rule._build, rule._build_unknown = build.__get__(rule), build_unknown.__get__(rule)

    monkeypatch.setattr(Rule, "compile", compile_once)


def _statements_once(monkeypatch):
    statements = Statements(2000)
    kept = property(lambda engine: statements, lambda engine, own: None)
    monkeypatch.setattr(Engine, "_compiled_cache", kept, raising=False)
