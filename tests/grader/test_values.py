import datetime
import json
import math
import zoneinfo
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import values

ZONES = st.sampled_from(
    [None, datetime.UTC, datetime.timezone(datetime.timedelta(hours=9)), zoneinfo.ZoneInfo("Asia/Tokyo")]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=-(10**60), max_value=10**60),
    st.floats(),
    st.text(),
    st.binary(),
    st.complex_numbers(allow_nan=False),
    st.decimals(allow_nan=False),
    st.fractions(),
    st.dates(),
    st.datetimes(timezones=ZONES),
    st.times(),
    st.timedeltas(),
)
HASHABLE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.tuples(st.text(), st.integers())
)
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(HASHABLE, inner, max_size=4),
        st.sets(HASHABLE, max_size=4),
        st.frozensets(HASHABLE, max_size=4),
    ),
    max_leaves=12,
)


def cross(value):
    """The way a value really goes: encoded, as ASCII text, decoded."""
    return values.decode(json.loads(json.dumps(values.encode(value), ensure_ascii=True, allow_nan=False)))


def same(left, right):
    """Equal in value and exactly equal in type, all the way down; NaN equals NaN, 0.0 is not -0.0."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, float):
        return repr(left) == repr(right)
    return left == right


@settings(max_examples=300, deadline=None)
@given(PLAIN)
def test_plain_data_arrives_exactly_as_it_left(value):
    assert same(cross(value), value)


@pytest.mark.parametrize(
    "value",
    [
        range(1, 10, 3), slice(None, 5, 2), bytearray(b"\x00\xff"), Decimal("1.10"), Fraction(1, 3), -0.0,
        math.inf, 1 << 20_000, "\ud800", {True: "b"}, {1: "a"}, {(1, "x"): {None}}, {"$": "int", "v": "ff"},
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_rarer_plain_data_arrives_exactly_too(value):
    assert same(cross(value), value)


class EqualToAnything(list):
    def __eq__(self, other):
        return True

    __hash__ = None


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [
        EqualToAnything(),
        Text("x"),
        object(),
        print,
        map(str, [1]),
        {}.keys(),
        [1, EqualToAnything()],
        {"k": Text("x")},
    ],
    ids=lambda value: type(value).__name__,
)
def test_subclasses_and_foreign_objects_do_not_cross(value):
    with pytest.raises(values.Uncrossable):
        values.encode(value)


def test_a_type_that_lies_about_its_module_does_not_cross():
    liar = type("ndarray", (), {"__module__": "numpy", "__eq__": lambda self, other: True, "__hash__": None})
    with pytest.raises(values.Uncrossable):
        values.encode(liar())


def test_a_refusal_names_the_type_in_bounded_words():
    strange = type("x" * 1000, (), {})
    with pytest.raises(values.Uncrossable) as refusal:
        values.encode(strange())
    assert str(refusal.value) == "x" * 40


def test_endless_nesting_is_refused_on_both_sides():
    nested: list = []
    nested.append(nested)
    with pytest.raises(values.Uncrossable):
        values.encode(nested)
    deep = json.loads("[" * 200 + "]" * 200)
    with pytest.raises(values.Uncrossable):
        values.decode(deep)


@pytest.mark.parametrize(
    "forged",
    [
        {}, {"$": 1}, {"$": "eval", "v": "1"}, {"$": "tuple"}, {"$": "int", "v": 3}, {"$": "dict", "v": [[1]]},
        {"$": "dict", "v": [[[], 1]]}, {"$": "set", "v": [[]]}, {"$": "float", "v": "1e5"}, {"$": "bytes", "v": "%"},
        {"$": "datetime", "v": ["x", None, 0]}, {"$": "datetime", "v": ["2026-01-01", "zone:../../x", 0]},
        {"$": "np.array", "d": "|O", "s": [10**9, 10**9], "v": "AAAAAAAA"},
        {"$": "np.array", "d": "O", "s": [10**9, 10**9], "v": []},
        {"$": "np.array", "d": "<f8", "s": [10**9], "v": "AAAAAAAA"},
        {"$": "np.array", "d": "<f8", "s": [-1], "v": ""},
        {"$": "np.array", "d": "<U0", "s": [10**9], "v": ""},
        {"$": "np.array", "d": "i4," * 100, "s": [0], "v": ""},
        {"$": "np.array", "d": "V8", "s": [1], "v": "AAAAAAAAAAA="},
        {"$": "np.array", "d": "i4,f8", "s": [1], "v": "AAAAAAAAAAAAAAAA"},
        {"$": "np.scalar", "d": "<f8", "s": [2], "v": "AAAAAAAAAAAAAAAAAAAAAA=="},
        {"$": "pd.frame", "i": {}, "c": {}, "a": []},
        {"$": "pd.series", "i": {"k": "range", "v": [0, 5, 1], "n": [None]}, "a": {"t": "str", "na": "nan", "v": [1]}, "n": None},
        {"$": "pd.column", "a": {"t": "masked", "d": "object", "v": {}, "m": {}}},
        {"$": "pd.column", "a": {"t": "dated", "d": "interval[" * 100_000, "v": {"d": "|i1", "s": [0], "v": ""}}},
        {"$": "pd.scalar", "v": ["period", "1D" * 1000, 1]}, {"$": "time", "v": ["00:00", "zone:" + "a/" * 1000]},
        {"$": "pd.nonsense"}, {"$": "pd.scalar", "v": ["period", "D", "x"]},
    ],
    ids=lambda forged: json.dumps(forged)[:40],
)  # fmt: skip
def test_forged_data_is_refused_as_one_kind_of_error(forged):
    with pytest.raises(values.Uncrossable):
        values.decode(forged)
