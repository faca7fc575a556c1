"""Reads a notebook file strictly, without running or trusting any of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from grader import words
from grader.words import Words

MAX_BYTES = 10_000_000
MAX_DEPTH = 64
MAX_CELLS = 2_000
MAX_CONTAINERS = 300_000
# From one opening bracket to the next, over strings; possessive and never failing, so that no text is read twice.
UP_TO_A_BRACKET = re.compile(r'(?:[^"\[{]++|"(?:[^"\\]++|\\.)*+"?)*+(?:[\[{]|\Z)', re.DOTALL)


class Rejected(Exception):
    """The file is not a notebook that can be scored (受け取れない提出物); ``reason`` tells the learner why."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Cell:
    """One cell: its kind, its text, its id in the file, and what nbgrader wrote about it."""

    kind: str
    text: str
    id: str | None
    nbgrader: Mapping[str, Any]

    @property
    def grade_id(self) -> str | None:
        """The name nbgrader gave the cell, if any."""
        name = self.nbgrader.get("grade_id")
        return name if type(name) is str and name else None


def read_notebook(data: bytes | str) -> tuple[Cell, ...]:
    """The cells of a notebook; raises Rejected with the reason where the file is not one."""
    document = _parse(_decode(data))
    if type(document) is not dict or type(document.get("nbformat")) is not int or document["nbformat"] != 4:
        raise Rejected(words.WRONG_FORMAT)
    cells = document.get("cells")
    if type(cells) is not list:
        raise Rejected(words.BROKEN_CELLS)
    if len(cells) > MAX_CELLS:
        raise Rejected(words.TOO_MANY_CELLS)
    return tuple(_cell(cell) for cell in cells)


def _decode(data: bytes | str) -> str:
    try:
        # Surrogates that survive in text came from broken bytes, so they count as not UTF-8.
        size = len(data.encode("utf-8")) if isinstance(data, str) else len(data)
        if size > MAX_BYTES:
            raise Rejected(words.TOO_LARGE)
        return data.removeprefix("\ufeff") if isinstance(data, str) else data.decode("utf-8-sig")
    except UnicodeError:
        raise Rejected(words.NOT_UTF8) from None


def _parse(text: str) -> Any:
    # Before anything is made of them: what takes three bytes in the file takes seventy and more in memory.
    if next(islice(UP_TO_A_BRACKET.finditer(text), MAX_CONTAINERS, None), None):
        raise Rejected(words.TOO_MANY_PARTS)
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Rejected(words.TOO_DEEP) from None
    except ValueError:
        raise Rejected(words.NOT_JSON) from None
    if _deeper_than(document, MAX_DEPTH):
        raise Rejected(words.TOO_DEEP)
    return document


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _deeper_than(document: Any, limit: int) -> bool:
    """Whether containers nest deeper than the limit; level by level, so that no recursion can overflow."""
    level = [document]
    for _ in range(limit + 1):
        level = [child for item in level for child in _children(item)]
        if not level:
            return False
    return True


def _children(item: Any) -> list[Any]:
    if type(item) is dict:
        return [value for value in item.values() if type(value) in (dict, list)]
    return [value for value in item if type(value) in (dict, list)] if type(item) is list else []


def _cell(cell: Any) -> Cell:
    if type(cell) is not dict or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise Rejected(words.BROKEN_CELLS)
    source = cell.get("source")
    if type(source) is list and all(type(line) is str for line in source):
        source = "".join(source)
    metadata = cell.get("metadata", {})
    if type(source) is not str or type(metadata) is not dict:
        raise Rejected(words.BROKEN_CELLS)
    about = metadata.get("nbgrader", {})
    name = cell.get("id")
    return Cell(
        cell["cell_type"], source, name if type(name) is str else None, about if type(about) is dict else {}
    )
