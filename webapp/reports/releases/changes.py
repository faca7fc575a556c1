"""正誤表: what differs between two releases, cell by cell, from their snapshots alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.region import Words
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Cell, Sign

Place = tuple[str, str, str]  # the keys of a table, a row and a column


@dataclass(frozen=True)
class Change:
    """正誤表の一行: where, what stood there (誤) and what stands there now (正); None where there is no such cell."""

    place: Place
    words: tuple[Words, Words, Words]
    before: Cell | None
    after: Cell | None


def errata(before: ParticipationReport, after: ParticipationReport) -> tuple[Change, ...]:
    """正誤表: every cell that changed, came or went, in the order of the newer report."""
    old, new = dict(_cells(before)), dict(_cells(after))
    places = [*new, *(place for place in old if place not in new)]
    changes = (_change(place, old.get(place), new.get(place)) for place in places)
    return tuple(change for change in changes if change.before != change.after)


def uncovered(before: ParticipationReport, after: ParticipationReport) -> tuple[Change, ...]:
    """The cells that were x and would now be told: masks only grow, so there may be none."""
    return tuple(
        change
        for change in errata(before, after)
        if change.before is Sign.HIDDEN and change.after not in (None, Sign.HIDDEN, Sign.UNKNOWN)
    )


_Found = tuple[tuple[Words, Words, Words], Cell]


def _change(place: Place, old: _Found | None, new: _Found | None) -> Change:
    found = new or old
    assert found is not None  # noqa: S101 - the place is one of either
    return Change(place, found[0], old[1] if old else None, new[1] if new else None)


def _cells(report: ParticipationReport) -> Iterator[tuple[Place, _Found]]:
    for table in report.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield (table.key, row.key, column.key), (_words(table, row, column), cell)


def _words(table: Table, row: Row, column: Column) -> tuple[Words, Words, Words]:
    return table.title, row.label, column.label
