"""The IPython shell of a run: what a cell prints, shows and draws is kept in its order, as text, plain tables and PNG."""

from __future__ import annotations

import base64
import contextlib
import io
import signal
import sys
import warnings
from typing import Any

from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from traitlets import Type
from traitlets.config import Config

from grader.inside import nose_tools
from grader.inside.plain_table import plain_table
from grader.inside.shell import Nowhere, QuietDisplay, QuietShell

MAX_TEXT = 20_000
MAX_SHOWN = 60
MAX_PICTURES = 6
MAX_PNG = 400_000
DOTS_PER_INCH = 100
WANTED = ["text/plain", "text/html", "image/png"]


class Shelf:
    """What the cell that runs has shown so far; the rest is forgotten."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget all, for the next cell."""
        self.shown: list[dict[str, Any]] = []
        self.cut = False
        self._characters, self._pictures = MAX_TEXT, MAX_PICTURES

    def write(self, text: str, loud: bool) -> None:
        """Keep printed text behind what was shown before."""
        kept = str(text[: self._characters])
        self._characters -= len(kept)
        self.cut = self.cut or len(kept) < len(text)
        last = self.shown[-1] if self.shown else {}
        if kept and last.get("kind") == "printed" and last["loud"] is loud:
            last["text"] += kept
        elif kept:
            self._put({"kind": "printed", "text": kept, "loud": loud})

    def show(self, data: dict[str, Any]) -> None:
        """Keep the richest form of a value that a plain page can show: a picture, a table, or its text."""
        picture, html = data.get("image/png"), data.get("text/html")
        if picture is not None:
            self.draw(picture if isinstance(picture, bytes) else base64.b64decode(picture))
        elif isinstance(html, str) and (table := plain_table(html)) is not None:
            self._put({"kind": "table", **table})
        elif data.get("text/plain"):
            self.write(f"{data['text/plain']}\n", loud=False)

    def draw(self, png: bytes) -> None:
        """Keep a picture."""
        if not self._pictures or len(png) > MAX_PNG:
            self.cut = True
            return
        self._pictures -= 1
        self._put({"kind": "picture", "png": base64.b64encode(png).decode("ascii")})

    def _put(self, one: dict[str, Any]) -> None:
        if len(self.shown) < MAX_SHOWN:
            self.shown.append(one)
        else:
            self.cut = True


SHELF = Shelf()


class Stream(Nowhere):
    """Standard output or standard error."""

    def __init__(self, loud: bool) -> None:
        self._loud = loud

    def write(self, text: str) -> int:
        """Take the text, as far as there is room."""
        SHELF.write(text, self._loud)
        return len(text)


class KeptDisplay(QuietDisplay):
    """Keeps the value of a cell's last line."""

    def compute_format_data(self, result: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Its forms, as far as a plain page can show them."""
        shell: Any = self.shell
        made: tuple[dict[str, Any], dict[str, Any]] = shell.display_formatter.format(result)
        return made

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep it instead of printing it."""
        SHELF.show(dict(format_dict))


class KeptPublisher(DisplayPublisher):
    """Keeps what display() is given."""

    def publish(self, data: Any, *args: Any, **kwargs: Any) -> None:
        """Keep it instead of sending it to a screen."""
        SHELF.show(dict(data))


class ShowingShell(QuietShell):
    """The quiet shell, which shows again."""

    displayhook_class = KeptDisplay
    display_pub_class = Type(KeptPublisher)

    def init_display_formatter(self) -> None:
        """Take the forms that a plain page can show, and no others."""
        self.display_formatter = DisplayFormatter(parent=self)
        self.display_formatter.active_types = WANTED


class Showing:
    """A namespace, and how a cell runs in it and is looked at."""

    def __init__(self) -> None:
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        self.shell: Any = ShowingShell.instance(config=config)
        sys.stdout, sys.stderr = Stream(loud=False), Stream(loud=True)
        nose_tools.offer()
        # Showing happens when the cell ends, as in a notebook.
        warnings.filterwarnings("ignore", message="FigureCanvasAgg is non-interactive")
        self._shell_runs("pass")

    def run(self, text: str, seconds: float) -> BaseException | None:
        """Run one cell; the error that ended it, if any."""
        SHELF.begin()
        signal.setitimer(signal.ITIMER_REAL, seconds)
        result = self._shell_runs(text)
        self._draw()
        error: BaseException | None = result.error_before_exec or result.error_in_exec
        return error

    def _shell_runs(self, text: str) -> Any:
        return self.shell.run_cell(text, store_history=False)

    def taken(self) -> tuple[list[dict[str, Any]], bool]:
        """What it showed, and whether there was more."""
        return SHELF.shown, SHELF.cut

    def _draw(self) -> None:
        """Keep what is open in pyplot, and close it, so that the next cell starts a figure of its own."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        for number in pyplot.get_fignums():
            with contextlib.suppress(Exception):
                SHELF.draw(_png(pyplot.figure(number)))
        with contextlib.suppress(Exception):
            pyplot.close("all")


def _png(figure: Any) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight")
    return file.getvalue()
