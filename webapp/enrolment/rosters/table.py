"""見出しと行: where in a sheet the roster begins, what its columns mean, and which lines are no people."""

import re
from dataclasses import dataclass

from webapp.enrolment.rosters.columns import Field, fields_of
from webapp.enrolment.rosters.inside.sheet import Sheet
from webapp.enrolment.rosters.reading import Refusal

FARTHEST_HEADER = 40  # rows that hold something; titles and notes of an office form stand above it
WHO = {Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.KANA, Field.FAMILY_KANA, Field.EMAIL}
NO_PERSON = re.compile(r"^\s*(?:※|＊|\*|注|（注|\(注|以上|計$|合計|小計|備考|作成|【)")
# The mark of a row that shows how to fill the form in, as in our own 記入用の様式.
EXAMPLE = re.compile(
    r"^\s*[(（【\[]?\s*(?:記入例|入力例|例|見本|サンプル|sample|example)\s*[)）】\]]?\s*[:：]?\s*\d*\s*$",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """一行: its number as the spreadsheet program counts it, and its cells by column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """名簿の表: columns with what they mean, people's rows, and what was passed over."""

    headings: tuple[str, ...]
    fields: tuple[Field | None, ...]
    lines: tuple[Line, ...]
    header_row: int
    # Lines after the header that are no people: notes, totals, examples, a header printed again.
    passed_over: tuple[Line, ...]


@dataclass(frozen=True)
class _Header:
    headings: list[str]
    fields: list[Field | None]
    place: int  # of the first line below it
    number: int

    @property
    def score(self) -> int:
        return sum(field is not None for field in self.fields)


def find_table(sheet: Sheet) -> Table:
    """Find the header and the rows of people below it; raises Refusal where there is neither."""
    header = _find_header(sheet)
    width = max(len(header.headings), *(len(cells) for _number, cells in sheet.rows[header.place - 1 :]))
    headings = header.headings + [""] * (width - len(header.headings))
    fields = header.fields + [None] * (width - len(header.fields))
    people: list[Line] = []
    others: list[Line] = []
    for number, cells in sheet.rows[header.place :]:
        line = Line(number, tuple(cells + [""] * (width - len(cells))))
        (people if _is_person(line, headings, fields) else others).append(line)
    used = [place for place in range(width) if headings[place] or any(line.cells[place] for line in people)]
    if not people:
        raise Refusal("no_people")
    return Table(
        tuple(headings[place] for place in used),
        tuple(fields[place] for place in used),
        tuple(Line(line.number, tuple(line.cells[place] for place in used)) for line in people),
        header.number,
        tuple(others),
    )


def _find_header(sheet: Sheet) -> _Header:
    """The row, or the two rows of a merged heading, in which most headings are known; the upper one of equals."""
    best: _Header | None = None
    for place in range(min(len(sheet.rows), FARTHEST_HEADER)):
        for header in _headers_at(sheet, place):
            if not WHO.isdisjoint(set(header.fields)) and (best is None or header.score > best.score):
                best = header
    if best is None or (best.score < 2 and not {Field.NAME, Field.EMAIL} & set(best.fields)):
        raise Refusal("no_header")
    return best


def _headers_at(sheet: Sheet, place: int) -> list[_Header]:
    number, upper = sheet.rows[place]
    headers = [_Header(upper, fields_of(upper), place + 1, number)]
    if place + 1 < len(sheet.rows):
        number, lower = sheet.rows[place + 1]
        # Two rows are one heading only where the lower one adds headings and holds nobody.
        known_below = sum(field is not None for field in fields_of(lower))
        if known_below >= 2 and not any("@" in cell for cell in lower):
            both = _joined(_spread(sheet, place, upper, len(lower)), lower)
            headers.append(_Header(both, _fields_of_two(both, lower), place + 2, number))
    return headers


def _spread(sheet: Sheet, place: int, upper: list[str], width: int) -> list[str]:
    """The upper heading written over every column that it was merged across."""
    number = sheet.rows[place][0]
    spread = upper + [""] * (width - len(upper))
    for top, left, _bottom, right in sheet.merged:
        if top == number and left < len(spread):
            for column in range(left, min(right + 1, len(spread))):
                spread[column] = spread[left]
    return spread


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    below = lower + [""] * (len(upper) - len(lower))
    return [f"{up} {low}".strip() if up != low else up for up, low in zip(upper, below, strict=True)]


def _fields_of_two(both: list[str], lower: list[str]) -> list[Field | None]:
    """氏名 over 姓 reads as 氏名姓; 連絡先 over 電話 says less than 電話 alone, which is tried then."""
    joined = fields_of([text.replace(" ", "") for text in both])
    alone = fields_of(lower + [""] * (len(both) - len(lower)))
    taken = {field for field in joined if field}
    return [whole or (part if part not in taken else None) for whole, part in zip(joined, alone, strict=True)]


def _is_person(line: Line, headings: list[str], fields: list[Field | None]) -> bool:
    filled = [cell for cell in line.cells if cell]
    if [cell for cell in line.cells if cell] == [heading for heading in headings if heading]:
        return False
    if any(EXAMPLE.match(cell) for cell in line.cells[: _first_fields(fields)]):
        return False
    who = [cell for cell, field in zip(line.cells, fields, strict=True) if field in WHO and cell]
    if NO_PERSON.match(filled[0]) and len(filled) <= 2:
        return False
    numbers = [cell for cell, field in zip(line.cells, fields, strict=True) if field is Field.NUMBER and cell]
    # A row that was numbered in advance and never filled in is nobody; what else stands somewhere is shown.
    return bool(who) or len(filled) - len(numbers) >= 2


def _first_fields(fields: list[Field | None]) -> int:
    """How many columns stand before and including the first that tells who it is."""
    for place, field in enumerate(fields):
        if field in WHO:
            return place + 1
    return len(fields)
