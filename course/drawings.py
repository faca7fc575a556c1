"""What is drawn at this moment, in the words in which the grader tells a test of a learner's figures."""

import sys
import warnings
from types import SimpleNamespace
from typing import Any

Drawn = SimpleNamespace


def open_now() -> list[Drawn]:
    """The open figures in plain values."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    with warnings.catch_warnings():
        # Whether a drawing is without fault is asked elsewhere.
        warnings.simplefilter("ignore")
        return [_figure(pyplot.figure(number)) for number in pyplot.get_fignums()]


def take() -> list[Drawn]:
    """The same, and what is drawn next begins a figure of its own."""
    taken = open_now()
    put_away()
    return taken


def put_away() -> None:
    """What is drawn next begins a figure of its own."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


def _figure(figure: Any) -> Drawn:
    return Drawn(title=figure.get_suptitle(), axes=[_axes(axes) for axes in figure.axes])


def _axes(axes: Any) -> Drawn:
    from matplotlib.collections import PathCollection
    from matplotlib.patches import Wedge

    legend = axes.get_legend()
    return Drawn(
        title=axes.get_title() or axes.get_title("left") or axes.get_title("right"),
        xlabel=axes.get_xlabel(),
        ylabel=axes.get_ylabel(),
        xlim=_numbers(axes.get_xlim()),
        ylim=_numbers(axes.get_ylim()),
        xscale=axes.get_xscale(),
        yscale=axes.get_yscale(),
        legend=_texts(legend.get_texts() if legend else ()),
        xticks=_texts(axes.get_xticklabels()),
        yticks=_texts(axes.get_yticklabels()),
        lines=[_line(line) for line in axes.get_lines()],
        bars=_bars(axes),
        points=[_points(drawn) for drawn in axes.collections if isinstance(drawn, PathCollection)],
        texts=[_placed(text) for text in axes.texts],
        wedges=[_wedge(patch) for patch in axes.patches if isinstance(patch, Wedge)],
    )


def _line(line: Any) -> Drawn:
    x, y = _numbers(line.get_xdata(orig=False)), _numbers(line.get_ydata(orig=False))
    return Drawn(label=line.get_label(), x=x, y=y, colour=_colour(line.get_color()))


def _bars(axes: Any) -> list[Drawn]:
    from matplotlib.patches import Rectangle

    label = {id(bar): group.get_label() for group in axes.containers for bar in group}
    return [
        Drawn(
            label=label.get(id(bar), ""),
            x=float(bar.get_x()),
            width=float(bar.get_width()),
            height=float(bar.get_height()),
            bottom=float(bar.get_y()),
            colour=_colour(bar.get_facecolor()),
        )
        for bar in axes.patches
        if isinstance(bar, Rectangle)
    ]


def _points(drawn: Any) -> Drawn:
    places = drawn.get_offsets()
    return Drawn(label=drawn.get_label(), x=_numbers(places[:, 0]), y=_numbers(places[:, 1]))


def _placed(text: Any) -> Drawn:
    # At a date, or at a category, the plain position is no number.
    x, y = text.get_unitless_position()
    return Drawn(text=text.get_text(), x=float(x), y=float(y))


def _wedge(patch: Any) -> Drawn:
    return Drawn(
        label=patch.get_label(),
        start=float(patch.theta1),
        end=float(patch.theta2),
        colour=_colour(patch.get_facecolor()),
    )


def _colour(colour: Any) -> str:
    from matplotlib.colors import to_hex

    return str(to_hex(colour))


def _numbers(values: Any) -> list[float]:
    return [float(value) for value in values]


def _texts(labels: Any) -> list[str]:
    return [label.get_text() for label in labels]
