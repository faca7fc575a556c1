import datetime
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from course.mutation.outputs import described, drawn_words, results_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (5, 5.0),
        (np.int64(5), 5),
        (0.1 + 0.2, 0.3),
        ({3, 1}, {1, 3}),
        (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1.0, 2.0]})),
    ],
)
def test_equal_values_are_the_same_output_whatever_their_type(one, other):
    assert described(one) == described(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        ("1", 1),
        ([1], (1,)),
        (0.123456, 0.123457),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
        (pd.Series([1, 2]), pd.Series([1, 2], index=[1, 0])),
        (np.array([1, 2]), np.array([[1, 2]])),
        (datetime.date(2026, 4, 1), datetime.date(2026, 3, 31)),
    ],
)
def test_values_that_a_test_can_tell_apart_are_different_outputs(one, other):
    assert described(one) != described(other)


def test_how_a_chart_is_painted_counts_only_where_a_test_asks():
    blue, red = (SimpleNamespace(title="雪", colour=colour) for colour in ("#0000ff", "#ff0000"))
    assert described(blue) == described(red)
    asked = drawn_words("assert figures()[0].colour == '#0000ff'")
    assert described(blue, asked) != described(red, asked)


def test_a_working_name_that_no_test_names_is_no_result():
    answer = "bigger = a > b\ngrew = a[bigger]\nprint(grew)"
    assert results_of(answer, "assert grew == []") == ("grew",)
    assert results_of(answer, "assert again['bigger'] == []") == ("bigger", "grew")


def test_a_name_that_is_only_shown_is_a_result_also_where_tests_forget_it():
    assert results_of("x = 1\ny = 2\nprint(x, y)\ny", "assert x == 1") == ("x", "y")
