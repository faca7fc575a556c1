"""What may cross between the two processes: plain data, written as typed JSON (値渡し).

Only exact built-in types, those of `collections`, and exact numpy and pandas types cross. A subclass may carry behaviour that the
learner wrote, so it is refused by type, never by trying. The reader trusts no byte of what it is given.
"""

from __future__ import annotations

import base64
import datetime
import importlib
import math
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

MAX_DEPTH = 40
MAX_ITEMS = 2_000_000
MAX_NAME = 200
PLAIN_INTEGER = 2**63


class Uncrossable(Exception):
    """This value does not cross; the text is the name of its type, bounded."""


def encode(value: Any, depth: int = 0) -> Any:
    """Plain JSON data for a value; raises Uncrossable with the type's name."""
    if depth > MAX_DEPTH:
        raise Uncrossable("nested too deeply")
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if -PLAIN_INTEGER <= value < PLAIN_INTEGER else {"$": "int", "v": hex(value)}
    if kind is float:
        return value if math.isfinite(value) else {"$": "float", "v": repr(value)}
    if kind is list:
        return [encode(item, depth + 1) for item in value]
    if writer := _WRITERS.get(kind):
        return {"$": kind.__name__, "v": writer(value, depth + 1)}
    return _foreign(kind).encode(value, depth + 1)


def decode(data: Any, depth: int = 0) -> Any:
    """The value for typed JSON data; raises Uncrossable for anything that is not exactly as written above."""
    if depth > MAX_DEPTH:
        raise Uncrossable("nested too deeply")
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is list:
        return [decode(item, depth + 1) for item in data]
    if type(data) is not dict or type(data.get("$")) is not str:
        raise Uncrossable("malformed")
    try:
        if reader := _READERS.get(data["$"]):
            return reader(data["v"], depth + 1)
        return _foreign_by_tag(data["$"]).decode(data, depth + 1)
    except Uncrossable:
        raise
    except Exception as error:
        # Whatever a hostile writer sends ends as one kind of refusal.
        raise Uncrossable("malformed") from error


def is_plain(kind: type) -> bool:
    """Whether values of exactly this type cross, as far as what they hold does."""
    if any(kind is plain for plain in (type(None), bool, str, int, float, list, *_WRITERS)):
        return True
    try:
        _foreign(kind)
    except Uncrossable:
        return False
    return True


def bounded_name(kind: type) -> str:
    """A type's name, short and printable, however strange its owner made it."""
    name = type.__getattribute__(kind, "__name__")
    return name[:40] if type(name) is str and name[:40].isidentifier() else "object"


def load_writers() -> None:
    """Load what writes and reads the values of those libraries that are there by now, and no library besides."""
    for library, writer in (("numpy", "arrays"), ("pandas", "tables")):
        if library in sys.modules:
            importlib.import_module(f"grader.{writer}")


def _foreign(kind: type) -> Any:
    """The module that writes numpy or pandas types; neither is imported for a value that is not theirs."""
    home = type.__getattribute__(kind, "__module__")
    root = home.partition(".")[0] if type(home) is str else ""
    if root == "numpy" and "numpy" in sys.modules:
        from grader import arrays

        if arrays.crosses(kind):
            return arrays
    if root == "pandas" and "pandas" in sys.modules:
        from grader import tables

        if tables.crosses(kind):
            return tables
    raise Uncrossable(bounded_name(kind))


def _foreign_by_tag(tag: str) -> Any:
    if tag.startswith("np."):
        from grader import arrays

        return arrays
    if tag.startswith("pd."):
        from grader import tables

        return tables
    raise Uncrossable("malformed")


def _write_items(value: Any, depth: int) -> list[Any]:
    return [encode(item, depth) for item in value]


def _write_pairs(value: dict[Any, Any], depth: int) -> list[Any]:
    return [[encode(key, depth), encode(item, depth)] for key, item in value.items()]


def _write_zone(zone: datetime.tzinfo | None) -> str | None:
    if zone is None:
        return None
    if type(zone) is datetime.timezone:
        return f"offset:{zone.utcoffset(None).total_seconds()}"
    key = getattr(zone, "key", None)
    if type(key) is str and type(zone).__module__ == "zoneinfo":
        return f"zone:{key}"
    raise Uncrossable(bounded_name(type(zone)))


def _read_zone(text: Any) -> datetime.tzinfo | None:
    if text is None:
        return None
    kind, _, rest = name_of(text).partition(":")
    if kind == "offset":
        return datetime.timezone(datetime.timedelta(seconds=float(rest)))
    from zoneinfo import ZoneInfo

    return ZoneInfo(rest)


def text_of(data: Any) -> str:
    """The data, which must be text."""
    if type(data) is not str:
        raise Uncrossable("malformed")
    return data


