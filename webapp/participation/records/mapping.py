"""提供先の様式: the mapping file of one recipient; which of our fields stands in which column, and how it is written."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from webapp.enrolment.letters.contents import wareki
from webapp.participation.records.fields import FIELDS
from webapp.programme.operations import NotPossible
from webapp.spreadsheet import fits_cp932, guarded
from webapp.wording import mark

STANDARD = Path(__file__).with_name("standard.toml")
ENCODINGS = ("cp932", "utf-8-sig")
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}
DATES = {
    "2026-04-01": "%Y-%m-%d",
    "2026/04/01": "%Y/%m/%d",
    "20260401": "%Y%m%d",
    "令和8年4月1日": "",
}
DAYS = ("starts_on", "ends_on", "completed_on")
LONGEST, MOST_COLUMNS = 20_000, 60


@dataclass(frozen=True)
class RecordForm:
    """様式: columns as (head, field), and how days, letters and lines are written."""

    columns: tuple[tuple[str, str], ...]
    encoding: str
    line_end: str
    dates: str

    @property
    def fields(self) -> tuple[str, ...]:
        """What of a record goes to this recipient, and nothing else."""
        return tuple(dict.fromkeys(field for _head, field in self.columns))


def read_form(text: str) -> RecordForm:
    """Read a mapping file; raises NotPossible with what to mend."""
    if len(text) > LONGEST:
        raise NotPossible(mark("様式の対応表が長すぎます"))
    try:
        told = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        raise NotPossible(mark("様式の対応表を読めません。TOMLの書き方を確かめてください")) from None
    if told.get("encoding") not in ENCODINGS:
        raise NotPossible(mark('様式の対応表の encoding は、"cp932" か "utf-8-sig" にしてください'))
    if told.get("line_end") not in LINE_ENDS or told.get("dates") not in DATES:
        raise NotPossible(mark("様式の対応表の line_end と dates を、標準の様式に挙げた書き方にしてください"))
    return RecordForm(_columns(told.get("columns")), told["encoding"], told["line_end"], told["dates"])


def typed_form(heads: Sequence[str], fields: Sequence[str], encoding: str, line_end: str, dates: str) -> str:
    """What was typed on the page, as a mapping file; a line without a head and without a field is no column."""
    columns = [
        f"[[columns]]\nhead = {_quoted(head)}\nfield = {_quoted(field)}\n"
        for head, field in zip(heads, fields, strict=False)
        if head.strip() or field
    ]
    written = {"encoding": encoding, "line_end": line_end, "dates": dates}
    head = "".join(f"{key} = {_quoted(value)}\n" for key, value in written.items())
    return "\n".join([head, *columns])


def _quoted(text: str) -> str:
    # JSON's texts are TOML's, once what neither can hold is gone.
    return json.dumps(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", text).strip(), ensure_ascii=False)


def standard_form() -> str:
    """標準の様式, to begin with."""
    return STANDARD.read_text(encoding="utf-8")


def unwritable(form: RecordForm, told: Mapping[str, str]) -> list[str]:
    """The characters of a record that the recipient's encoding cannot write, each once."""
    letters: dict[str, None] = {}
    for cell in cells(form, told):
        for letter in cell:
            if form.encoding == "cp932" and not fits_cp932(letter):
                letters[letter] = None
    return list(letters)


def as_file(form: RecordForm, records: Sequence[Mapping[str, str]]) -> bytes:
    """The recipient's CSV; raises UnicodeEncodeError rather than dropping or changing a single letter."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=LINE_ENDS[form.line_end])
    writer.writerow([head for head, _field in form.columns])
    writer.writerows(cells(form, told) for told in records)
    return written.getvalue().encode(form.encoding)


def cells(form: RecordForm, told: Mapping[str, str]) -> list[str]:
    """One row, in the recipient's order."""
    return [_cell(form, field, told.get(field, "")) for _head, field in form.columns]


def _cell(form: RecordForm, field: str, value: str) -> str:
    if field in DAYS and value:
        day = date.fromisoformat(value)
        return day.strftime(DATES[form.dates]) if DATES[form.dates] else wareki(day)
    return guarded(value)


def _columns(told: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(told, list) or not 1 <= len(told) <= MOST_COLUMNS:
        raise NotPossible(mark("様式の対応表に [[columns]] を一つ以上書いてください"))
    columns = []
    for column in told:
        head, field = (column.get(key) if isinstance(column, dict) else None for key in ("head", "field"))
        if not isinstance(head, str) or not head.strip() or field not in FIELDS:
            raise NotPossible(
                mark("様式の対応表の列には、head（見出し）と、使える名前の field を書いてください")
            )
        columns.append((head, str(field)))
    return tuple(columns)
