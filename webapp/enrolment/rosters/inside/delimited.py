"""CSV and TSV: which encoding, which separator, and the records counted as a spreadsheet program's rows."""

import codecs
import csv
import io
import re
from collections import Counter

from webapp.enrolment.rosters.inside.refused import Refused
from webapp.enrolment.rosters.inside.sheet import MOST_ROWS, Sheet, refuse_too_much

SEPARATORS = (",", "\t", ";")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
# Our own files carry this before what a spreadsheet would take for a formula.
GUARD = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")


def read_delimited(content: bytes) -> Sheet:
    """The records of a CSV or TSV file."""
    text = decode(content)
    if found := CONTROLS.search(text):
        raise Refused("no_table", text.count("\n", 0, found.start()) + 1)
    rows = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
        for number, record in enumerate(reader, start=1):
            cells = [GUARD.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in record]
            cells = [cell.strip() for cell in cells]
            if any(cells):
                while not cells[-1]:
                    cells.pop()
                rows.append((number, cells))
            if len(rows) > MOST_ROWS:
                raise Refused("too_many_rows")
    except csv.Error:
        raise Refused("quotes", rows[-1][0] + 1 if rows else 1) from None
    refuse_too_much(rows)
    return Sheet(rows, is_delimited=True)


def decode(content: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, CP932; anything else is refused rather than guessed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8) or _is_mostly_utf8(content):
            raise Refused("letters", _line(content, error.start)) from None
    text = _strictly(content, "cp932")
    if _is_mostly_half_width(text):
        # 日本語EUC looks like a heap of half-width kana when it is read as CP932.
        raise Refused("encoding")
    return text


def separator_of(text: str) -> str:
    """The separator that most of the first lines share, seen outside quotes."""
    head = re.sub(r'"(?:[^"]|"")*"', "", text[:200_000])
    lines = [line for line in head.splitlines()[:200] if line.strip()]

    def agreement(separator: str) -> int:
        counts = Counter(line.count(separator) for line in lines)
        counts.pop(0, None)
        return max((often * (1 + many) for many, often in counts.items()), default=0)

    return max(SEPARATORS, key=agreement)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("letters", _line(content, error.start)) from None


def _line(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a broken letter: read as CP932 it would become 文字化け."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) - broken > broken


def _is_mostly_half_width(text: str) -> bool:
    wide = sum(letter > "\x7f" for letter in text)
    return wide > 20 and len(HALF_WIDTH_KANA.findall(text)) > wide * 0.6
