"""公表前の確認: what was merged, hidden and refused of a report, and what each of its readers could work out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from webapp.region import Words
from webapp.reports.assembling.tables import part_of, title_of
from webapp.reports.assembling.worlds import COARSER
from webapp.reports.disclosure.arranging import ALL, OTHERS
from webapp.reports.disclosure.attacker import Attack, Interval, attacks
from webapp.reports.disclosure.problem import Key
from webapp.reports.disclosure.result import Protected, Reason
from webapp.reports.frozen.table import Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign

MOSTLY = Fraction(1, 2)
# What readers and courses are called, by their keys.
Names = Mapping[str, Words]


@dataclass(frozen=True)
class TableLook:
    """表の様子: how much of it is x, what was merged in it, and whether a coarser one can be had."""

    key: str
    title: Words
    cells: int
    hidden: int
    merged: tuple[tuple[Words, ...], ...]
    can_be_coarser: bool

    @property
    def is_mostly_hidden(self) -> bool:
        """Whether more than half of what holds anybody is x."""
        return self.cells > 0 and Fraction(self.hidden, self.cells) > MOSTLY


@dataclass(frozen=True)
class RefusedLook:
    """作成しない表: which, and why."""

    key: str
    title: Words
    reason: Reason
    can_be_coarser: bool
    # The columns that are left out, where the others are published.
    part: Words | None = None


@dataclass(frozen=True)
class ReaderLook:
    """読者の結果: how many small counts there are, the narrowest of what this reader can say of them, and any found."""

    reader: str
    small: int
    covering: int
    narrowest: tuple[tuple[Words, Interval], ...]
    recovered: int


@dataclass(frozen=True)
class Look:
    """確認の全体: of one audience's report."""

    threshold: int
    tables: tuple[TableLook, ...]
    refused: tuple[RefusedLook, ...]
    readers: tuple[ReaderLook, ...]

    @property
    def recovered(self) -> int:
        """Small counts that any reader could work out; there must be none."""
        return sum(reader.recovered for reader in self.readers)

    def told(self) -> dict[str, Any]:
        """What was shown, to be kept with the decision: numbers of cells only, no count of people."""
        return {
            "threshold": self.threshold,
            "tables": {table.key: {"cells": table.cells, "hidden": table.hidden} for table in self.tables},
            "refused": {
                f"{one.key} {one.part.en}" if one.part else one.key: one.reason.value for one in self.refused
            },
            "readers": {
                reader.reader: {"small": reader.small, "recovered": reader.recovered}
                for reader in self.readers
            },
        }


def look_at(
    protected: Protected, tables: Iterable[Table], labels: Labels, names: Names, chosen: frozenset[str]
) -> Look:
    """Run the attacker on a protected report and say what it finds; `chosen` are sheets that are coarser already."""
    offered = COARSER - chosen
    return Look(
        protected.threshold,
        # Tables of people alone are protected cell by cell; in the main figures each number stands by itself.
        tuple(_table(table, protected, labels, offered) for table in tables if table.key.startswith("I")),
        tuple(
            RefusedLook(
                one.sheet,
                title_of(one.sheet, labels),
                one.reason,
                one.sheet in offered,
                part_of(one.part, labels) if one.part else None,
            )
            for one in protected.refused
        ),
        tuple(_reader(attack, labels, names) for attack in attacks(protected)),
    )


def _table(table: Table, protected: Protected, labels: Labels, offered: frozenset[str]) -> TableLook:
    cells = [cell for row in table.rows for cell in row.cells if cell is not Sign.NIL]
    rows = {row.key for row in table.rows}
    merged = [one for one in protected.merged if one.into in rows]
    return TableLook(
        table.key,
        table.title,
        len(cells),
        sum(cell is Sign.HIDDEN for cell in cells),
        tuple(tuple(labels.line(line) for line in one.lines) for one in merged),
        table.key in offered,
    )


def _reader(attack: Attack, labels: Labels, names: Names) -> ReaderLook:
    bounded = [interval for interval in attack.small if interval.most is not None]
    narrow = sorted(bounded, key=lambda one: ((one.most or 0) - one.least, one.key))[:5]
    return ReaderLook(
        attack.reader,
        len(attack.small),
        len(attack.covering),
        tuple((place_of(interval.key, labels, names), interval) for interval in narrow),
        len(attack.recovered),
    )


def place_of(key: Key, labels: Labels, names: Names) -> Words:
    """A count in words: its indicator, then its lines; what is under all of them is not named."""
    parts = [_part(part, labels, names) for part in key[1:] if part != ALL and part not in _AXES]
    name = definitions()[key[0]].name
    return Words(
        "・".join([name.ja, *(part.ja for part in parts)]), ", ".join([name.en, *(part.en for part in parts)])
    )


def _part(part: str, labels: Labels, names: Names) -> Words:
    host = part.removeprefix(OTHERS)
    if host in names:
        known = names[host]
        return known if host == part else Words(f"{known.ja}の講座以外", f"other than {known.en}")
    if len(part) == 2 and part[0] == "Q":
        return Words(f"第{part[1]}四半期", f"quarter {part[1]}")
    return labels.line(part)


_AXES = {"municipality", "area", "industry", "school_type", "age_band", "audience"}
