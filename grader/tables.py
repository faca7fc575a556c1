"""How pandas' tables cross: Series, DataFrame, every Index kind that lessons meet, and their scalars."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from grader import arrays, values
from grader.values import Uncrossable

# pandas' stubs describe what people should write, not every type that crosses here.
pd: Any = importlib.import_module("pandas")

_INDEXES = (
    pd.Index,
    pd.RangeIndex,
    pd.MultiIndex,
    pd.DatetimeIndex,
    pd.TimedeltaIndex,
    pd.PeriodIndex,
    pd.CategoricalIndex,
    pd.IntervalIndex,
)
_SCALARS = (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, type(pd.NaT), type(pd.NA))
_MASKED_NAMES = [
    "Int8",
    "Int16",
    "Int32",
    "Int64",
    "UInt8",
    "UInt16",
    "UInt32",
    "UInt64",
    "Float32",
    "Float64",
    "boolean",
]
_MASKED = {type(pd.api.types.pandas_dtype(name)): name for name in _MASKED_NAMES}


def crosses(kind: type) -> bool:
    """Whether exactly this pandas type may cross."""
    return kind in (pd.Series, pd.DataFrame, *_INDEXES, *_SCALARS) or _is_column(kind)


def encode(value: Any, depth: int) -> dict[str, Any]:
    """Typed JSON data for a table, a column, an index or one of their scalars."""
    kind = type(value)
    if kind is pd.Series:
        name = values.encode(value.name, depth)
        return {
            "$": "pd.series",
            "i": _index(value.index, depth),
            "a": _column(value.array, depth),
            "n": name,
        }
    if kind is pd.DataFrame:
        columns = [_column(value.iloc[:, place].array, depth) for place in range(value.shape[1])]
        return {
            "$": "pd.frame",
            "i": _index(value.index, depth),
            "c": _index(value.columns, depth),
            "a": columns,
        }
    if kind in _INDEXES:
        return {"$": "pd.index", "i": _index(value, depth)}
    if kind in _SCALARS:
        return {"$": "pd.scalar", "v": _scalar(value, depth)}
    return {"$": "pd.column", "a": _column(value, depth)}


def decode(data: dict[str, Any], depth: int) -> Any:
    """The pandas value that the data describes."""
    match data["$"]:
        case "pd.series":
            index, array = _read_index(data["i"], depth), _read_column(data["a"], depth)
            return pd.Series(array, index=index, name=values.decode(data["n"], depth))
        case "pd.frame":
            return _read_frame(data, depth)
        case "pd.index":
            return _read_index(data["i"], depth)
        case "pd.scalar":
            return _read_scalar(data["v"], depth)
        case "pd.column":
            return _read_column(data["a"], depth)
    raise Uncrossable("malformed")


def _read_frame(data: dict[str, Any], depth: int) -> Any:
    index, columns = _read_index(data["i"], depth), _read_index(data["c"], depth)
    content = {place: _read_column(column, depth) for place, column in enumerate(data["a"])}
    if len(content) != len(columns):
        raise Uncrossable("malformed")
    frame = pd.DataFrame(content, index=index)
    frame.columns = columns
    return frame


def _is_column(kind: type) -> bool:
    extension = issubclass(kind, pd.api.extensions.ExtensionArray)
    return extension and type.__getattribute__(kind, "__module__").startswith("pandas.")


def _column(array: Any, depth: int) -> dict[str, Any]:
    """One column's content with its dtype."""
    dtype = array.dtype
    if isinstance(dtype, np.dtype) or type(array) is pd.arrays.NumpyExtensionArray:
        return {"t": "numpy", **arrays.write_array(np.asarray(array), depth)}
    if isinstance(dtype, pd.StringDtype):
        texts = [None if missing else str(item) for item, missing in zip(array, pd.isna(array), strict=True)]
        return {"t": "str", "na": "NA" if dtype.na_value is pd.NA else "nan", "s": dtype.storage, "v": texts}
    if name := _MASKED.get(type(dtype)):
        content, mask = arrays.write_array(array._data, depth), arrays.write_array(array._mask, depth)
        return {"t": "masked", "d": name, "v": content, "m": mask}
    if isinstance(dtype, pd.CategoricalDtype):
        codes = arrays.write_array(array.codes, depth)
        return {"t": "category", "v": codes, "c": _index(array.categories, depth), "o": bool(array.ordered)}
    if isinstance(dtype, pd.DatetimeTZDtype | pd.PeriodDtype):
        return {"t": "dated", "d": str(dtype), "v": arrays.write_array(array.asi8, depth)}
    if isinstance(dtype, pd.IntervalDtype):
        sides = [_index(array.left, depth), _index(array.right, depth)]
        return {"t": "interval", "closed": array.closed, "v": sides}
    raise Uncrossable(values.bounded_name(type(dtype)))