def name_of(data: Any) -> str:
    """The data, which must be text as short as names are: libraries take long over endless ones."""
    if len(text_of(data)) > MAX_NAME:
        raise Uncrossable("malformed")
    return str(data)


def _items(data: Any, depth: int) -> list[Any]:
    if type(data) is not list or len(data) > MAX_ITEMS:
        raise Uncrossable("malformed")
    return [decode(item, depth) for item in data]


def _read_pairs(data: Any, depth: int) -> dict[Any, Any]:
    return dict(_items(pair, depth) for pair in data)


def _read_float(data: Any, depth: int) -> float:
    if data not in ("nan", "inf", "-inf"):
        raise Uncrossable("malformed")
    return float(data)


def _read_decimal(data: Any, depth: int) -> Decimal:
    return Decimal(text_of(data)[:10_000])


def _moment(value: datetime.datetime, depth: int) -> list[Any]:
    return [value.replace(tzinfo=None).isoformat(), _write_zone(value.tzinfo), value.fold]


def _read_moment(data: Any, depth: int) -> datetime.datetime:
    text, zone, fold = data
    moment = datetime.datetime.fromisoformat(text_of(text))
    return moment.replace(tzinfo=_read_zone(zone), fold=int(fold))


def _write_defaults(value: defaultdict[Any, Any], depth: int) -> list[Any]:
    """What is in it, and the kind that fills a gap; a function that the learner wrote stays behind."""
    factory = value.default_factory
    return [
        next((name for name in _FACTORIES if _FACTORIES[name] is factory), None),
        _write_pairs(value, depth),
    ]


def _read_defaults(data: Any, depth: int) -> defaultdict[Any, Any]:
    name, pairs = data
    return defaultdict(None if name is None else _FACTORIES[text_of(name)], _read_pairs(pairs, depth))


_FACTORIES: dict[str, type] = {kind.__name__: kind for kind in (bool, int, float, str, list, dict, set)}
_WRITERS: dict[type, Callable[[Any, int], Any]] = {
    tuple: _write_items,
    set: _write_items,
    frozenset: _write_items,
    dict: _write_pairs,
    Counter: _write_pairs,
    OrderedDict: _write_pairs,
    defaultdict: _write_defaults,
    deque: lambda value, depth: [value.maxlen, _write_items(value, depth)],
    bytes: lambda value, depth: base64.b64encode(value).decode("ascii"),
    bytearray: lambda value, depth: base64.b64encode(value).decode("ascii"),
    complex: lambda value, depth: [encode(value.real), encode(value.imag)],
    range: lambda value, depth: [encode(value.start), encode(value.stop), encode(value.step)],
    slice: lambda value, depth: [encode(part, depth) for part in (value.start, value.stop, value.step)],
    Decimal: lambda value, depth: str(value),
    Fraction: lambda value, depth: [encode(value.numerator), encode(value.denominator)],
    datetime.datetime: _moment,
    datetime.date: lambda value, depth: value.isoformat(),
    datetime.time: lambda value, depth: [value.replace(tzinfo=None).isoformat(), _write_zone(value.tzinfo)],
    datetime.timedelta: lambda value, depth: [value.days, value.seconds, value.microseconds],
}

_READERS: dict[str, Callable[[Any, int], Any]] = {
    "int": lambda data, depth: int(text_of(data), 16),
    "float": _read_float,
    "tuple": lambda data, depth: tuple(_items(data, depth)),
    "set": lambda data, depth: set(_items(data, depth)),
    "frozenset": lambda data, depth: frozenset(_items(data, depth)),
    "dict": _read_pairs,
    "Counter": lambda data, depth: Counter(_read_pairs(data, depth)),
    "OrderedDict": lambda data, depth: OrderedDict(_read_pairs(data, depth)),
    "defaultdict": _read_defaults,
    "deque": lambda data, depth: deque(_items(data[1], depth), data[0]),
    "bytes": lambda data, depth: base64.b64decode(text_of(data), validate=True),
    "bytearray": lambda data, depth: bytearray(base64.b64decode(text_of(data), validate=True)),
    "complex": lambda data, depth: complex(*_items(data, depth)),
    "range": lambda data, depth: range(*_items(data, depth)),
    "slice": lambda data, depth: slice(*_items(data, depth)),
    "Decimal": _read_decimal,
    "Fraction": lambda data, depth: Fraction(*_items(data, depth)),
    "datetime": _read_moment,
    "date": lambda data, depth: datetime.date.fromisoformat(text_of(data)),
    "time": lambda data, depth: datetime.time.fromisoformat(text_of(data[0])).replace(
        tzinfo=_read_zone(data[1])
    ),
    "timedelta": lambda data, depth: datetime.timedelta(*_items(data, depth)),
}
