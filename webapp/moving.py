"""引っ越し: every row of one database into another, of the same kind or not, from one snapshot, then compared row for row."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Engine,
    Enum,
    Row,
    String,
    Table,
    Text,
    bindparam,
    cast,
    func,
    inspect,
    select,
    text,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError

from webapp import schema

BATCH = 1000
REVISIONS = "alembic_version"


class CannotMove(Exception):
    """Why rows cannot go from here to there, in both languages; the target has none of them then."""


@dataclass(frozen=True)
class Copied:
    """One table on both sides: how many rows, and one digest over all of them in order."""

    table: str
    rows: int
    digest: str
    rows_there: int
    digest_there: str

    @property
    def equal(self) -> bool:
        """Whether both sides hold the same rows."""
        return (self.rows, self.digest) == (self.rows_there, self.digest_there)


def move(source: Engine, target: Engine) -> list[Copied]:
    """Copy every table into an empty database, all or nothing, and compare; the source may be written meanwhile.

    Raises:
        CannotMove: where the source is not up to date, the target holds rows, or refuses one.
    """
    require_empty(target)
    schema.upgrade(target)
    with snapshot(source) as here:
        require_same_shape(here, target)
        return carry(tables(), here, target)


def carry(these: Sequence[Table], here: Connection, target: Engine) -> list[Copied]:
    """Copy these tables, which are there and empty, in one transaction, and compare."""
    with target.connect().execution_options(tateyama_writes=True) as there, there.begin():
        for table in these:
            _copy_or_refuse(table, here, there)
        _set_sequences(these, there)
    with snapshot(target) as there:
        return [_compare(table, here, there) for table in these]


def tables() -> list[Table]:
    """Every table of webapp, each after those that it refers to."""
    return schema.whole_metadata().sorted_tables


def counts(here: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: here.execute(select(func.count()).select_from(table)).scalar_one() for table in tables()
    }


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that reads one moment's rows, however long it reads, and keeps no writer waiting."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def revision_of(connection: Connection) -> str | None:
    """Which migration a database stands at; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def require_empty(engine: Engine) -> None:
    """Refuse a database in which any table has a row: two platforms' rows would mix."""
    with engine.connect() as connection:
        for name in sorted(set(inspect(connection).get_table_names()) - {REVISIONS}):
            if connection.execute(select(text("1")).select_from(text(f'"{name}"')).limit(1)).first():
                raise CannotMove(
                    f"移す先のデータベースは空ではありません（表 {name} に行があります）。空のデータベースを指定してください"
                    f" / the target is not empty (table {name} has rows): name an empty database"
                )


def require_same_shape(here: Connection, target: Engine) -> None:
    """Refuse a source of another version than this code's: its rows would not fit."""
    with target.connect() as there:
        ours, newest = revision_of(here), revision_of(there)
    if ours != newest:
        raise CannotMove(
            f"いまのデータベースが最新の形ではありません（{ours}）。先に flask --app webapp upgrade-database を実行してください"
            f" / the present database is not up to date ({ours}): run flask --app webapp upgrade-database first"
        )


def _copy_or_refuse(table: Table, here: Connection, there: Connection) -> None:
    try:
        copy_table(table, here, there)
    except DBAPIError as error:
        # The database's own words may quote a person's data; the kind of its error does not.
        kind = type(error.orig).__name__
        raise CannotMove(
            f"表 {table.name} の行を移す先が受け付けません（{kind}）。何も移していません"
            f" / the target refuses a row of table {table.name} ({kind}); nothing was moved"
        ) from error


def copy_table(table: Table, here: Connection, there: Connection) -> None:
    """Copy one table in batches; a row may stand for a later one of its table, so those references come last."""
    later = {column.name for column in table.columns if _refers_to_own_table(column)}
    insert = table.insert().values(
        {column.name: _written(column, there) for column in table.columns if column.name not in later}
    )
    for rows in _batches(table, here):
        there.execute(insert, [{name: row[name] for name in row if name not in later} for row in rows])
    for name in later:
        _point(table, name, here, there)


def _point(table: Table, name: str, here: Connection, there: Connection) -> None:
    (key,) = table.primary_key
    update = table.update().where(key == bindparam("of")).values({name: bindparam("to")})
    for rows in _batches(table, here):
        if pairs := [{"of": row[key.name], "to": row[name]} for row in rows if row[name] is not None]:
            there.execute(update, pairs)


def _batches(table: Table, here: Connection) -> Iterator[Sequence[Mapping[str, Any]]]:
    rows = iter(_rows(table, here))
    while batch := [row._asdict() for row in islice(rows, BATCH)]:
        yield batch


def _rows(table: Table, here: Connection) -> Iterator[Row[Any]]:
    """Every row in the order of its key, the same order on both kinds of database."""
    order = [_in_bytes(column, here) for column in table.primary_key]
    wanted = select(*(_read(column) for column in table.columns)).order_by(*order)
    yield from here.execute(wanted.execution_options(yield_per=BATCH))


def _in_bytes(column: Column[Any], here: Connection) -> ColumnElement[Any]:
    is_text = isinstance(column.type, String) and here.dialect.name == "postgresql"
    return column.collate("C") if is_text else column


def _read(column: Column[Any]) -> ColumnElement[Any]:
    """What stands there: JSON as its very text, a choice as its word, even one that this code does not know."""
    if isinstance(column.type, JSON):
        return cast(column, Text).label(column.name)
    if isinstance(column.type, Enum):
        return type_coerce(column, String).label(column.name)
    return column


def _written(column: Column[Any], there: Connection) -> ColumnElement[Any]:
    if isinstance(column.type, JSON):
        told = bindparam(column.name, type_=Text())
        return cast(told, JSON) if there.dialect.name == "postgresql" else type_coerce(told, Text)
    # PostgreSQL knows the words of nbgrader's own choices by a type of theirs; ours are plain text.
    is_word = isinstance(column.type, Enum) and not column.type.native_enum
    return bindparam(column.name, type_=String() if is_word else column.type)


def _refers_to_own_table(column: Column[Any]) -> bool:
    return any(key.column.table is column.table for key in column.foreign_keys)


def _set_sequences(these: Sequence[Table], there: Connection) -> None:
    """PostgreSQL numbers the next row from a sequence, which has not seen those that were copied."""
    if there.dialect.name != "postgresql":
        return
    for table in these:
        column = table.autoincrement_column
        if column is None or column.foreign_keys:
            continue
        newest = there.execute(select(func.max(column))).scalar()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        there.execute(select(func.setval(sequence, newest or 1, newest is not None)))


def _compare(table: Table, here: Connection, there: Connection) -> Copied:
    return Copied(table.name, *digest_of(table, here), *digest_of(table, there))


def digest_of(table: Table, here: Connection) -> tuple[int, str]:
    """How many rows a table has, and one sha256 over them all in the order of their keys."""
    digest, number = hashlib.sha256(), 0
    for row in _rows(table, here):
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        number += 1
    return number, digest.hexdigest()
