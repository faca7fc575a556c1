"""In S: the learner's objects that do not cross by value, kept here under a number that the tests may ask by.

What crosses is an answer about an object and never the object: its attribute, its text, what its method returns.
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterable
from typing import Any

from grader import values

MAX_HANDLES = 1_000
MAX_ITEMS = 10_000


class Objects:
    """The learner's names, and the objects that tests hold on to."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace
        self._kept: dict[int, Any] = {}
        self._numbers = itertools.count()

    def get(self, name: str) -> dict[str, Any]:
        """The value of one of the learner's names."""
        if name not in self._namespace:
            return {"missing": name}
        value = self._namespace[name]
        if type(value) is types.ModuleType:
            return {"module": value.__name__}
        # A callable is asked for by its name from now on, so that it takes no number.
        return _handle(None, value) if callable(value) else self._crossing(value)

    def call(self, of: int | str, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        """What calling an object returns."""
        return self._crossing(self._object(of)(*map(self._given, args), **self._given_names(kwargs)))

    def arguments(self, of: int | str, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        """The arguments as a call leaves them."""
        given = [self._given(argument) for argument in args]
        self._object(of)(*given, **self._given_names(kwargs))
        return {"items": [self._crossing(argument) for argument in given]}

    def attribute(self, of: int | str, name: str) -> dict[str, Any]:
        """One attribute."""
        return self._crossing(getattr(self._object(of), name))

    def assign(self, of: int | str, name: str, given: Any) -> dict[str, Any]:
        """Set one attribute."""
        setattr(self._object(of), name, self._given(given))
        return {"value": None}

    def text(self, of: int | str) -> dict[str, Any]:
        """What ``str`` makes of it."""
        return {"value": values.encode(str(self._object(of)))}

    def representation(self, of: int | str) -> dict[str, Any]:
        """What ``repr`` makes of it."""
        return {"value": values.encode(repr(self._object(of)))}

    def length(self, of: int | str) -> dict[str, Any]:
        """Its length."""
        return {"value": len(self._object(of))}

    def item(self, of: int | str, key: Any) -> dict[str, Any]:
        """One of its items."""
        return self._crossing(self._object(of)[self._given(key)])

    def put(self, of: int | str, key: Any, given: Any) -> dict[str, Any]:
        """Set one of its items."""
        self._object(of)[self._given(key)] = self._given(given)
        return {"value": None}

    def items(self, of: int | str) -> dict[str, Any]:
        """What a loop over it meets."""
        met = list(itertools.islice(self._object(of), MAX_ITEMS + 1))
        if len(met) > MAX_ITEMS:
            raise values.Uncrossable("too many items")
        return {"items": [self._crossing(item) for item in met]}

    def instance(self, of: int | str, family: int | str) -> dict[str, Any]:
        """Whether it is of a kind that the learner made."""
        return {"value": bool(isinstance(self._object(of), self._object(family)))}

    def subclass(self, of: int | str, family: int | str) -> dict[str, Any]:
        """Whether a class of the learner's descends from another."""
        return {"value": bool(issubclass(self._object(of), self._object(family)))}

    def forget(self, numbers: Iterable[int]) -> None:
        """Let go of what no test holds any more."""
        for number in numbers:
            self._kept.pop(number, None)

    def _object(self, of: int | str) -> Any:
        return self._namespace[of] if isinstance(of, str) else self._kept[of]

    def _crossing(self, value: Any) -> dict[str, Any]:
        """By value where the kind is plain; a plain container with a foreign object in it does not cross at all."""
        if not callable(value) and values.is_plain(type(value)):
            return {"value": values.encode(value)}
        if len(self._kept) >= MAX_HANDLES:
            raise values.Uncrossable("too many objects")
        number = next(self._numbers)
        self._kept[number] = value
        return _handle(number, value)

    def _given(self, data: dict[str, Any]) -> Any:
        """An argument: a value, an object held here, or a list with such objects in it."""
        if "of" in data:
            return self._object(data["of"])
        if "items" in data:
            return [self._given(item) for item in data["items"]]
        return values.decode(data["value"])

    def _given_names(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        return {name: self._given(given) for name, given in kwargs.items()}


def _handle(number: int | None, value: Any) -> dict[str, Any]:
    return {"object": number, "callable": callable(value), "type": values.bounded_name(type(value))}
