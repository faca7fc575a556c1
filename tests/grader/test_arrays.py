import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader import values

DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(),
    hnp.floating_dtypes(),
    hnp.complex_number_dtypes(),
    hnp.unicode_string_dtypes(max_len=5),
    hnp.byte_string_dtypes(max_len=5),
    hnp.datetime64_dtypes(),
    hnp.timedelta64_dtypes(),
)


def cross(value):
    return values.decode(json.loads(json.dumps(values.encode(value))))


@settings(max_examples=300, deadline=None)
@given(hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)))
def test_an_array_arrives_with_its_dtype_shape_and_every_bit(array):
    arrived = cross(array)
    assert type(arrived) is np.ndarray
    assert (arrived.dtype, arrived.shape) == (array.dtype, array.shape)
    assert arrived.tobytes() == array.tobytes()
    assert arrived.flags.writeable


@pytest.mark.parametrize(
    "scalar",
    [
        np.int64(3),
        np.float64(1.5),
        np.float32("nan"),
        np.bool_(True),
        np.str_("富山"),
        np.datetime64("2026-04-01"),
    ],
    ids=lambda scalar: type(scalar).__name__,
)
def test_a_numpy_scalar_keeps_its_type(scalar):
    arrived = cross(scalar)
    assert type(arrived) is type(scalar)
    assert np.array_equal(arrived, scalar, equal_nan=scalar.dtype.kind == "f")


def test_an_array_of_objects_crosses_item_by_item():
    array = np.array([1, "a", None, [2.5]], dtype=object)
    assert cross(array).tolist() == [1, "a", None, [2.5]]


def test_a_strided_view_arrives_with_its_own_content():
    assert cross(np.arange(12).reshape(3, 4)[:, ::2].T).tolist() == [[0, 4, 8], [2, 6, 10]]


class Sneaky(np.ndarray):
    def __eq__(self, other):
        return np.bool_(True)

    __hash__ = None


@pytest.mark.parametrize(
    "value",
    [np.zeros(2).view(Sneaky), np.array([print], dtype=object), np.zeros(1, dtype=[("a", "i4")]), np.random.default_rng()],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_array_subclasses_records_and_objects_within_do_not_cross(value):
    with pytest.raises(values.Uncrossable):
        values.encode(value)
