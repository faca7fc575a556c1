import json

import pytest

from grader.assignment import BrokenSource, read_assignment
from grader.merge import Check, Manual, Run, merge
from grader.notebook import read_notebook


@pytest.fixture
def source(write):
    return write.notebook(
        write.locked("import math", "setup"),
        write.cell("rate = 10") | {"id": "open-1"},
        write.answer("SOLUTION 1", "e1-answer"),
        write.check("TEST 1", "e1", 2),
        write.cell("words", "free", kind="markdown", grade=True, solution=True, points=3),
        write.answer("SOLUTION 2", "e2-answer"),
        write.check("TEST 2", "e2", 1),
    )


def steps(source, *cells):
    work = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    return merge(read_assignment(json.dumps(source)), read_notebook(json.dumps(work))).steps


def texts(made):
    return [step.text for step in made if isinstance(step, Run)]


def test_the_learners_answers_stand_in_the_instructors_order_with_the_locked_text(source, write):
    made = steps(
        source,
        write.answer("mine 2", "e2-answer"),
        write.check("pass", "e1", 500),
        write.answer("mine 1", "e1-answer"),
        write.locked("math = None", "setup"),
    )
    assert made == (
        Run("import math", locked=True),
        Run("rate = 10"),
        Run("mine 1", "e1-answer"),
        Check("e1", "TEST 1", 2.0, ("e1-answer",)),
        Manual("free", 3.0),
        Run("mine 2", "e2-answer"),
        Check("e2", "TEST 2", 1.0, ("e2-answer",)),
    )


def test_no_solution_and_no_test_ever_stands_in_for_a_missing_cell(source):
    assert texts(steps(source)) == ["import math", "rate = 10"]


def test_a_cell_the_learner_added_runs_after_the_known_cell_before_it(source, write):
    made = steps(
        source,
        write.cell("first of all"),
        write.locked("import math", "setup"),
        write.answer("mine 1", "e1-answer"),
        write.cell("looking"),
        write.check("TEST 1", "e1", 2),
        write.cell("after the test"),
        write.cell("prose", kind="markdown"),
        write.answer("mine 2", "e2-answer"),
    )
    assert texts(made) == [
        "first of all", "import math", "rate = 10", "mine 1", "looking", "after the test", "mine 2",
    ]  # fmt: skip
    assert made.index(Run("after the test")) == made.index(Check("e1", "TEST 1", 2.0, ("e1-answer",))) + 1


def test_the_last_copy_of_an_answer_counts_and_earlier_ones_run_as_added_cells(source, write):
    made = steps(source, write.answer("old", "e1-answer"), write.answer("new", "e1-answer"))
    assert [step for step in made if isinstance(step, Run)][-1] == Run("new", "e1-answer")
    assert Run("old") in made


def test_an_open_cell_runs_as_the_learner_left_it_by_id_or_by_text(source, write):
    changed = steps(source, write.cell("rate = 8") | {"id": "open-1"})
    assert texts(changed) == ["import math", "rate = 8"]
    same = steps(source, write.cell("rate = 10") | {"id": "another"})
    assert texts(same) == ["import math", "rate = 10"]


def test_an_answer_turned_into_markdown_still_runs_as_code(source, write):
    turned = write.cell("mine", "e1-answer", kind="markdown", solution=True)
    assert Run("mine", "e1-answer") in steps(source, turned)


@pytest.mark.parametrize(
    "damage",
    [
        {"points": -1},
        {"points": "2"},
        {"points": None},
        {"points": float("inf")},
        {"grade_id": ""},
        {"grade_id": "e2"},
    ],
    ids=str,
)
def test_a_broken_instructors_notebook_is_a_fault_and_never_a_score(source, damage):
    source["cells"][3]["metadata"]["nbgrader"] |= damage
    with pytest.raises(BrokenSource):
        read_assignment(json.dumps(source))
