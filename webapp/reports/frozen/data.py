"""写し: cells and words as JSON, so that a release can be read years later and its bytes made again."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from webapp.region import Words
from webapp.reports.numerals import Cell, Sign


def cell_data(cell: Cell) -> Any:
    """A whole number is itself; a decimal keeps its digits as text, a sign its name."""
    if isinstance(cell, Sign):
        return {"sign": cell.name}
    return {"decimal": str(cell)} if isinstance(cell, Decimal) else cell


def cell_from(data: Any) -> Cell:
    """What `cell_data` wrote."""
    if not isinstance(data, dict):
        return int(data)
    return Sign[data["sign"]] if "sign" in data else Decimal(data["decimal"])


def words_data(words: Words) -> list[str]:
    """Japanese, then English."""
    return [words.ja, words.en]


def words_from(data: list[str]) -> Words:
    """What `words_data` wrote."""
    return Words(*data)


def canonical(data: Any) -> bytes:
    """The one way in which a snapshot is written, so that the same content has the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: Any) -> str:
    """SHA-256 of those bytes, in hexadecimal."""
    return hashlib.sha256(canonical(data)).hexdigest()
