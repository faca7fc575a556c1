"""CSV: the same rows as the screen, for spreadsheet programs, in UTF-8 or in the office's CP932."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

# A sign such as － stands where no number can; it is an Enum whose value is what is written.
Value = str | int | Decimal | date | Enum | None

# With these a spreadsheet program takes a text for a formula; the full-width ones, where it is Japanese, too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GETA = "〓"  # what Japanese printers set for a letter that they do not have
# CP932 writes these as a twin that looks the same but is another character when read back.
TWINS = str.maketrans({"〜": "～", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢"})


class Encoding(StrEnum):
    """文字コード of a file."""

    UTF_8 = "utf-8"
    CP932 = "cp932"

    @property
    def charset(self) -> str:
        """The name that browsers know."""
        return {Encoding.UTF_8: "utf-8", Encoding.CP932: "Windows-31J"}[self]


@dataclass(frozen=True)
class Sheet:
    """Notes that stand on top, the header, and the rows."""

    notes: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_csv(sheet: Sheet, encoding: Encoding, unfit_note: str) -> bytes:
    """The file's bytes; `unfit_note` introduces the list of characters that the encoding cannot write."""
    rows = [[_text(value) for value in row] for row in sheet.rows]
    notes = list(sheet.notes)
    if encoding is Encoding.UTF_8:
        return _dump(notes, sheet.header, rows).encode("utf-8-sig")
    unfit = [*_unfit_notes(notes), *_unfit_cells(sheet.header, rows)]
    if unfit:
        notes += [unfit_note, *unfit]
    rows = [[fitted(text) for text in row] for row in rows]
    return _dump([fitted(note) for note in notes], sheet.header, rows).encode("cp932")


def fits_cp932(letter: str) -> bool:
    """Whether CP932 writes this letter so that the same one is read back."""
    try:
        return letter.encode("cp932").decode("cp932") == letter
    except UnicodeEncodeError:
        return False


def fitted(text: str) -> str:
    """The text as CP932 can write it: a twin where there is one, 〓 where there is none."""
    return "".join(letter if fits_cp932(letter) else GETA for letter in text.translate(TWINS))


def _dump(notes: Iterable[str], header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guarded(note)] for note in notes)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    # A true number stays one, even below zero; only text can pretend.
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """The text behind an apostrophe where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _unfit_notes(notes: Iterable[str]) -> Iterator[str]:
    for letter in dict.fromkeys("".join(notes)):
        if not fits_cp932(letter):
            yield _mention(letter)


def _unfit_cells(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        for column, text in zip(header, row, strict=True):
            for letter in dict.fromkeys(text):
                if not fits_cp932(letter):
                    yield f"{number}: {column}: {_mention(letter)}"


def _mention(letter: str) -> str:
    return f"U+{ord(letter):04X} → {fitted(letter)}"
