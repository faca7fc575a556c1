"""MyST の文章からノートブックへ: authored text becomes notebook nodes, and nodes become the same bytes each time."""

from typing import Any, cast

import jupytext
import nbformat
from nbformat import NotebookNode

from course.sentences import join_sentences

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def read_myst(text: str) -> NotebookNode:
    """Parse MyST Markdown; each cell's id is its grade_id or its position, so that two builds agree."""
    notebook: NotebookNode = jupytext.reads(text, fmt="md:myst")
    notebook.metadata.clear()
    notebook.metadata.update({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for position, cell in enumerate(notebook.cells, start=1):
        cell.id = grade_id_of(cell) or f"cell-{position:03}"
        if cell.cell_type == "markdown":
            cell.source = join_sentences(cell.source)
    return notebook


def nbgrader_of(cell: NotebookNode) -> dict[str, Any]:
    """A cell's nbgrader metadata; empty for a cell that nbgrader does not know."""
    return cast(dict[str, Any], cell.metadata.get("nbgrader", {}))


def grade_id_of(cell: NotebookNode) -> str | None:
    """A cell's grade_id, where it has one."""
    return nbgrader_of(cell).get("grade_id")


def is_graded_code(cell: NotebookNode) -> bool:
    """True for the one locked test cell of an exercise."""
    return cell.cell_type == "code" and bool(nbgrader_of(cell).get("grade"))


def is_answer(cell: NotebookNode) -> bool:
    """True for a code cell in which a learner answers."""
    return cell.cell_type == "code" and bool(nbgrader_of(cell).get("solution"))


def to_bytes(notebook: NotebookNode) -> bytes:
    """Write a valid notebook as UTF-8 with sorted keys and one newline at the end."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return text.rstrip("\n").encode() + b"\n"
