"""An .xlsx, after the guard: the first visible sheet that holds something, every cell as the text one sees."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from webapp.enrolment.rosters.inside.package import Package
from webapp.enrolment.rosters.inside.refused import Refused
from webapp.enrolment.rosters.inside.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, refuse_too_much

MOST_CELLS = 4_000_000
Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(content: bytes) -> Sheet:
    """The rows of an .xlsx; hidden rows and columns are read like the others, and it is said that there are any."""
    package = Package(content)
    try:
        workbook = load_workbook(io.BytesIO(content))
        chosen, others = _choose(workbook)
        rows = _rows(chosen)
        # calamine counts merged cells from 0.
        merged = [
            (top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in chosen.merged_cell_ranges or []
        ]
    except PasswordError:
        raise Refused("encrypted") from None
    except (CalamineError, ValueError, OverflowError):
        raise Refused("damaged") from None
    refuse_too_much(rows)
    return Sheet(rows, merged, chosen.name, others, package.hides_rows, package.hides_columns)


def _choose(workbook: CalamineWorkbook) -> tuple[CalamineSheet, list[str]]:
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
    ]
    filled = [sheet for sheet in map(workbook.get_sheet_by_name, visible) if sheet.total_height]
    if not filled:
        raise Refused("empty")
    return filled[0], [sheet.name for sheet in filled[1:]]


def _rows(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Refused("too_large")
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        words = [word(cell) for cell in cells]
        if any(words):
            rows.append((number, _cut(words)))
            if len(rows) > MOST_ROWS:
                raise Refused("too_many_rows")
    return rows


def _cut(words: list[str]) -> list[str]:
    """Without the empty columns on the right, of which a formatted sheet has thousands."""
    last = max((place for place, text in enumerate(words) if text), default=-1)
    if last >= MOST_COLUMNS:
        raise Refused("too_many_columns")
    return words[: last + 1]


def word(cell: Cell) -> str:
    """One cell as text: 5 for 5.0, 2023-04-01 for a day, nothing for a formula's error."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    # Excel writes a carriage return inside a cell as _x000D_.
    return str(cell).replace("_x000D_", "").strip()
