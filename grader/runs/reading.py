"""Reads what the learner's process says of its cells, with distrust: anything not exactly as expected is left out."""

from __future__ import annotations

import base64
import binascii
import builtins
import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from grader.contract import Words
from grader.runs.contract import CellShown, ErrorShown, Picture, Printed, Shown, ShownCell, TableShown
from grader.words import NOTHING

MAX_REPORT = 3_000_000  # bytes of one line
MAX_CONTAINERS = 20_000  # brackets, each of which takes eighty bytes once it is read
MAX_SHOWN = 60
MAX_TEXT = 20_000  # characters of one cell's printing, all together
MAX_ROWS, MAX_COLUMNS, MAX_CELLS, MAX_CELL_TEXT = 120, 60, 3_000, 500
MAX_PICTURES, MAX_PNG, MAX_SIDE = 6, 400_000, 4_000
MAX_SENTENCE = 400
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def read_cell(line: bytes) -> CellShown:
    """What one cell showed, as far as it can be taken."""
    told = _report(line)
    reader = _Reader()
    kept = tuple(reader.kept(told.get("shown")))
    return CellShown(kept, _error(told.get("error")), told.get("cut") is True or reader.cut or not told)


def _report(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_REPORT or line.count(b"[") + line.count(b"{") > MAX_CONTAINERS:
        return {}
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if type(told) is dict else {}


class _Reader:
    """Takes what fits, in order, and remembers whether something did not."""

    def __init__(self) -> None:
        self.cut = False
        self._characters, self._pictures = MAX_TEXT, MAX_PICTURES

    def kept(self, told: object) -> Iterator[Shown]:
        if type(told) is not list:
            return
        self.cut = len(told) > MAX_SHOWN
        for one in told[:MAX_SHOWN]:
            if (taken := self._one(one)) is None:
                self.cut = True
            else:
                yield taken

    def _one(self, told: object) -> Shown | None:
        if type(told) is not dict:
            return None
        match told.get("kind"):
            case "printed":
                return self._printed(told)
            case "table":
                return _table(told)
            case "picture":
                return self._picture(told)
        return None

    def _printed(self, told: Mapping[str, Any]) -> Printed | None:
        text = told.get("text")
        if type(text) is not str or not self._characters:
            return None
        kept = _clean(text[: self._characters])
        self.cut = self.cut or len(text) > self._characters
        self._characters -= len(kept)
        return Printed(kept, told.get("loud") is True)

    def _picture(self, told: Mapping[str, Any]) -> Picture | None:
        png = told.get("png")
        if type(png) is not str or not self._pictures or len(png) > MAX_PNG * 4 // 3 + 4:
            return None
        self._pictures -= 1
        try:
            size = size_of(base64.b64decode(png.encode("ascii"), validate=True))
        except (binascii.Error, UnicodeEncodeError, ValueError):
            return None
        return Picture(png, *size)


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; raises ValueError for anything else, and for one too large to be shown."""
    if not content.startswith(SIGNATURE) or content[12:16] != b"IHDR" or len(content) < 33:
        raise ValueError("no PNG")
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE) or not content.endswith(b"IEND\xaeB`\x82"):
        raise ValueError("no PNG that can be shown")
    return width, height


def _table(told: Mapping[str, Any]) -> TableShown | None:
    rows, note = told.get("rows"), told.get("note", "")
    if type(rows) is not list or not 0 < len(rows) <= MAX_ROWS or type(note) is not str:
        return None
    if any(type(row) is not list or len(row) > MAX_COLUMNS for row in rows):
        return None
    if sum(map(len, rows)) > MAX_CELLS:
        return None
    read = [[_cell(cell) for cell in row] for row in rows]
    if any(cell is None for row in read for cell in row):
        return None
    return TableShown(tuple(tuple(cell for cell in row if cell) for row in read), _clean(note[:100]))


def _cell(told: object) -> ShownCell | None:
    if type(told) is not dict or type(told.get("text")) is not str:
        return None
    columns, rows = told.get("columns", 1), told.get("rows", 1)
    if type(columns) is not int or type(rows) is not int:
        return None
    if not (1 <= columns <= MAX_COLUMNS and 1 <= rows <= MAX_ROWS):
        return None
    return ShownCell(_clean(told["text"][:MAX_CELL_TEXT]), told.get("head") is True, columns, rows)


def _error(told: object) -> ErrorShown | None:
    if type(told) is not dict:
        return None
    name, text, line = told.get("name"), told.get("text"), told.get("line")
    # Only Python's own errors keep their names: a class of the learner's may be called anything.
    known = getattr(builtins, name, None) if type(name) is str else None
    if not (isinstance(known, type) and issubclass(known, BaseException)):
        name = "Exception"
    return ErrorShown(
        str(name),
        _clean(text[:MAX_SENTENCE]) if type(text) is str else "",
        line if type(line) is int and 0 < line < 100_000 else None,
        _words(told.get("what")),
        _words(told.get("mend")),
    )


def _words(told: object) -> Words:
    if type(told) is not dict or type(told.get("ja")) is not str or type(told.get("en")) is not str:
        return NOTHING
    return Words(_clean(told["ja"][:MAX_SENTENCE]), _clean(told["en"][:MAX_SENTENCE]))


def _clean(text: str) -> str:
    """Text without what no page and no database takes: control characters and halves of characters."""
    return "".join(
        letter
        if letter in "\n\t" or (letter >= " " and letter != "\x7f" and not "\ud800" <= letter <= "\udfff")
        else "\ufffd"
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
    )
