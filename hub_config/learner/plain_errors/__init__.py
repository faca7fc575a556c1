"""Errors in words (やさしいエラー説明): an IPython extension that adds two plain lines below a traceback.

The traceback itself keeps the steps that the learner wrote and says how to see the others.
"""

import contextlib
import html
import sys
from typing import Any

from ..words import in_learners_language
from .explain import explain
from .explanation import Cell, Explanation
from .tracebacks import lengthen, shorten

STYLE = "border-left: 4px solid var(--jp-brand-color1, #1d4e89); padding: 2px 12px; margin: 4px 0; line-height: 1.7"


class PlainErrors:
    """Speaks after each cell that failed, when the traceback is on the screen already."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell

    def after_cell(self, result: Any = None) -> None:
        """Explain the cell's error; whatever goes wrong here stays here, for the cell itself must never suffer."""
        with contextlib.suppress(Exception):
            error = result.error_before_exec or result.error_in_exec
            if error is None:
                return
            explanation = explain(error, Cell(str(result.info.raw_cell), self._shell))
            if explanation is not None:
                show(explanation, rich=self._shell.has_trait("kernel"))


def show(explanation: Explanation, *, rich: bool) -> None:
    """Two lines: as a quiet note in a notebook, as text elsewhere."""
    lines = [in_learners_language(words) for words in (explanation.what, explanation.mend)]
    text = "\n".join(f"▶ {line}" for line in lines)
    if not rich:
        print(text, file=sys.stderr)
        return
    from IPython.display import publish_display_data

    found, mend = (html.escape(line) for line in lines)
    note = f'<div role="note" style="{STYLE}"><strong>{found}</strong><br>{mend}</div>'
    publish_display_data({"text/plain": text, "text/html": note})  # type: ignore[no-untyped-call]


def load_ipython_extension(shell: Any) -> None:
    """Start explaining; IPython calls this at the start of every kernel."""
    unload_ipython_extension(shell)
    shell.tateyama_plain_errors = PlainErrors(shell)
    shell.events.register("post_run_cell", shell.tateyama_plain_errors.after_cell)
    shorten(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Stop explaining."""
    present = shell.__dict__.pop("tateyama_plain_errors", None)
    if present is not None:
        shell.events.unregister("post_run_cell", present.after_cell)
        lengthen(shell)
