"""試す値: the inputs on which two answers are compared — the tests' own, and fixed variations of them."""

import copy
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_STATES, MOST_STATES_DRAWING, MOST_CALLS = 40, 12, 120


@dataclass(frozen=True)
class State:
    """The answer cell run again with these names; none of them is the notebook's own run."""

    names: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """A function of the answer called with these arguments, after the cell ran in that state."""

    state: State
    function: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]


def states_beyond(states: Sequence[State], before: Mapping[str, Any], read: Sequence[str]) -> list[State]:
    """The states of the tests with one of the tables, lists or numbers that the answer reads varied."""
    found: list[State] = []
    for state in states:
        for name in read:
            value = state.names.get(name, before.get(name))
            found += [State({**state.names, name: other}) for other in varied(value, ())]
    return found


def calls_beyond(made: Sequence[Call], constants: Sequence[float]) -> list[Call]:
    """The calls of the tests with one argument varied, also to either side of the solution's own numbers."""
    found: list[Call] = []
    for call in made:
        for place, value in enumerate(call.args):
            for other in varied(value, constants):
                args = (*call.args[:place], other, *call.args[place + 1 :])
                found.append(Call(call.state, call.function, args, call.kwargs))
    return found


def thinned(found: Sequence[Any], most: int) -> list[Any]:
    """At most so many of them, evenly from the whole row, always the same ones."""
    step = max(1, -(-len(found) // most))
    return [*found[::step]]


def varied(value: Any, constants: Sequence[float]) -> Iterator[Any]:
    """Fixed variations of a value, of its own type; a value of a kind unknown here has none."""
    kind = type(value).__name__
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        yield from _numbers(value, constants)
    elif isinstance(value, str):
        yield from _texts(value)
    elif isinstance(value, list | tuple):
        yield from _rows(value)
    elif isinstance(value, dict):
        yield from ({**value, key: other} for key in value for other in varied(value[key], ()))
    elif isinstance(value, datetime.date):
        yield from (value + datetime.timedelta(days=days) for days in (1, -1, 31, 366))
    elif kind == "DataFrame":
        yield from _tables(value)
    elif kind == "Series":
        yield from (value.iloc[::-1], value.iloc[1:], value.iloc[:-1])


def _numbers(value: float, constants: Sequence[float]) -> Iterator[float]:
    """Neighbours, the double, and both sides of given numbers; nothing below 0 where nothing was."""
    near = [value + 1, value - 1, value * 2]
    edges = [other for constant in constants for other in (constant - 1, constant, constant + 1)]
    for other in dict.fromkeys([*near, *edges]):
        if other != value and (other >= 0 or value < 0):
            yield type(value)(other)


def _texts(text: str) -> Iterator[str]:
    """Every digit moved on by one, three and seven."""
    if re.search(r"[0-9]", text):
        for by in (1, 3, 7):
            moved = str.maketrans({str(digit): str((digit + by) % 10) for digit in range(10)})
            yield text.translate(moved)


def _rows(value: Any) -> Iterator[Any]:
    if len(value) > 1:
        yield from (value[::-1], value[1:], value[:-1])
        yield type(value)([*value, *value[:1]])
    if value and all(isinstance(inner, int | float) for inner in value):
        yield type(value)([_scaled(inner, place) for place, inner in enumerate(value)])


def _tables(table: Any) -> Iterator[Any]:
    """Rows turned round, rows missing, and every number changed by a share of its own, rows in new ranks."""
    yield from (table.iloc[::-1], table.iloc[1:], table.iloc[:-1], table.iloc[::2])
    for turn in (1, 2, 3):
        other = copy.deepcopy(table)
        for column_place, name in enumerate(other.columns):
            cells = other[name].tolist()
            if all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells):
                other[name] = [_scaled(c, turn * place + 2 * column_place) for place, c in enumerate(cells)]
        yield other


def _scaled(number: float, place: int) -> float:
    share = (1, 1.5, 0.5, 1.25, 0.8, 2, 0.7)[place % 7]
    return round(number * share) if isinstance(number, int) else number * share
