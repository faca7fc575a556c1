"""Notebooks for the book: a lesson's cells, a learner's answers, and a copy of the work that is safe to look at.

formgrader shows a notebook as a page of its own origin. Nothing that a learner made may act there, so outputs, metadata,
attachments and Markdown never get in: code is shown as code, and free text as text.
"""

import hashlib
import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WIDEST = 60  # characters in a line of free text: what stands between fences is not wrapped by a browser


@dataclass(frozen=True)
class BookCell:
    """One cell of the instructor's notebook that nbgrader knows by name."""

    name: str
    kind: str
    graded: bool
    answer: bool
    points: float

    @property
    def by_hand(self) -> bool:
        """Whether a person marks it (記述課題)."""
        return self.graded and (self.answer or self.kind != "code")


@dataclass(frozen=True)
class LessonSource:
    """An instructor's notebook, read once: its bytes, its cells as they stand, and those that nbgrader knows."""

    content: bytes
    notebook: dict[str, Any]
    cells: tuple[BookCell, ...]


def read_source(content: bytes) -> LessonSource:
    """Read a release's source notebook."""
    notebook: dict[str, Any] = json.loads(content)
    named = tuple(_book_cell(cell) for cell in notebook["cells"] if _name(cell))
    return LessonSource(content, notebook, named)


def answers_in(work: bytes) -> dict[str, str]:
    """The text of each named cell of a hand-in; of cells with the same name the first counts."""
    found: dict[str, str] = {}
    for cell in json.loads(work.decode("utf-8-sig"))["cells"]:
        if name := _name(cell):
            found.setdefault(name, _text(cell))
    return found


def digest_of(answer: str) -> str:
    """sha256 of a text, by which a mark knows what it was given for."""
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()


def readable_copy(source: LessonSource, work: bytes) -> bytes:
    """The hand-in as instructors read it: the author's cells as authored, the learner's as plain code and text."""
    cells = list(_cells(source, json.loads(work.decode("utf-8-sig"))["cells"]))
    metadata = {"kernelspec": source.notebook.get("metadata", {}).get("kernelspec", {})}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    return json.dumps(notebook, ensure_ascii=True, indent=1, sort_keys=True).encode("ascii") + b"\n"


def _cells(source: LessonSource, handed_in: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    waiting = {name: cell for cell in source.notebook["cells"] if (name := _name(cell))}
    authored = {_text(cell) for cell in source.notebook["cells"] if cell["cell_type"] == "markdown"}
    for number, cell in enumerate(handed_in):
        name = _name(cell)
        if name in waiting:
            yield _known(waiting.pop(name), _text(cell))
        elif cell["cell_type"] == "code":
            yield _made(f"added-{number}", "code", _text(cell))
        elif cell["cell_type"] == "markdown" and _text(cell) in authored:
            yield _made(f"added-{number}", "markdown", _text(cell))
        else:
            yield _made(f"added-{number}", "markdown", _as_text(_text(cell)))
    for cell in waiting.values():
        yield _known(cell, "")


def _known(cell: dict[str, Any], answer: str) -> dict[str, Any]:
    """A cell of the author's with the learner's answer in it, where it takes one."""
    about = cell["metadata"]["nbgrader"]
    kind = cell["cell_type"]
    text = _text(cell)
    if about.get("solution"):
        text = answer if kind == "code" else _as_text(answer)
    return _made(about["grade_id"], kind, text, {"nbgrader": about})


def _made(name: str, kind: str, text: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    made = {
        "id": f"c{hashlib.sha256(name.encode()).hexdigest()[:15]}",
        "cell_type": kind,
        "metadata": metadata or {},
        "source": text,
    }
    return {**made, "outputs": [], "execution_count": None} if kind == "code" else made


def _as_text(text: str) -> str:
    """Free text between fences longer than any in it: there Markdown, HTML and formulas are only characters."""
    lines = [part for line in text.splitlines() for part in textwrap.wrap(line, WIDEST) or [""]]
    longest = max((len(run) for run in "".join(c if c == "`" else " " for c in text).split()), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([fence, *lines, fence])


def _book_cell(cell: dict[str, Any]) -> BookCell:
    about = cell["metadata"]["nbgrader"]
    return BookCell(
        name=about["grade_id"],
        kind="code" if cell["cell_type"] == "code" else "markdown",
        graded=bool(about.get("grade")),
        answer=bool(about.get("solution")),
        points=float(about.get("points") or 0),
    )


def _name(cell: dict[str, Any]) -> str | None:
    metadata = cell.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = about.get("grade_id") if isinstance(about, dict) else None
    return name if isinstance(name, str) and name else None


def _text(cell: dict[str, Any]) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)
