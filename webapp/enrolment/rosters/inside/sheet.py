"""What the child process hands back: the rows of one sheet as text, numbered as the spreadsheet program counts."""

from dataclasses import dataclass, field

from webapp.enrolment.rosters.inside.refused import Refused

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_LETTERS = 20_000_000


@dataclass
class Sheet:
    """一枚の表: rows that are not empty, and what one should know of how it was laid out."""

    rows: list[tuple[int, list[str]]]
    # Cells that were merged, as (first row, first column, last row, last column), rows counted from 1.
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    name: str = ""
    # The other sheets that hold something, which are not read.
    others: list[str] = field(default_factory=list)
    hides_rows: bool = False
    hides_columns: bool = False
    is_delimited: bool = False


def refuse_too_much(rows: list[tuple[int, list[str]]]) -> None:
    """No roster has as many rows, columns or letters as would fill a server's memory."""
    if not rows:
        raise Refused("empty")
    if len(rows) > MOST_ROWS:
        raise Refused("too_many_rows")
    if max(len(cells) for _number, cells in rows) > MOST_COLUMNS:
        raise Refused("too_many_columns")
    if sum(len(cell) for _number, cells in rows for cell in cells) > MOST_LETTERS:
        raise Refused("too_large")
