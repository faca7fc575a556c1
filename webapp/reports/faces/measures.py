"""列の幅: how wide the columns of a table are in half-width letters, so that no number is broken."""

import unicodedata
from collections.abc import Mapping
from typing import Any

LABEL = (8, 34)  # the first column holds words: it wraps beyond this, and is never narrower
# The name of a column wraps after six full-width letters, after twelve where there is room.
HEADING, ROOMY = 12, 24


def breadth(text: str) -> int:
    """In half-width letters: a full-width one counts twice."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def measured(table: Mapping[str, Any], heading: int = HEADING) -> list[int]:
    """One width for the labels and one for each column."""
    labels = [table["heading"], *("　" * row["level"] + row["label"] for row in table["rows"])]
    least, most = LABEL
    first = min(most, max(least, *(breadth(label) for label in labels)))
    return [first, *(_column(table, at, heading) for at in range(len(table["columns"])))]


def _column(table: Mapping[str, Any], at: int, most: int) -> int:
    numbers = max((breadth(row["cells"][at]) for row in table["rows"]), default=1)
    heading = table["columns"][at]["label"]
    # English breaks between words only.
    word = max((breadth(part) for part in heading.split()), default=1)
    is_japanese = any(unicodedata.east_asian_width(letter) in "WF" for letter in heading)
    named = (
        min(most, breadth(heading))
        if is_japanese
        else max(word, min(most, breadth(heading)) if most > HEADING else 0)
    )
    return max(numbers, named, 4)
