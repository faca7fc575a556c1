"""States are kept before the answers that some test runs again, however the test says it."""

import pytest

from grader.assignment import AssignmentCell, Role
from grader.merge import Check, Plan, Run
from grader.reruns import answers_run_again

EVERY = {"a-answer", "b-answer"}


def kept(test, *definitions):
    steps = (Run("x = 1", "a-answer"), Run("y = 1", "b-answer"), Check("b", test, 1, ("b-answer",)))
    locked = [AssignmentCell(Role.LOCKED, text, None, f"locked-{n}") for n, text in enumerate(definitions)]
    return answers_run_again(Plan(steps, (*locked, AssignmentCell(Role.CHECK, test, None, "b", 1))))


@pytest.mark.parametrize(
    "test",
    [
        'assert rerun("a-answer").x == 1',
        "assert rerun(  # of the first\n    'a-answer',\n    price=3,\n).x == 1",
        "def again():\n    return rerun('a-' 'answer')",
        "assert [rerun('a-answer', n=n).x for n in range(3)]",
        "assert rerun('a-answer').x and rerun('no-such-answer')",
    ],
)
def test_a_named_answer_is_kept_and_no_other(test):
    assert kept(test) == {"a-answer"}


@pytest.mark.parametrize(
    "test",
    [
        "for cell in ['a-answer']:\n    rerun(cell)",
        "rerun(f'{letter}-answer')",
        "rerun(*arguments)",
        "again = rerun",
        "list(map(rerun, cells))",
        "%%time\nrerun('a-answer')",
    ],
)
def test_an_answer_that_is_only_computed_keeps_them_all(test):
    assert kept(test) == EVERY


@pytest.mark.parametrize(
    "test", ["assert x == 1", "# rerun('a-answer')", "print('rerun(\"a-answer\")')", "a.rerun()"]
)
def test_what_only_looks_like_it_keeps_none(test):
    assert kept(test) == set()


def test_a_locked_cells_function_may_be_what_runs_it_again():
    assert kept("assert again()", "def again():\n    return rerun('b-answer')") == {"b-answer"}
