"""一度だけ: what many indicators start from is counted once, or written once into a temporary table (一時表)."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Column, FromClause, MetaData, Select, Table, column, event, insert, table, text
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable, DropTable

Found = TypeVar("Found")
NUMBER = "reports_set_aside"  # in `session.info`: how many temporary tables this session has had


class Once:
    """One database as it is at one moment: the same question is asked once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._kept: dict[Hashable, Any] = {}

    def once(self, asked: Hashable, count: Callable[[], Found]) -> Found:
        """What was counted already for the same question: several indicators are made of one aggregate."""
        if asked not in self._kept:
            self._kept[asked] = count()
        found: Found = self._kept[asked]
        return found

    def set_aside(
        self, asked: Hashable, rows: Callable[[], Select[Any]], key: Sequence[str] = ()
    ) -> FromClause:
        """Rows that many questions start from, as a table of this transaction, by the columns of `key` if it is asked so.

        It ends with the transaction, on either database: whoever asks in another one has it written anew.
        """
        self.session.connection()  # begins the transaction, if nothing has
        within = self.session.get_nested_transaction() or self.session.get_transaction()
        return self.once((asked, within), lambda: _written(self.session, rows(), key))


def _written(session: Session, rows: Select[Any], key: Sequence[str]) -> FromClause:
    number = session.info[NUMBER] = session.info.get(NUMBER, 0) + 1
    # Named by its place and not by chance: a page that asks the same again finds its statements compiled.
    name, columns = f"set_aside_{number}", rows.selected_columns
    made = Table(
        name,
        MetaData(),
        *(Column(one.name, one.type, primary_key=one.name in key, autoincrement=False) for one in columns),
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    session.execute(CreateTable(made))
    written = table(name, *(column(one.name, one.type) for one in columns))
    session.execute(insert(written).from_select([one.name for one in columns], rows))
    # Nobody else looks at it, so nobody else counts it: without, the planner reads all years to join them with one.
    session.execute(text(f"ANALYZE {name}"))
    if session.get_bind().dialect.name == "sqlite":
        # SQLite knows no ON COMMIT DROP; what is rolled back, it takes back by itself.
        event.listen(session, "before_commit", partial(_drop, made), once=True)
    return written


def _drop(made: Table, session: Session) -> None:
    session.execute(DropTable(made, if_exists=True))
