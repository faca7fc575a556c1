"""監査の番人: triggers by which the database itself refuses to change or delete a line of the audit.

One way is left, for what the periods of retention empty: a line may lose what it says while the newest line of the chain
says that lines up to it were emptied, and keeps its moment and both digests; of whom it told may be forgotten then. So
nobody empties a line without leaving one that says so. Whoever owns the database can drop a trigger; the chain and
its heads outside the database show what they did then.
"""

import re
from itertools import chain
from typing import Any

from sqlalchemy import Connection, event, text

from webapp.audit_triggers import POSTGRESQL, REFUSAL, SQLITE
from webapp.db import Model

# Those that fire; an owner of the database can switch one off, and whoever has a file can drop it.
_STANDING = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    " AND tgrelid IN (to_regclass('audit_entry'), to_regclass('audit_subject'))",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def guard(model: type[Model]) -> None:
    """From now on make a table's triggers where it is made."""

    @event.listens_for(model.__table__, "after_create")
    def make_triggers(_table: object, connection: Connection, **_: Any) -> None:
        for statement in _words(connection)[model.__tablename__]:
            _run(connection, statement)


def missing(connection: Connection) -> list[str]:
    """The names of triggers that do not stand, though the audit is there."""
    standing = set(connection.scalars(text(_STANDING[connection.dialect.name])))
    return sorted(_names(connection).keys() - standing)


def make_anew(connection: Connection) -> list[str]:
    """Make all triggers again where one does not stand; the names of those that did not."""
    wanted = missing(connection)
    if wanted:
        for name, table in _names(connection).items():
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            _run(connection, f"DROP TRIGGER IF EXISTS {name}{on}")
        for statement in chain(*_words(connection).values()):
            _run(connection, statement)
    return wanted


def _words(connection: Connection) -> dict[str, tuple[str, ...]]:
    return POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE


def _names(connection: Connection) -> dict[str, str]:
    """Of each trigger its table."""
    words = "\n".join(chain(*_words(connection).values()))
    return dict(re.findall(r"^CREATE TRIGGER (\w+) BEFORE .+? ON (\w+)$", words, re.MULTILINE))


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement.strip().replace("REFUSAL", REFUSAL)))
