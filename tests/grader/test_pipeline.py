"""Honest work keeps its exact points, and hears what to look at."""

import copy
import dataclasses
import json

import pytest

from grader import words
from grader.contract import State
from grader.recorder import TestsFault as FaultOfTests

pytestmark = pytest.mark.sandbox


def submitted(write, specimen):
    return write.assignment(specimen.answers["total-answer"], specimen.answers["squares-answer"])


def points(sheet):
    return {exercise.id: exercise.points for exercise in sheet.exercises}


def message(sheet, exercise_id):
    return next(exercise.message for exercise in sheet.exercises if exercise.id == exercise_id)


def test_good_work_gets_every_point(good, desk, write):
    sheet = desk.grade(submitted(write, good))
    assert (sheet.state, sheet.points, sheet.max_points) == (State.GRADED, 5, 5)
    assert points(sheet) == {"total": 2, "squares": 3, "words": None}


def test_wrong_work_gets_exactly_what_it_deserves(wrong, desk, write):
    sheet = desk.grade(submitted(write, wrong))
    assert (sheet.state, sheet.points) == (State(wrong.expected["state"]), float(wrong.expected["points"]))
    for exercise in sheet.exercises:
        assert (exercise.passed is False) == bool(exercise.message.ja) == bool(exercise.message.en)


def test_a_missing_answer_cell_is_zero_for_its_exercise_alone_and_says_so(desk, write):
    work = write.assignment()
    work["cells"] = [
        cell for cell in work["cells"] if cell["metadata"]["nbgrader"]["grade_id"] != "total-answer"
    ]
    sheet = desk.grade(work)
    assert points(sheet) == {"total": 0, "squares": 3, "words": None}
    assert message(sheet, "total") == words.MISSING_ANSWER


def test_a_file_that_is_no_notebook_is_rejected_with_every_exercise_at_zero(desk):
    sheet = desk.grade('{"nbformat": 3}')
    assert (sheet.state, sheet.points, sheet.max_points) == (State.REJECTED, 0, 5)
    assert sheet.message == words.WRONG_FORMAT
    assert points(sheet) == {"total": 0, "squares": 0, "words": None}


@pytest.mark.parametrize(
    ("total", "squares", "expected"),
    [
        ("total = 30", "", "合計がちがうようです。"),
        ("total = 300", "", words.HIDDEN_TEST_FAILED.ja),
        ("totals = 300", "", words.name_not_made("total").ja),
        ("x = 1\ntotal = 1 / 0", "", words.cell_failed("ZeroDivisionError", 2).ja),
        ("total = price *）", "", words.cell_failed("SyntaxError", 1).ja),
        ("total = ____", "", words.BLANK_LEFT.ja),
        ("total = {'a': 1}['____']", "", words.BLANK_LEFT.ja),
        ("total = price *\n____", "", words.BLANK_LEFT.ja),
        ("total = {}.keys()", "", words.kind_not_checked("dict_keys").ja),
        (None, "def squares(n):\n    return n.x", words.function_failed("AttributeError").ja),
        (None, "def squares(n):\n    return ____", words.BLANK_LEFT.ja),
        (None, "def squares(n):\n    return [0, 1]", words.VISIBLE_TEST_FAILED.ja),
    ],
)
def test_feedback_says_what_to_look_at(total, squares, expected, desk, write):
    sheet = desk.grade(
        write.assignment(total or "total = price * count", squares or "def squares(n):\n    return None")
    )
    assert message(sheet, "squares" if total is None else "total").ja == expected


def test_a_right_answer_keeps_its_points_wherever_four_underscores_stand(desk, write):
    sheet = desk.grade(write.assignment("# ____ = 個数\ntotal = price * count"))
    assert points(sheet) == {"total": 2, "squares": 3, "words": None}
    assert message(sheet, "total") == words.NOTHING


