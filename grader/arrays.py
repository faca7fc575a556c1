"""How numpy's arrays and scalars cross: as bytes of a known dtype, or item by item for objects."""

from __future__ import annotations

import base64
import math
from typing import Any

import numpy as np

from grader import values
from grader.values import Uncrossable

PLAIN_KINDS = "biufcmMUS"
MAX_BYTES = 64_000_000
_SCALARS = frozenset(t for t in np.sctypeDict.values() if np.dtype(t).kind in PLAIN_KINDS)


def crosses(kind: type) -> bool:
    """Whether exactly this numpy type may cross."""
    return kind is np.ndarray or kind in _SCALARS


def encode(value: Any, depth: int) -> dict[str, Any]:
    """Typed JSON data for an array or a scalar."""
    if type(value) is np.ndarray:
        return {"$": "np.array", **write_array(value, depth)}
    return {"$": "np.scalar", **write_array(np.asarray(value), depth)}


def decode(data: dict[str, Any], depth: int) -> Any:
    """The array or scalar that the data describes."""
    array = read_array(data, depth)
    if data["$"] == "np.scalar" and array.shape == () and array.dtype.kind in PLAIN_KINDS:
        return array[()]
    if data["$"] == "np.array":
        return array
    raise Uncrossable("malformed")


def write_array(array: np.ndarray[Any, Any], depth: int) -> dict[str, Any]:
    """Dtype, shape and content of a plain array."""
    shape = list(array.shape)
    if array.dtype.kind in PLAIN_KINDS and array.dtype.names is None:
        content = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
        return {"d": array.dtype.str, "s": shape, "v": content}
    if array.dtype.kind == "O":
        return {"d": "O", "s": shape, "v": [values.encode(item, depth + 1) for item in array.ravel()]}
    raise Uncrossable("ndarray")


def read_array(data: dict[str, Any], depth: int) -> np.ndarray[Any, Any]:
    """The array, when shape and bytes agree; nothing is allocated before that is known."""
    shape = data["s"]
    if type(shape) is not list or not all(type(n) is int and n >= 0 for n in shape) or len(shape) > 32:
        raise Uncrossable("malformed")
    if data["d"] == "O":
        return _read_objects(data["v"], shape, depth)
    dtype = np.dtype(values.name_of(data["d"]))
    if dtype.kind not in PLAIN_KINDS or dtype.names is not None or dtype.subdtype is not None:
        raise Uncrossable("malformed")
    content = base64.b64decode(values.text_of(data["v"]), validate=True)
    if len(content) > MAX_BYTES or math.prod(shape) * dtype.itemsize != len(content):
        raise Uncrossable("malformed")
    if dtype.itemsize == 0 and math.prod(shape) > 0:
        # Text of width nothing says nothing of how much there is of it, and numpy would make each item one wide.
        raise Uncrossable("malformed")
    return np.frombuffer(content, dtype).reshape(shape).copy()


def _read_objects(items: Any, shape: list[int], depth: int) -> np.ndarray[Any, Any]:
    if type(items) is not list or len(items) != math.prod(shape):
        raise Uncrossable("malformed")
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = values.decode(item, depth + 1)
    return array.reshape(shape)
