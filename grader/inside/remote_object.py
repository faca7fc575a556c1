"""T's handles: objects of the learner's that stay in S, where every question about them is answered by value.

No comparison and no calculation is ever left to them: those would let the learner's code decide a verdict.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from grader import values
from grader.inside.names import DEFINITIONS
from grader.inside.verdict import TEST_CELL, NotPlainData

if TYPE_CHECKING:
    from grader.inside.remote import Remote

Plain = TypeVar("Plain")


def _undecided(kind: type[RemoteObject]) -> type[RemoteObject]:
    """Let every comparison and calculation with an object refuse: a learner's ``__eq__`` must never decide."""

    def refuse(self: RemoteObject, *others: object) -> Any:
        raise NotPlainData(inside_of(self)[2])

    for name in UNDECIDED:
        setattr(kind, name, refuse)
    return kind


_COMPARING = ("eq", "ne", "lt", "le", "gt", "ge", "hash", "bool")
_CONVERTING = (
    "int",
    "float",
    "complex",
    "index",
    "round",
    "trunc",
    "floor",
    "ceil",
    "abs",
    "neg",
    "pos",
    "invert",
)
_CALCULATING = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "or", "xor")  # fmt: skip
# Copying is refused too: two handles with one number would free each other's object.
UNDECIDED = frozenset(
    f"__{name}__"
    for name in (
        *_COMPARING,
        *_CONVERTING,
        *_CALCULATING,
        *(f"r{name}" for name in _CALCULATING),
        "reduce_ex",
    )
)
# The double-underscored names that are asked over there; all others are Python's own business on this side.
TOLD = frozenset({"__doc__", "__name__", "__dict__"})
# Whose lines may read attributes of a handle. A library that compares would call methods by names it expects,
# as unittest calls ``difference`` of what should be a set, and so tell the learner's code the expected value.
AUTHORED = frozenset({TEST_CELL, DEFINITIONS})


@_undecided
class RemoteObject:
    """An object of the learner's that stays in the learner's process: every question about it is asked there."""

    __slots__ = ("_inside",)
    # Arrays leave a comparison to this side, which refuses it.
    __array_ufunc__ = None

    def __init__(self, remote: Remote, of: int | str, kind: str) -> None:
        object.__setattr__(self, "_inside", (remote, of, kind))

    def __del__(self) -> None:
        remote, of, _ = inside_of(self)
        if isinstance(of, int):
            remote.dropped.append(of)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and name not in TOLD:
            if name in UNDECIDED:
                raise NotPlainData(inside_of(self)[2])
            return object.__getattribute__(self, name)
        if sys._getframe(1).f_code.co_filename not in AUTHORED:
            raise AttributeError(name)
        return _about(self, "attribute", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        _about(self, "assign", name=name, given=inside_of(self)[0].given(value))

    def __str__(self) -> str:
        return _exactly(str, _about(self, "text"))

    def __repr__(self) -> str:
        return _exactly(str, _about(self, "representation"))

    def __len__(self) -> int:
        if (length := _exactly(int, _about(self, "length"))) < 0:
            raise NotPlainData("malformed")
        return length

    def __getitem__(self, key: Any) -> Any:
        return _about(self, "item", key=inside_of(self)[0].given(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        remote = inside_of(self)[0]
        _about(self, "put", key=remote.given(key), given=remote.given(value))

    def __iter__(self) -> Any:
        remote, of, _ = inside_of(self)
        return iter(remote.several("items", of))


class RemoteFunction(RemoteObject):
    """A function, class or method of the learner's; it runs in the learner's process."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it there."""
        return _about(self, "call", **_arguments(self, args, kwargs))

    def __instancecheck__(self, handle: object) -> bool:
        return _is_kind_of(self, "instance", handle)

    def __subclasscheck__(self, handle: object) -> bool:
        return _is_kind_of(self, "subclass", handle)


class NamedFunction(RemoteFunction):
    """A function or class that the learner gave a name: equal to itself alone, and true, as a function is."""

    __slots__ = ()
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        return True


def inside_of(handle: RemoteObject) -> tuple[Remote, int | str, str]:
    """A handle's process, its number or name there, and the name of its type; its attributes are all elsewhere."""
    found: tuple[Remote, int | str, str] = object.__getattribute__(handle, "_inside")
    return found


def arguments_after(function: object, /, *args: Any, **kwargs: Any) -> list[Any]:
    """The positional arguments as a call of the learner's function leaves them."""
    if not isinstance(function, RemoteFunction):
        raise NotPlainData(values.bounded_name(type(function)))
    remote, of, _ = inside_of(function)
    after = remote.several("arguments", of, **_arguments(function, args, kwargs))
    if len(after) != len(args):
        raise NotPlainData("malformed")
    return after


def _about(handle: RemoteObject, kind: str, **request: Any) -> Any:
    remote, of, _ = inside_of(handle)
    return remote.about(kind, of, **request)


def _arguments(function: RemoteFunction, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    given = inside_of(function)[0].given
    return {
        "args": [given(value) for value in args],
        "kwargs": {name: given(kwargs[name]) for name in kwargs},
    }


def _is_kind_of(kind: RemoteFunction, question: str, handle: object) -> bool:
    """Only the learner's process knows its classes and it may lie, so a test that asks is marked as observed."""
    if not isinstance(handle, RemoteObject):
        return False
    remote = inside_of(handle)[0]
    remote.observations.append(question)
    return _about(handle, question, family=remote.number_of(kind)) is True


def _exactly(kind: type[Plain], value: object) -> Plain:
    if type(value) is not kind:
        raise NotPlainData("malformed")
    return value
