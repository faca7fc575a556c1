"""記録のとなり: the hub's rows and each book's, which lie in files beside SQLite and in schemas beside a record in PostgreSQL.

They go from one kind to the other table by table, as the record does. The hub's tables are JupyterHub's own, a book's are
nbgrader's; both are loaded only when something is moved.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Engine, MetaData, String, Table, TypeDecorator, inspect, text

from webapp.database_address import in_schema
from webapp.db import open_engine
from webapp.moving import REVISIONS, CannotMove, Copied, carry, snapshot
from webapp.participation.gradebook.folder import (
    FILE_OF_ROWS,
    SCHEMA_NOTE,
    books_in,
    leave_to_owner,
    schema_of,
)

HUB = "hub"
HUB_FILE = Path("hub") / "jupyterhub.sqlite"
BOOKS = Path("gradebooks")


@dataclass(frozen=True)
class Beside:
    """One database beside the record: its schema in PostgreSQL, and its file below the data folder with SQLite."""

    schema: str
    file: Path

    @property
    def tables(self) -> MetaData:
        """What it consists of."""
        if self.schema == HUB:
            from jupyterhub.orm import Base

            return undressed(Base.metadata)
        from webapp.participation.gradebook.book import METADATA

        return METADATA

    def exists(self, record: Engine, data: Path) -> bool:
        """Whether it is there, beside this record."""
        if not in_postgresql(record):
            return (data / self.file).is_file()
        with record.connect() as connection:
            return inspect(connection).has_table(REVISIONS, schema=self.schema)

    @contextmanager
    def opened(self, record: Engine, data: Path) -> Iterator[Engine]:
        """An engine for its rows, beside this record."""
        address = f"sqlite:///{data / self.file}"
        if in_postgresql(record):
            address = in_schema(record.url, self.schema).render_as_string(hide_password=False)
        engine = open_engine(address)
        try:
            yield engine
        finally:
            engine.dispose()


def undressed(metadata: MetaData) -> MetaData:
    """The same tables without what a library makes of a text, as the hub does of its JSON: it goes over as it stands."""
    plain = MetaData()
    for table in metadata.sorted_tables:
        for column in table.to_metadata(plain).columns:
            if isinstance(column.type, TypeDecorator):
                column.type = column.type.impl_instance
    return plain


def in_postgresql(record: Engine) -> bool:
    """Whether what lies beside this record are schemas."""
    return record.dialect.name == "postgresql"


def all_beside(record: Engine, data: Path) -> list[Beside]:
    """What lies beside this record: the hub where it has run, and every book."""
    books = [
        Beside(schema_of(number), BOOKS / str(number) / FILE_OF_ROWS) for number in books_in(data / BOOKS)
    ]
    return [each for each in (Beside(HUB, HUB_FILE), *books) if each.exists(record, data)]


def bring_over(each: Beside, source: Engine, target: Engine) -> list[Copied]:
    """Copy one of them into an empty place, and compare; raises CannotMove where its tables are another version's."""
    these = [*each.tables.sorted_tables, revisions()]
    with snapshot(source) as here:
        known = inspect(here)
        for table in these:
            there = (
                {column["name"] for column in known.get_columns(table.name)}
                if known.has_table(table.name)
                else set()
            )
            if there != set(table.columns.keys()):
                raise CannotMove(
                    f"{each.schema} の表 {table.name} が、この版の形ではありません。この版の立山を一度起動してから、もう一度実行してください"
                    f" / table {table.name} of {each.schema} has another version's shape: start this Tateyama once, and run this again"
                )
        make_tables(each.schema, these, target)
        return carry(these, here, target)


def make_tables(schema: str, these: Sequence[Table], target: Engine) -> None:
    """Make the empty tables, and their schema where the target is PostgreSQL."""
    with target.connect().execution_options(tateyama_writes=True) as there, there.begin():
        if in_postgresql(target):
            there.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
        for table in these:
            table.create(there)


def revisions() -> Table:
    """Where hub and nbgrader note which migration their tables stand at."""
    return Table(REVISIONS, MetaData(), Column("version_num", String(32), primary_key=True))


def require_none(record: Engine, data: Path, these: Sequence[Beside]) -> None:
    """Refuse a target beside which one of these, or another schema of a platform, is already."""
    if in_postgresql(record):
        with record.connect() as connection:
            found = [
                name
                for name in inspect(connection).get_schema_names()
                if name == HUB or name.startswith("book_")
            ]
    else:
        found = [str(data / each.file) for each in these if each.exists(record, data)]
    if found:
        raise CannotMove(
            f"移す先には {found[0]} がすでにあります。空のデータベースを指定するか、そのファイルを別の場所へ移してください"
            f" / the target holds {found[0]} already: name an empty database, or move that file away"
        )


def note_schemas(data: Path, these: Sequence[Beside]) -> None:
    """Say in each book's folder that its rows are in PostgreSQL."""
    for each in these:
        if each.schema != HUB:
            note = (data / each.file).with_name(SCHEMA_NOTE)
            note.write_text(f"{each.schema}\n", encoding="ascii")
            note.chmod(0o600)
            leave_to_owner(note)
