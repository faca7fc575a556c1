"""一行一値: every published cell as a row of its own; counts of people apart, because a bound is put on those."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from webapp.region import Words
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Cell, Sign

# Counts whose distinct contributors are people: in a published one there are never fewer than the threshold.
OF_PEOPLE = frozenset({"I04", "I06", "I07", "I08a", "I08b", "I11"})
MARKS = {
    Sign.NIL: "nil",
    Sign.UNKNOWN: "not_counted",
    Sign.PENDING: "pending",
    Sign.HIDDEN: "suppressed",
    Sign.ALL_NEW: "from_nothing",
}


@dataclass(frozen=True)
class Fact:
    """一つの値: which table, line and column it stands in, and the number or what stands instead of one."""

    table: str
    row: str
    row_label: Words
    indicator: str
    label: Words
    unit: Words
    value: int | Decimal | None
    mark: str

    @property
    def is_of_people(self) -> bool:
        """Whether it is a count of people, of this year's and not a target, a change or another year's constant."""
        return self.indicator in OF_PEOPLE and not isinstance(self.value, Decimal)


def facts_of(report: ParticipationReport) -> Iterator[Fact]:
    """Every cell of every table, in the order of the report."""
    for table in report.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield _fact(table, row, column, cell)


def _fact(table: Table, row: Row, column: Column, cell: Cell) -> Fact:
    is_sign = isinstance(cell, Sign)
    return Fact(
        table=table.key,
        row=row.key,
        row_label=row.label,
        indicator=column.indicator or row.indicator or column.key,
        label=column.label,
        unit=column.unit if column.unit.ja else row.unit,
        value=None if is_sign else cell,  # type: ignore[arg-type]
        mark=MARKS[cell] if is_sign else "",  # type: ignore[index]
    )
