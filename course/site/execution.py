"""教材を動かす: runs lesson.md in a kernel in a process of its own, and hands back what it showed (JSON in and out)."""

import json
import os
import sys
from typing import Any

SECONDS_EACH = 60


def execute(request: dict[str, Any]) -> dict[str, Any]:
    """Run the code cells in their order; each cell's outputs as a notebook holds them."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    # The figures of the page are for reading on a screen and on paper.
    # Hinted letters of an upright axis title come out bold at random.
    looks = "{'figure.dpi': 110, 'text.hinting': 'none'}"
    begin = f"%config InlineBackend.figure_formats = ['png']\n%config InlineBackend.rc = {looks}"
    texts = [begin, *(cell["text"] for cell in request["cells"])]
    notebook.cells = [nbformat.v4.new_code_cell(text) for text in texts]  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook, timeout=SECONDS_EACH, resources={"metadata": {"path": request["folder"]}}
    ).execute()
    return {"outputs": [cell.outputs for cell in notebook.cells[1:]]}


def main() -> None:
    """Read one request from standard input; the kernel draws as a notebook does."""
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    os.environ["IPYTHONDIR"] = os.path.join(os.environ["HOME"], ".ipython")
    request = json.load(sys.stdin)
    json.dump(execute(request), sys.stdout)


if __name__ == "__main__":
    main()
