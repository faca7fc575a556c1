"""What a test reads about the learner's figures: plain values, checked one by one, as the learner's process tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from grader.inside.verdict import NotPlainData

MAX_FIGURES = 20
MAX_ITEMS = 100_000


@dataclass(frozen=True)
class Line:
    """A line: its points, its label, its colour as #rrggbb."""

    label: str
    x: list[float]
    y: list[float]
    colour: str


@dataclass(frozen=True)
class Bar:
    """A bar: its left edge and width, its lower edge and height."""

    label: str
    x: float
    width: float
    height: float
    bottom: float
    colour: str


@dataclass(frozen=True)
class Points:
    """The points of one scatter."""

    label: str
    x: list[float]
    y: list[float]


@dataclass(frozen=True)
class Text:
    """A text placed on the axes."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Wedge:
    """A slice of a pie, from one angle to another in degrees."""

    label: str
    start: float
    end: float
    colour: str


@dataclass(frozen=True)
class Axes:
    """One plot of a figure."""

    title: str
    xlabel: str
    ylabel: str
    xlim: list[float]
    ylim: list[float]
    xscale: str
    yscale: str
    legend: list[str]
    xticks: list[str]
    yticks: list[str]
    lines: list[Line]
    bars: list[Bar]
    points: list[Points]
    texts: list[Text]
    wedges: list[Wedge]


@dataclass(frozen=True)
class Figure:
    """One figure (図): its title above all, and its plots."""

    title: str
    axes: list[Axes]


def figures_in(data: object) -> list[Figure]:
    """The figures that plain data describes; raises NotPlainData for anything not exactly as written above."""
    if type(data) is not list or len(data) > MAX_FIGURES:
        raise NotPlainData("malformed")
    return [_made(Figure, item) for item in data]


def _made(kind: type[Any], data: object) -> Any:
    wanted = {field.name: str(field.type) for field in fields(kind)}
    if type(data) is not dict or data.keys() != wanted.keys():
        raise NotPlainData("malformed")
    return kind(**{name: _read(wanted[name], data[name]) for name in wanted})


def _read(kind: str, data: object) -> Any:
    if kind.startswith("list["):
        if type(data) is not list or len(data) > MAX_ITEMS:
            raise NotPlainData("malformed")
        return [_read(kind[5:-1], item) for item in data]
    return _READERS[kind](data)


def _exactly(kind: type) -> Callable[[object], Any]:
    def read(data: object) -> Any:
        if type(data) is not kind:
            raise NotPlainData("malformed")
        return data

    return read


_PARTS = (Axes, Line, Bar, Points, Text, Wedge)
_READERS: Mapping[str, Callable[[object], Any]] = {
    "str": _exactly(str),
    "float": _exactly(float),
    **{part.__name__: lambda data, part=part: _made(part, data) for part in _PARTS},  # type: ignore[misc]
}
