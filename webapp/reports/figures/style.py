"""図の約束: size, type, colours and marks that all charts share; they can be told apart in grey print as well."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text

from webapp.region import Words
from webapp.reports.numerals import Cell, Sign, say

INK, QUIET, LINE = "#1f2933", "#55616d", "#d9e0e8"
# In this order; each is lighter in grey than the one before, so that order survives a copier.
BLUE, OCHRE, TEAL, GREY = "#1d4e89", "#b07a1e", "#7dbfb3", "#cfd6dd"
SERIES = (BLUE, OCHRE, TEAL, GREY)
HATCHED: Any = {"facecolor": "#ffffff", "edgecolor": "#a3acb6", "hatch": "////", "linewidth": 0.8}
WIDE, NARROW = 7.2, 3.7  # inches: a page's column, a phone


@dataclass(frozen=True)
class Tile:
    """市町村の升目: where it lies, counted from the north-west, and whose it is."""

    row: int
    column: int
    name: Words


@dataclass(frozen=True)
class Style:
    """描き方: the language of its words, how wide it is, and where the tile map has each town."""

    language: str = "ja"
    width: float = WIDE
    tiles: Mapping[str, Tile] = field(default_factory=dict)

    @property
    def is_narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.width < (WIDE + NARROW) / 2

    def words(self, words: Words) -> str:
        """In the language of the chart."""
        return words.ja if self.language == "ja" else words.en

    def cell(self, cell: Cell) -> str:
        """A number or a mark as the table prints it."""
        return say(cell, self.language)


def font(size: float = 9.0) -> FontProperties:
    """The font that comes with a package, so that no host needs one of its own."""
    found = find_spec("matplotlib_fontja")
    if found is None or found.origin is None:
        raise RuntimeError("matplotlib-fontja is not installed")
    return FontProperties(fname=str(Path(found.origin).parent / "fonts" / "ipaexg.ttf"), size=size)


def canvas(style: Style, height: float) -> tuple[Figure, Axes]:
    """A white figure of this height in inches, its axes without a frame."""
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.08)
    figure = Figure(figsize=(style.width, height), facecolor="white", layout=layout)
    axes = figure.add_subplot()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LINE)
    axes.tick_params(colors=QUIET, length=0)
    axes.set_axisbelow(True)
    return figure, axes


def finish(figure: Figure, title: Words, style: Style) -> Figure:
    """Put the finding on top and every word in the font."""
    for text in figure.findobj(Text):
        text.set_fontproperties(font(8.5))
    per_line = int(style.width * 72 / 11 * 1.75)
    finding = wrapped(style.words(title), per_line)
    figure.suptitle(finding, x=0.01, ha="left", color=INK, linespacing=1.35, fontproperties=font(11.0))
    return figure


def wrapped(words: str, per_line: int) -> str:
    """Broken into lines of so many half-width characters; English between words, Japanese anywhere but before 。、）."""
    lines, line, used = [], "", 0
    for piece in _pieces(words):
        size = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in piece)
        if line and used + size > per_line and piece not in "。、）」％":
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
        line, used = line + piece, used + size
    return "\n".join([*lines, line.rstrip()])


def _pieces(words: str) -> list[str]:
    """Full-width letters one by one, everything else in runs up to the next space."""
    pieces: list[str] = []
    for letter in words:
        wide = unicodedata.east_asian_width(letter) in "WFA"
        before = pieces[-1][-1] if pieces else " "
        if wide or letter == " " or before == " " or unicodedata.east_asian_width(before) in "WFA":
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def is_number(cell: Cell) -> bool:
    """Whether there is something to draw; a mark stands as a word instead."""
    return not isinstance(cell, Sign)


def amount(cell: Cell) -> float:
    """How long a bar is: its number, or nothing for a mark."""
    return 0.0 if isinstance(cell, Sign) else float(cell)
