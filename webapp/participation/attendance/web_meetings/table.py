"""参加記録の表: where in an exported file the people stand, and each of their stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.participation.attendance.web_meetings.columns import Column, columns_of, duration_of, moment_of

# Teams numbers the parts of its file: 「3. 会議中のアクティビティ」 ends the people before it.
PART = re.compile(r"^\s*\d+\s*[.．、]\s*\S")


class NoList(Exception):
    """No attendance list of a web meeting: nowhere names beside how long they were there."""


@dataclass(frozen=True)
class Stay:
    """一回の入室: as the file tells it; somebody who lost the connection has several."""

    name: str
    email: str
    joined: datetime | None
    left: datetime | None
    lasted: timedelta | None


@dataclass(frozen=True)
class _Part:
    columns: dict[Column, int]
    rows: Sequence[Sequence[str]]

    @property
    def tells_stays(self) -> bool:
        return {Column.JOINED, Column.LEFT} <= self.columns.keys()


def stays_in(sheet: Sheet) -> list[Stay]:
    """Everybody's stays; from a file that tells single stays and sums, the single ones. Raises NoList."""
    parts = [part for part in _parts(sheet) if part.rows]
    if not parts:
        raise NoList
    best = max(parts, key=lambda part: (part.tells_stays, len(part.rows)))
    stays = [_stay(best, row) for row in best.rows]
    return [stay for stay in stays if stay.name or stay.email]


def _parts(sheet: Sheet) -> list[_Part]:
    parts: list[_Part] = []
    rows: list[Sequence[str]] | None = None
    for _number, cells in sheet.rows:
        columns = columns_of(cells)
        if _tells_who(columns) and _tells_time(columns):
            rows = []
            parts.append(_Part(columns, rows))
        elif len([cell for cell in cells if cell]) == 1 and PART.match(cells[0]):
            rows = None
        elif rows is not None:
            rows.append(cells)
    return parts


def _tells_who(columns: dict[Column, int]) -> bool:
    # The head of Zoom's file names the host's address beside the meeting's own length.
    return Column.NAME in columns or {Column.EMAIL, Column.JOINED} <= columns.keys()


def _tells_time(columns: dict[Column, int]) -> bool:
    pairs = ({Column.JOINED, Column.LEFT}, {Column.FIRST_JOINED, Column.LAST_LEFT}, {Column.MINUTES})
    return any(pair <= columns.keys() for pair in pairs)


def _stay(part: _Part, row: Sequence[str]) -> Stay:
    def cell(column: Column) -> str:
        place = part.columns.get(column)
        return row[place].strip() if place is not None and place < len(row) else ""

    sums = not part.tells_stays
    return Stay(
        cell(Column.NAME),
        cell(Column.EMAIL),
        moment_of(cell(Column.FIRST_JOINED if sums else Column.JOINED)),
        moment_of(cell(Column.LAST_LEFT if sums else Column.LEFT)),
        # Between the first join and the last leave somebody may have been away: only the sum says for how long.
        duration_of(cell(Column.MINUTES)) if sums else None,
    )
