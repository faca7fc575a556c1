"""市町村別1枚: what a paper of one town says, taken from the cells that everybody may read."""

from fractions import Fraction

from webapp.region import Region, Words
from webapp.reports.assembling.worlds import BY_TOWN
from webapp.reports.disclosure.refusing import town_refusal
from webapp.reports.frozen.report import Section
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign, rounded, write
from webapp.wording import mark

TITLE = mark("この市町村の受講者")
SHARE, PER_CENT = mark("県全体に占める割合"), Words("％", "%")


class TownTooSmall(ValueError):
    """A town with fewer than 2k people, or whose number is hidden, gets no paper of its own."""


def town_sections(
    code: str, region: Region, tables: tuple[Table, ...], threshold: int, labels: Labels
) -> tuple[Section, ...]:
    """The town's persons beside all; raises TownTooSmall where everybody could guess who they are."""
    table = next((table for table in tables if table.key == BY_TOWN), None)
    row = next((row for row in table.rows if row.key == code), None) if table else None
    if table is None or row is None or not isinstance(row.cells[0], int):
        raise TownTooSmall(code)
    own, whole = row.cells[0], table.cell("total", table.columns[0].key)
    if town_refusal(own, threshold, table.key) is not None:
        raise TownTooSmall(code)
    share = Column("share", labels.both(SHARE), PER_CENT)
    lines = (
        Row(code, row.label, (own, _share(own, whole)), indicator="I07"),
        Row("total", labels.line("*"), (whole, _share(whole, whole)), is_total=True, indicator="I07"),
    )
    printed = Table("town", labels.both(TITLE), table.heading, (table.columns[0], share), lines, table.notes)
    said = Words(
        f"{row.label.ja}の実受講者数は{write(own)}人です（県全体{write(whole)}人）。",
        f"{write(own)} persons of {row.label.en} took part ({write(whole)} in all).",
    )
    return (Section("town", labels.both(TITLE), (said,), (printed,)),)


def _share(part: Cell, whole: Cell) -> Cell:
    if not isinstance(part, int) or not isinstance(whole, int) or not whole:
        return Sign.NIL
    return rounded(Fraction(100 * part, whole))