def _read_column(data: dict[str, Any], depth: int) -> Any:
    match data["t"]:
        case "numpy":
            return arrays.read_array(data, depth)
        case "str":
            return _read_texts(data)
        case "masked" if data["d"] in _MASKED.values():
            content, mask = arrays.read_array(data["v"], depth), arrays.read_array(data["m"], depth)
            kind = pd.api.types.pandas_dtype(data["d"]).construct_array_type()
            return kind(content, mask)
        case "category":
            codes = arrays.read_array(data["v"], depth)
            return pd.Categorical.from_codes(
                codes, categories=_read_index(data["c"], depth), ordered=data["o"] is True
            )
        case "dated":
            return _read_dated(values.name_of(data["d"]), arrays.read_array(data["v"], depth))
        case "interval":
            left, right = (_read_index(side, depth) for side in data["v"])
            return pd.arrays.IntervalArray.from_arrays(left, right, closed=data["closed"])
    raise Uncrossable("malformed")


def _read_texts(data: dict[str, Any]) -> Any:
    texts = data["v"]
    if type(texts) is not list or not all(item is None or type(item) is str for item in texts):
        raise Uncrossable("malformed")
    missing = pd.NA if data["na"] == "NA" else np.nan
    # The reader may lack the library behind the writer's storage; the text itself is the same.
    return pd.array(
        [missing if item is None else item for item in texts],
        dtype=pd.StringDtype("python", na_value=missing),
    )


def _read_dated(name: str, numbers: Any) -> Any:
    dtype = pd.api.types.pandas_dtype(name)
    if isinstance(dtype, pd.PeriodDtype):
        return pd.arrays.PeriodArray(numbers, dtype=dtype)
    if not isinstance(dtype, pd.DatetimeTZDtype) or numbers.dtype != np.int64:
        raise Uncrossable("malformed")
    moments = pd.DatetimeIndex(numbers.view(f"M8[{dtype.unit}]"))
    return moments.tz_localize("UTC").tz_convert(dtype.tz).array


def _index(index: Any, depth: int) -> dict[str, Any]:
    """An index with its names and, for dates, its frequency."""
    names = [values.encode(name, depth) for name in index.names]
    if type(index) is pd.RangeIndex:
        return {"k": "range", "v": [index.start, index.stop, index.step], "n": names}
    if type(index) is pd.MultiIndex:
        levels = [_index(level, depth) for level in index.levels]
        codes = [arrays.write_array(np.asarray(code), depth) for code in index.codes]
        return {"k": "multi", "l": levels, "v": codes, "n": names}
    if type(index) not in _INDEXES:
        raise Uncrossable(values.bounded_name(type(index)))
    frequency = (
        getattr(index, "freqstr", None) if type(index) in (pd.DatetimeIndex, pd.TimedeltaIndex) else None
    )
    return {"k": "flat", "v": _column(index.array, depth), "n": names, "f": frequency}


def _read_index(data: dict[str, Any], depth: int) -> Any:
    names = [values.decode(name, depth) for name in data["n"]]
    if data["k"] == "range":
        start, stop, step = (values.decode(part, depth) for part in data["v"])
        return pd.RangeIndex(start, stop, step, name=names[0])
    if data["k"] == "multi":
        levels = [_read_index(level, depth + 1) for level in data["l"]]
        codes = [arrays.read_array(code, depth) for code in data["v"]]
        return pd.MultiIndex(levels=levels, codes=codes, names=names)
    if data["k"] != "flat":
        raise Uncrossable("malformed")
    index = pd.Index(_read_column(data["v"], depth), name=names[0])
    if data["f"] is not None and isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
        return type(index)(index, freq=values.name_of(data["f"]))
    return index


def _scalar(value: Any, depth: int) -> list[Any]:
    match value:
        case pd.Timestamp() | pd.Timedelta():
            return ["moment", _column(pd.array([value]), depth)]
        case pd.Period():
            return ["period", value.freqstr, value.ordinal]
        case pd.Interval():
            return [
                "interval",
                values.encode(value.left, depth),
                values.encode(value.right, depth),
                value.closed,
            ]
    return ["NA" if value is pd.NA else "NaT"]


def _read_scalar(data: Any, depth: int) -> Any:
    match data:
        case ["moment", column]:
            return _read_column(column, depth)[0] if column["t"] != "numpy" else _moment(column, depth)
        case ["period", str(frequency), int(ordinal)]:
            return pd.Period(ordinal=ordinal, freq=values.name_of(frequency))
        case ["interval", left, right, str(closed)]:
            return pd.Interval(values.decode(left, depth), values.decode(right, depth), closed)
        case ["NA"]:
            return pd.NA
        case ["NaT"]:
            return pd.NaT
    raise Uncrossable("malformed")


def _moment(column: dict[str, Any], depth: int) -> Any:
    array = arrays.read_array(column, depth)
    if array.dtype.kind not in "mM" or array.shape != (1,):
        raise Uncrossable("malformed")
    return pd.array(array)[0]
