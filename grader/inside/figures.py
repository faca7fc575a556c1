"""In S: what the learner's cells drew, described in plain data; the tests' side reads it in ``drawn``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable
from typing import Any

MAX_FIGURES = 20
MAX_POINTS = 100_000
MAX_TEXT = 1_000
MAX_PARTS = 2_000


class Album:
    """The newest figures, in the order they were made.

    As in a notebook, the next cell starts a figure of its own instead of drawing on: what a cell drew is taken
    out of pyplot when the cell ends, and kept here.
    """

    def __init__(self) -> None:
        self._figures: list[Any] = []

    def take(self) -> None:
        """Keep what is open now."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        with contextlib.suppress(Exception):
            for number in pyplot.get_fignums():
                self._figures.append(pyplot.figure(number))
            pyplot.close("all")
        del self._figures[:-MAX_FIGURES]

    def describe(self) -> list[dict[str, Any]]:
        """Every figure as plain data."""
        self.take()
        points = Points()
        return [_figure(figure, points) for figure in self._figures]


class Points:
    """Counts the points of all figures together; those beyond the limit are left out."""

    def __init__(self) -> None:
        self._left = MAX_POINTS

    def plain(self, numbers: Iterable[Any]) -> list[float]:
        """The numbers as Python's own, as many as there is room for."""
        taken = [float(number) for number in list(numbers)[: self._left]]
        self._left -= len(taken)
        return taken


def _figure(figure: Any, points: Points) -> dict[str, Any]:
    return {
        "title": _text(figure.get_suptitle()),
        "axes": [_axes(axes, points) for axes in figure.axes[:MAX_PARTS]],
    }


def _axes(axes: Any, points: Points) -> dict[str, Any]:
    legend = axes.get_legend()
    return {
        "title": _text(axes.get_title() or axes.get_title("left") or axes.get_title("right")),
        "xlabel": _text(axes.get_xlabel()),
        "ylabel": _text(axes.get_ylabel()),
        "xlim": [float(end) for end in axes.get_xlim()],
        "ylim": [float(end) for end in axes.get_ylim()],
        "xscale": _text(axes.get_xscale()),
        "yscale": _text(axes.get_yscale()),
        "legend": _texts(legend.get_texts() if legend else ()),
        "xticks": _texts(axes.get_xticklabels()),
        "yticks": _texts(axes.get_yticklabels()),
        "lines": [_line(line, points) for line in axes.get_lines()[:MAX_PARTS]],
        "bars": list(_bars(axes)),
        "points": [
            _scatter(drawn, points) for drawn in axes.collections[:MAX_PARTS] if _is(drawn, "PathCollection")
        ],
        "texts": [_placed(text) for text in axes.texts[:MAX_PARTS]],
        "wedges": [_wedge(patch) for patch in axes.patches[:MAX_PARTS] if _is(patch, "Wedge")],
    }


def _line(line: Any, points: Points) -> dict[str, Any]:
    x, y = points.plain(line.get_xdata(orig=False)), points.plain(line.get_ydata(orig=False))
    return {"label": _text(line.get_label()), "x": x, "y": y, "colour": _colour(line.get_color())}


def _bars(axes: Any) -> Iterable[dict[str, Any]]:
    label = {id(bar): _text(group.get_label()) for group in axes.containers for bar in group}
    for bar in [patch for patch in axes.patches if _is(patch, "Rectangle")][:MAX_PARTS]:
        yield {
            "label": label.get(id(bar), ""),
            "x": float(bar.get_x()),
            "width": float(bar.get_width()),
            "height": float(bar.get_height()),
            "bottom": float(bar.get_y()),
            "colour": _colour(bar.get_facecolor()),
        }


def _scatter(drawn: Any, points: Points) -> dict[str, Any]:
    places = drawn.get_offsets()
    x, y = points.plain(places[:, 0]), points.plain(places[:, 1])
    return {"label": _text(drawn.get_label()), "x": x, "y": y}


def _placed(text: Any) -> dict[str, Any]:
    # At a date, or at a category, the plain position is no number.
    x, y = text.get_unitless_position()
    return {"text": _text(text.get_text()), "x": float(x), "y": float(y)}


def _wedge(patch: Any) -> dict[str, Any]:
    return {
        "label": _text(patch.get_label()),
        "start": float(patch.theta1),
        "end": float(patch.theta2),
        "colour": _colour(patch.get_facecolor()),
    }


def _colour(colour: Any) -> str:
    """A colour as #rrggbb, whichever way it was written."""
    from matplotlib.colors import to_hex

    return to_hex(colour)


def _is(drawn: Any, kind: str) -> bool:
    return any(base.__name__ == kind for base in type(drawn).__mro__)


def _texts(labels: Iterable[Any]) -> list[str]:
    return [_text(label.get_text()) for label in list(labels)[:MAX_PARTS]]


def _text(text: Any) -> str:
    return str(text)[:MAX_TEXT]
