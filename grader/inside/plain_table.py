"""A table that a value shows as HTML, as rows of plain cells: of the HTML itself nothing is kept."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

MAX_HTML = 400_000
MAX_ROWS, MAX_COLUMNS, MAX_CELL_TEXT = 120, 60, 500


def plain_table(html: str) -> dict[str, Any] | None:
    """The first table in it; None where there is none, or one too large to be looked at."""
    if len(html) > MAX_HTML or "<table" not in html:
        return None
    reader = _Reader()
    reader.feed(html)
    rows = [row for row in reader.rows if row]
    if not rows or len(rows) > MAX_ROWS or max(map(len, rows)) > MAX_COLUMNS:
        return None
    return {"rows": rows, "note": " ".join(reader.note.split())[:100]}


class _Reader(HTMLParser):
    """Takes the cells of the first table, and the paragraph behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[dict[str, Any]]] = []
        self.note = ""
        self._tables = 0
        self._done = self._noting = self._hidden = False
        self._cell: dict[str, Any] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row or a cell begins."""
        if tag == "style":
            self._hidden = True
        elif tag == "table":
            self._tables += 1
        elif tag == "p":
            self._noting = self._done
        elif self._tables == 1 and not self._done:
            self._inside(tag, dict(attrs))

    def _inside(self, tag: str, told: dict[str, str | None]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cell = {"text": "", "head": tag == "th"}
            self._cell |= {"columns": _span(told.get("colspan")), "rows": _span(told.get("rowspan"))}
            self.rows[-1].append(self._cell)
        elif tag == "br" and self._cell is not None:
            self._cell["text"] += "\n"

    def handle_endtag(self, tag: str) -> None:
        """A cell or the table ends."""
        if tag == "style":
            self._hidden = False
        elif tag == "table":
            self._tables -= 1
            self._done = self._done or not self._tables
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "p":
            self._noting = False

    def handle_data(self, data: str) -> None:
        """The text of a cell, or of what stands below."""
        if self._hidden:
            return
        if self._cell is not None:
            self._cell["text"] = (self._cell["text"] + data)[:MAX_CELL_TEXT]
        elif self._noting:
            self.note = (self.note + data)[:MAX_CELL_TEXT]


def _span(told: str | None) -> int:
    return min(max(int(told), 1), MAX_COLUMNS) if told is not None and told.isdecimal() else 1
