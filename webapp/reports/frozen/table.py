"""表: the cells as they are published, with their words; once made it never changes."""

from dataclasses import dataclass
from typing import Any

from webapp.region import Words
from webapp.reports.frozen.data import cell_data, cell_from, words_data, words_from
from webapp.reports.numerals import Cell

NO_UNIT = Words("", "")


@dataclass(frozen=True)
class Column:
    """列: what its numbers are, their unit, and the id of the definition that they open."""

    key: str
    label: Words
    unit: Words = NO_UNIT
    indicator: str | None = None

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "key": self.key,
            "label": words_data(self.label),
            "unit": words_data(self.unit),
            "indicator": self.indicator,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Column":
        """What `as_data` wrote."""
        return cls(data["key"], words_from(data["label"]), words_from(data["unit"]), data["indicator"])


@dataclass(frozen=True)
class Row:
    """行: one line of the table; `level` indents it under the line above, a total is set apart."""

    key: str
    label: Words
    cells: tuple[Cell, ...]
    level: int = 0
    is_total: bool = False
    # A line's own definition, where every line is another indicator.
    indicator: str | None = None
    unit: Words = NO_UNIT

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "key": self.key,
            "label": words_data(self.label),
            "cells": [cell_data(cell) for cell in self.cells],
            "level": self.level,
            "is_total": self.is_total,
            "indicator": self.indicator,
            "unit": words_data(self.unit),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Row":
        """What `as_data` wrote."""
        return cls(
            data["key"],
            words_from(data["label"]),
            tuple(cell_from(cell) for cell in data["cells"]),
            data["level"],
            data["is_total"],
            data["indicator"],
            words_from(data["unit"]),
        )


@dataclass(frozen=True)
class Table:
    """表: rows over columns under a title, with the notes that belong to it; every row has a cell per column."""

    key: str
    title: Words
    heading: Words  # what the rows are: 講座, 市町村, …
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row {row.key} of {self.key} has not one cell per column")

    def cell(self, row: str, column: str) -> Cell:
        """One cell by the keys of its row and column; KeyError where there is none."""
        place = next((at for at, known in enumerate(self.columns) if known.key == column), None)
        line = next((known for known in self.rows if known.key == row), None)
        if place is None or line is None:
            raise KeyError((row, column))
        return line.cells[place]

    def as_data(self) -> dict[str, Any]:
        """For a release's snapshot (JSON)."""
        return {
            "key": self.key,
            "title": words_data(self.title),
            "heading": words_data(self.heading),
            "columns": [column.as_data() for column in self.columns],
            "rows": [row.as_data() for row in self.rows],
            "notes": [words_data(note) for note in self.notes],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Table":
        """What `as_data` wrote."""
        return cls(
            data["key"],
            words_from(data["title"]),
            words_from(data["heading"]),
            tuple(Column.from_data(column) for column in data["columns"]),
            tuple(Row.from_data(row) for row in data["rows"]),
            tuple(words_from(note) for note in data["notes"]),
        )
