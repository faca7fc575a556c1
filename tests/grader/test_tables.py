import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import pandas as hpd
from pandas.testing import assert_frame_equal, assert_index_equal, assert_series_equal

from grader import values


def cross(value):
    return values.decode(json.loads(json.dumps(values.encode(value))))


COLUMNS = {
    "int64": pd.array([1, 2, 3], dtype="int64"),
    "int8": pd.array([1, 2, 3], dtype="int8"),
    "float": pd.array([1.5, np.nan, -0.0], dtype="float64"),
    "bool": pd.array([True, False, True], dtype="bool"),
    "object": pd.Series([1, "a", None], dtype="object").array,
    "text": pd.array(["富山", None, "a"], dtype="str"),
    "nullable text": pd.array(["a", pd.NA, "b"], dtype="string[python]"),
    "Int64": pd.array([1, None, 3], dtype="Int64"),
    "Float64": pd.array([1.5, None, 3], dtype="Float64"),
    "boolean": pd.array([True, None, False], dtype="boolean"),
    "category": pd.Categorical(["村", "市", None], categories=["市", "町", "村"], ordered=True),
    "numbers as category": pd.Categorical([3, 1, 3]),
    "moments": pd.DatetimeIndex(["2026-04-01", None, "2026-04-03"]).array,
    "moments in seconds": pd.DatetimeIndex(["2026-04-01", None, "2026-04-03"]).as_unit("s").array,
    "moments in Japan": pd.DatetimeIndex(["2026-04-01", None, "2026-04-03"], tz="Asia/Tokyo").array,
    "moments in UTC": pd.DatetimeIndex(["2026-04-01", None, "2026-04-03"], tz="UTC").array,
    "durations": pd.TimedeltaIndex(["1D", None, "2h"]).array,
    "months": pd.PeriodIndex(["2026-04", None, "2026-06"], freq="M").array,
    "fiscal years": pd.PeriodIndex(["2024", "2025", "2026"], freq="Y-MAR").array,
    "intervals": pd.cut(pd.Series([1, 5, 9]), 3).array,
    "plain intervals": pd.arrays.IntervalArray.from_breaks([0.0, 1.0, 2.0, 5.0], closed="left"),
}
INDEXES = {
    "range": pd.RangeIndex(3),
    "range with step": pd.RangeIndex(10, 4, -2, name="番号"),
    "numbers": pd.Index([5, 3, 3], name="n"),
    "names": pd.Index(["a", "b", "c"], name="町"),
    "days": pd.date_range("2026-04-01", periods=3, freq="D", name="日"),
    "days in Japan": pd.date_range("2026-04-01", periods=3, freq="D", tz="Asia/Tokyo"),
    "irregular days": pd.DatetimeIndex(["2026-04-01", "2026-04-05", "2026-04-03"]),
    "hours": pd.timedelta_range("1h", periods=3, freq="h"),
    "months": pd.period_range("2026-04", periods=3, freq="M", name="月"),
    "category": pd.CategoricalIndex(["x", "y", "x"], name="c"),
    "intervals": pd.IntervalIndex.from_breaks([0, 1, 2, 3]),
    "levels": pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["k", None]),
    "mixed": pd.Index([1, "a", None], dtype="object"),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_column_of_each_kind_arrives_exactly(kind):
    series = pd.Series(COLUMNS[kind], name=kind)
    assert_series_equal(cross(series), series, check_exact=True, check_freq=True)


@pytest.mark.parametrize("kind", INDEXES)
def test_an_index_of_each_kind_arrives_with_names_and_frequency(kind):
    index = INDEXES[kind]
    arrived = cross(index)
    assert_index_equal(arrived, index, exact=True, check_exact=True)
    assert getattr(arrived, "freq", None) == getattr(index, "freq", None)


@settings(max_examples=200, deadline=None)
@given(
    rows=st.sampled_from(list(INDEXES)),
    heads=st.sampled_from([name for name in INDEXES if name != "intervals"]),
    kinds=st.lists(st.sampled_from(list(COLUMNS)), min_size=3, max_size=3),
)
def test_a_table_with_any_rows_heads_and_columns_arrives_exactly(rows, heads, kinds):
    table = pd.DataFrame({place: COLUMNS[kind] for place, kind in enumerate(kinds)})
    table.index, table.columns = INDEXES[rows], INDEXES[heads]
    assert_frame_equal(cross(table), table, check_exact=True, check_freq=True, check_column_type="equiv")


@settings(max_examples=100, deadline=None)
@given(
    hpd.data_frames(
        columns=hpd.columns(["a", "b"], dtype=float)
        + hpd.columns(["c"], dtype="int64")
        + [hpd.column("d", elements=st.text(max_size=5), dtype="str")],
        index=hpd.range_indexes(max_size=6),
    )
)
def test_generated_tables_arrive_exactly(table):
    assert_frame_equal(cross(table), table, check_exact=True)


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(),
        pd.DataFrame({"a": []}),
        pd.DataFrame(index=["x", "y"]),
        pd.DataFrame([[1, 2]], columns=["same", "same"]),
        pd.DataFrame({"k": list("aab"), "v": [1, 2, 5]}).groupby("k").mean(),
        pd.DataFrame({"k": list("aab"), "v": [1, 2, 5]}).groupby("k").agg(["mean", "max"]),
        pd.DataFrame({"k": list("aab"), "v": [1, 2, 5]}).describe(include="all"),
        pd.DataFrame({"k": list("aab"), "m": list("xyx"), "v": [1, 2, 5]}).pivot_table(index="k", columns="m", values="v"),
        pd.DataFrame({"v": [1, 5, 9]}).groupby(pd.cut(pd.Series([1, 5, 9]), 2), observed=False).sum(),
    ],
    ids=["empty", "no rows", "no columns", "twice", "mean", "two heads", "describe", "pivot", "cut"],
)  # fmt: skip
def test_everyday_results_of_lessons_arrive_exactly(table):
    assert_frame_equal(cross(table), table, check_exact=True)


@pytest.mark.parametrize(
    "scalar",
    [pd.Timestamp("2026-04-01 12:00"), pd.Timestamp("2026-04-01", tz="Asia/Tokyo"), pd.Timedelta("1D"),
     pd.Period("2026-04", "M"), pd.Interval(0, 1, closed="left"), pd.NaT, pd.NA],
    ids=str,
)  # fmt: skip
def test_a_scalar_of_pandas_keeps_its_type_and_value(scalar):
    arrived = cross(scalar)
    assert type(arrived) is type(scalar)
    assert arrived is scalar or arrived == scalar


class Sneaky(pd.DataFrame):
    def equals(self, other):
        return True


@pytest.mark.parametrize(
    "value",
    [Sneaky({"a": [1]}), pd.Series([print]), pd.Series(pd.arrays.SparseArray([0, 1])), pd.DataFrame({"a": [1]}).groupby("a")],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_subclasses_sparse_columns_and_objects_within_do_not_cross(value):
    with pytest.raises(values.Uncrossable):
        values.encode(value)
