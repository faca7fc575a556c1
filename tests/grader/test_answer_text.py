"""The text of an answer: what a test may read of how the learner wrote it."""

import ast
from functools import partial

import pytest

from grader import words
from grader.inside.answer_text import called_in, parsed
from grader.inside.verdict import Unreadable
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("total = sum(numbers)", {"sum"}),
        ("table.groupby('a').mean()", {"groupby", "mean"}),
        ("total = 1", set()),
        ("%matplotlib inline\nprint(len(x))\n!ls", {"print", "len"}),
        ("if x:\n    %time y = 1\nelse:\n    f()", {"f"}),
        ("x = (9\n  % f(2))", {"f"}),
        ("text = '''\n% not magic\n'''\nf()", {"f"}),
        ("# sum(x)\n'max(x)'", set()),
        ("f()(1)\n(lambda: g())()", {"f", "g"}),
        ("print('\\d')", {"print"}),
    ],
)
def test_the_names_that_a_text_calls(text, called):
    assert called_in(parsed(text)) == called


@pytest.mark.parametrize("text", ["x = ", "（1）", "(" * 5000, "-" * 100_000 + "1", "a\0b", "x = '\ud800\n"])
def test_a_text_that_is_no_python_is_told_as_such(text):
    with pytest.raises(Unreadable):
        parsed(text)


@pytest.mark.parametrize(
    "test",
    [
        "assert 'for' not in answer_text('a-answer')",
        "import ast\nassert not any(isinstance(node, ast.For) for node in ast.walk(answer_tree('a-answer')))",
        "assert 'sum' in names_called('a-answer')",
    ],
)
def test_a_test_asks_how_an_answer_is_written(test, graded):
    assert graded("%time total = 0\ntotal = sum([1, 2])", test).points == 1
    assert graded("total = 0\nfor n in [1, 2]:\n    total += n", test).points == 0


def test_the_text_never_comes_from_the_learners_process(graded):
    forger = (
        "from grader.inside.submission import Submission\n"
        "Submission._do_answer = lambda self, **asked: {'value': 'total = sum(numbers)'}\n"
        "In = ['total = sum(numbers)']\nanswer_text = lambda cell: 'total = sum(numbers)'"
    )
    assert graded(forger, "assert answer_text('a-answer') == 'total = sum(numbers)'").points == 0


@pytest.mark.parametrize("test", ["assert answer_tree('a-answer')", "assert not names_called('a-answer')"])
def test_an_answer_that_is_no_python_is_the_learners_and_is_told_so(test, graded):
    """The magic hides the rest of the cell from Python's own complaint when it runs."""
    exercise = graded("%%writefile x.txt\nthis is no python", test)
    assert (exercise.points, exercise.message) == (0, words.ANSWER_UNREADABLE)


def test_an_answer_that_does_not_exist_passes_nothing(graded):
    assert graded("x = 1", "assert not answer_text('b-answer')").points == 0


def test_an_answer_that_is_too_long_to_be_read_is_told_as_such(graded):
    long = "x = 1\n" * 40_000
    assert graded(long, "assert answer_text('a-answer')").message == words.kind_not_checked("too large")


def test_a_tree_is_pythons_own():
    assert type(parsed("x = 1")) is ast.Module
