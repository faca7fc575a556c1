"""In-place changes: what a call of the learner's function does to its arguments, asked for and never by accident."""

from functools import partial

import pytest

from grader import words
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


IN_PLACE = "def put_in_order(numbers, *more, reverse=False):\n    numbers.sort(reverse=reverse)"


@pytest.mark.parametrize(
    "test",
    [
        "assert arguments_after(put_in_order, [3, 1, 2]) == [[1, 2, 3]]",
        "assert arguments_after(put_in_order, [3, 1, 2], 7, reverse=True) == [[3, 2, 1], 7]",
        "numbers = [2, 1]\n(after,) = arguments_after(put_in_order, numbers)\nassert after == [1, 2] and numbers == [2, 1]",
        "again = rerun('a-answer')\nassert arguments_after(again.put_in_order, [2, 1]) == [[1, 2]]",
    ],
)
def test_the_arguments_are_seen_as_the_call_left_them(test, graded):
    assert graded(IN_PLACE, test).points == 1
    assert (
        graded("def put_in_order(numbers, *more, reverse=False):\n    return sorted(numbers)", test).points
        == 0
    )


def test_a_table_and_a_method_are_seen_the_same_way(graded):
    answer = "class Till:\n    def add(self, table):\n        table['sum'] = table['a'] + 1\ntill = Till()"
    test = "import pandas as pd\n(after,) = arguments_after(till.add, pd.DataFrame({'a': [1]}))\nassert list(after['sum']) == [2]"
    assert graded(answer, test).points == 1


def test_an_object_among_the_arguments_comes_back_as_one(graded):
    answer = "class Dog:\n    age = 1\ndef birthday(dog, years):\n    dog.age += years"
    test = "dog, years = arguments_after(birthday, Dog(), 2)\nassert dog.age == 3 and years == 2"
    assert graded(answer, test).points == 1


def test_an_ordinary_call_never_changes_what_the_test_compares_with(graded):
    emptier = "def squares(numbers):\n    numbers.clear()\n    return []"
    test = "numbers = [1, 2]\nassert squares(numbers) == [n * n for n in numbers]"
    assert graded("def squares(numbers):\n    return [n * n for n in numbers]", test).points == 1
    assert graded(emptier, test).points == 0


@pytest.mark.parametrize("error", ["ValueError('x')", "SystemExit", "AssertionError"])
def test_an_error_in_the_call_is_the_learners(error, graded):
    answer = f"def put_in_order(numbers):\n    raise {error}"
    assert graded(answer, "assert arguments_after(put_in_order, [1]) == [[1]]").points == 0


@pytest.mark.parametrize(
    "answer", ["put_in_order = 5", "put_in_order = [1]", "class A: pass\nput_in_order = A()"]
)
def test_what_cannot_be_called_is_told_by_its_kind(answer, graded):
    exercise = graded(answer, "arguments_after(put_in_order, [1])")
    assert exercise.points == 0
    assert "は、このままでは確かめられません" in exercise.message.ja


@pytest.mark.parametrize(
    "lie",
    [
        "{'items': [{'value': [1]}, {'value': [1]}]}", "{'items': []}", "{'items': {'0': [1]}}", "{'value': [[1]]}",
        "{'items': [[1]]}", "{'items': [{'object': -5}]}", "{'items': [{'items': [1]}]}", "{}", "{'items': None}",
    ],
)  # fmt: skip
def test_a_lie_about_the_arguments_gains_nothing(lie, graded):
    forger = f"from grader.inside.handles import Objects\nObjects.arguments = lambda self, **about: {lie}\ndef f(x):\n    pass"
    exercise = graded(forger, "(after,) = arguments_after(f, [2])\nassert after == [1]")
    assert (exercise.points, exercise.passed) == (0, False)


def test_too_many_arguments_are_told_as_such(graded):
    forger = "from grader.inside.handles import Objects\nObjects.arguments = lambda self, **about: {'items': [{'value': 1}] * 9}\ndef f(x):\n    pass"
    assert graded(forger, "arguments_after(f, 1)").message == words.kind_not_checked("malformed")
