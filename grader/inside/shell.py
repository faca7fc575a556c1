"""The plain IPython shell that learners' cells run in: magics work, nothing is shown, of what is printed a little kept."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import sys
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.formatters import DisplayFormatter
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance
from traitlets.config import Config

from grader.inside import nose_tools
from grader.inside.figures import Album

MAX_PRINTED_BY_CELL = 100_000
# All cells of a notebook together.
MAX_PRINTED = 2_000_000


class Nowhere(io.TextIOBase):
    """Standard output that keeps nothing, so that printing can fill neither memory nor a pipe."""

    def writable(self) -> bool:
        """Everything may be written here."""
        return True

    def write(self, text: str) -> int:
        """Take the text and forget it."""
        return len(text)


class Transcript(Nowhere):
    """Standard output that keeps the beginning of what is printed, and forgets the rest."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, limit: int) -> None:
        """Keep up to so many characters from now on."""
        self._kept: list[str] = []
        self._left = limit

    @property
    def text(self) -> str:
        """What was kept since the beginning."""
        return "".join(self._kept)

    def write(self, text: str) -> int:
        """Take the text, as far as there is room."""
        if kept := text[: self._left]:
            self._kept.append(kept)
            self._left -= len(kept)
        return len(text)


class QuietDisplay(DisplayHook):
    """Remembers the last value as ``_`` but never formats it: nobody reads it here."""

    def compute_format_data(self, result: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """No representation at all."""
        return {}, {}

    def write_output_prompt(self) -> None:
        """No prompt."""


class QuietFormatter(DisplayFormatter):
    """Formats nothing, so that a display costs nothing and a learner's repr is never run."""

    def format(
        self, obj: Any, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """No representation at all."""
        return {}, {}


_SYNTAX = list(TransformerManager().token_transformers)  # type: ignore[no-untyped-call]


class PlainPythonFirst(TransformerManager):
    """Looks for IPython's own syntax only in cells that are no Python without it.

    IPython looks word by word, in Python; that costs more than most cells take to run.
    """

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Leave plain Python as it is, unless the learner has added a syntax."""
        if self.token_transformers == _SYNTAX and _is_python("".join(lines)):
            return lines
        return list(super().do_token_transforms(lines))  # type: ignore[no-untyped-call]


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except Exception:
        return False
    return True


class QuietShell(InteractiveShell):
    """A shell that renders no traceback and keeps no output."""

    displayhook_class = QuietDisplay
    input_transformer_manager = Instance(PlainPythonFirst, ())

    def init_display_formatter(self) -> None:
        """Take the formatter that formats nothing."""
        self.display_formatter = QuietFormatter(parent=self)

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """Take %matplotlib as said: figures are made in memory and shown nowhere."""
        return "agg", "agg"

    def _tee(self, channel: str) -> Any:
        # IPython would keep everything printed in memory for its history.
        return contextlib.nullcontext()

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Keep quiet: the result object carries the error."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """Keep quiet: the result object carries the error."""

    def init_virtualenv(self) -> None:
        """The interpreter is already the right one."""


class Shell:
    """A learner's namespace and how a cell runs in it."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        self._shell: Any = QuietShell.instance(config=config)
        self.transcript = Transcript()
        sys.stdout, sys.stderr = self.transcript, Nowhere()
        self._room = MAX_PRINTED
        # What each cell printed, in the order they ran, and what they drew.
        self.printed: list[str] = []
        self.album = Album()
        nose_tools.offer()
        self.namespace: dict[str, Any] = self._shell.user_ns
        # What IPython loads and makes before its first cell, whatever that says, is loaded once and not per submission.
        self._shell.run_cell("pass", store_history=False)  # type: ignore[no-untyped-call]

    def run(self, text: str) -> dict[str, Any]:
        """Run one cell; says which of Python's own errors ended it and in which line, if any."""
        self.transcript.begin(min(self._room, MAX_PRINTED_BY_CELL))
        result = self._shell.run_cell(text, store_history=False)
        self._keep()
        error = result.error_before_exec or result.error_in_exec
        return {"error": None} if error is None else {"error": _known(type(error)), "line": _line(error)}

    def _keep(self) -> None:
        """Keep what a cell printed and drew."""
        self.printed.append(self.transcript.text)
        self._room -= len(self.printed[-1])
        self.album.take()


def _known(kind: type[BaseException]) -> str:
    name = kind.__name__
    return name if getattr(builtins, name, None) is kind else "Exception"


def _line(error: BaseException) -> int | None:
    """The line in the cell where the error arose."""
    if isinstance(error, SyntaxError):
        return error.lineno
    trace, line = error.__traceback__, None
    while trace is not None:
        if "ipython-input" in trace.tb_frame.f_code.co_filename:
            line = trace.tb_lineno
            break
        trace = trace.tb_next
    return line