def test_a_blank_is_named_in_its_own_exercise_only(desk, write):
    sheet = desk.grade(write.assignment("total = ____", "def squares(n):\n    return [0, 1]"))
    assert message(sheet, "total") == words.BLANK_LEFT
    assert message(sheet, "squares") == words.VISIBLE_TEST_FAILED


def one_check(write, test, points=3):
    return write.notebook(write.answer("answer = 3", "a-answer"), write.check(test, "a", points))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("None", 3), ("'text'", 3), ("str(answer)", 0), ("[3]", 0), ("True", 3), ("2", 2), ("1.5", 1.5), ("0", 0), ("3", 3), ("min(answer, 2)", 2), ("answer = 3", 3),
        ("False", 0), ("-1", 0), ("3.0001", 0), ("float('nan')", 0), ("float('inf')", 0), ("10 ** 400", 0),
        ("np.int64(2)", 2), ("np.array([2])", 2), ("np.False_", 0), ("min(np.timedelta64(-5, 'D'), 2)", 0), ("np.True_", 3), ("np.float32('nan')", 0),
        ("Decimal('1.5')", 1.5), ("Decimal('NaN')", 0), ("Fraction(3, 2)", 1.5), ("Fraction(10 ** 400)", 0), ("1j", 0),
    ],
)  # fmt: skip
def test_partial_credit_is_a_finite_number_up_to_the_points_or_nothing(last, expected, desk, write):
    imports = "import numpy as np\nfrom decimal import Decimal\nfrom fractions import Fraction"
    source = one_check(write, f"{imports}\nassert answer\n{last}")
    assert desk.grade(source, source).points == expected


def test_part_of_the_points_comes_with_a_sentence(desk, write):
    source = one_check(write, "assert answer\n2")
    assert message(desk.grade(source, source), "a") == words.PARTLY_RIGHT


@pytest.mark.parametrize(
    "test",
    [
        "assert 'answer' in globals() and 'nothing' not in globals()",
        "import sys\nprint('to stderr', file=sys.stderr)\nassert answer == 3",
        "def twice(x):\n    return x + answer\nassert twice(1) == 4",
        "assert [answer + i for i in range(2)] == [3, 4]",
        "try:\n    nothing\nexcept NameError:\n    pass\nelse:\n    raise AssertionError",
        "import pandas as pd\nassert len(pd.read_csv('data/prices.csv')) == 3",
    ],
)
def test_ordinary_ways_to_write_a_test_work(test, desk, write):
    source = one_check(write, test)
    assert desk.grade(source, source).points == 3


@pytest.mark.parametrize(
    "error", ["StopIteration", "StopAsyncIteration", "GeneratorExit", "AssertionError", "IndexError"]
)
@pytest.mark.parametrize(
    "loop", ["all(map(lambda n: f(n) == n, range(5)))", "not any(map(lambda n: f(n) != n, range(5)))"]
)
def test_an_error_that_ends_loops_early_passes_no_test(error, loop, desk, write):
    source = write.notebook(
        write.answer("def f(n):\n    return n", "a-answer"), write.check(f"assert {loop}", "a", 1)
    )
    work = copy.deepcopy(source)
    work["cells"][0]["source"] = f"def f(n):\n    raise {error}()"
    assert desk.grade(source, source).points == 1
    assert desk.grade(work, source).points == 0


def test_tests_use_the_instructors_imports_and_helpers_and_never_the_learners(desk, write):
    helpers = "import math as m\ndef close(a, b):\n    return m.isclose(a, b)"
    source = write.notebook(
        write.locked(helpers, "setup"),
        write.answer("answer = 3", "a-answer"),
        write.check("assert close(answer, 3)\nfirst = 1\ndef third():\n    return 3", "a", 1),
        write.check("assert close(answer, third()) and first == 1", "b", 1),
    )
    work = copy.deepcopy(source)
    work["cells"][1]["source"] = "answer = 4\ndef close(a, b):\n    return True\nm = None"
    assert desk.grade(source, source).points == 2
    assert desk.grade(work, source).points == 0


def two_checks(write, first, second):
    return write.notebook(
        write.answer("def f(n):\n    return n", "a-answer"), write.check(first, "a", 1),
        write.answer("g = 1", "b-answer"), write.check(second, "b", 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    "naming",
    [
        "expected = 1",
        "for expected in [1]:\n    pass",
        "if f:\n    (expected, _), x = (1, 2), 3",
        "(expected := 1)",
    ],
)
def test_a_learner_cannot_name_what_a_test_would_have_named_had_it_not_failed(naming, desk, write):
    source = two_checks(write, f"assert f(1) == 1\n{naming}", "assert g == expected")
    work = two_checks(write, "", "")
    assert desk.grade(work, source).points == 3
    work["cells"][0]["source"] = "def f(n):\n    return None\nexpected = 5"
    work["cells"][2]["source"] = "g = 5"
    assert desk.grade(work, source).points == 0


def test_a_test_that_a_value_of_an_earlier_test_brings_down_is_the_learners_zero(desk, write):
    source = two_checks(write, "listed = f(4)", "assert sum(listed) == 4")
    work = two_checks(write, "", "")
    work["cells"][0]["source"] = "def f(n):\n    return range(10 ** 15)"
    desk.limits = dataclasses.replace(desk.limits, cell_seconds=2)
    assert desk.grade(work, source).points == 1


def test_a_table_crosses_and_is_compared_exactly(desk, write):
    setup = "import pandas as pd\nprices = pd.read_csv('data/prices.csv')"
    expected = "prices.groupby('店')['値段'].mean()"
    source = write.notebook(
        write.locked(setup, "setup"),
        write.answer(f"by_shop = {expected}", "a-answer"),
        write.check(f"pd.testing.assert_series_equal(by_shop, {expected}, check_exact=True)", "a", 1),
    )
    work = copy.deepcopy(source)
    work["cells"][1]["source"] = "by_shop = prices.groupby('店')['値段'].median() + 1e-9"
    assert desk.grade(source, source).points == 1
    assert desk.grade(work, source).points == 0


def test_a_figure_can_be_drawn(desk, write):
    source = write.notebook(
        write.answer("%matplotlib inline\nimport matplotlib.pyplot as plt\nlines = len(plt.plot([1, 2]))\nplt.show()", "a-answer"),
        write.check("assert lines == 1", "a", 1),
    )  # fmt: skip
    assert desk.grade(source, source).points == 1


def test_the_same_pair_of_notebooks_gets_the_same_random_inputs(desk, write):
    source = one_check(write, "import random\nround(random.random(), 9)", points=1)
    assert desk.grade(source, source).points == desk.grade(source, source).points
    another = one_check(write, "import random\nround(random.random(), 9)", points=1)
    another["cells"][0]["source"] = "answer = 3  # another text"
    assert desk.grade(another, source).points != desk.grade(source, source).points


def test_many_patient_cells_together_may_not_take_longer_than_one_submission(desk, write):
    work = write.assignment("total = price * count")
    work["cells"] += [write.cell("import time\ntime.sleep(0.5)")] * 100
    desk.limits = dataclasses.replace(desk.limits, submission_seconds=4)
    sheet = desk.grade(work)
    assert (sheet.state, sheet.points) == (State.TIMED_OUT, 5)


@pytest.mark.parametrize("test", ["import os\nos._exit(1)", "assert answer ="])
def test_a_test_that_fails_by_itself_is_our_fault_and_never_a_zero(test, desk, write):
    source = one_check(write, test)
    with pytest.raises(FaultOfTests):
        desk.grade(source, source)


def test_what_the_learner_sees_is_data_and_the_feedback_repeats_none_of_their_text(desk, write):
    sheet = desk.grade(write.assignment("raise type('<script>', (Exception,), {})('<b>')", "squares = '<i>'"))
    assert "<" not in json.dumps(sheet.as_dict())
