"""Where we score otherwise than nbgrader, on purpose: each difference with both results and the reason.

nbgrader's side is its own ``determine_grade`` on cells that really ran in a kernel. The list in GRADING.md has the
same ids. Each cell is worth 3 points; FAULT is an error that stops the grading of the whole notebook.
"""

from dataclasses import dataclass, field

import nbformat
import pytest
from nbgrader.preprocessors import Execute
from nbgrader.utils import compute_checksum, determine_grade

from grader.recorder import TestsFault as FaultOfTests

pytestmark = pytest.mark.sandbox

FAULT = "fault"
NOISY = "def answer():\n    import sys\n    print('hm', file=sys.stderr)\n    return 3"
LIKE_A_NUMBER = "class Score:\n    def __repr__(self):\n        return '1.5'\nassert answer == 3\nScore()"


@dataclass(frozen=True)
class Case:
    """One test cell, and what becomes of it by either grader."""

    id: str
    nbgrader: object
    ours: object
    why: str
    test: str
    answer: str = "answer = 3"
    tags: list = field(default_factory=list)


DIFFERENCES = [
    Case("stderr", 0, 3, "a warning says nothing about the answer",
         "import warnings\nwarnings.warn('soon gone')\nassert answer == 3"),
    Case("function-stderr", 0, 3, "a learner may write to stderr while a function runs",
         "assert answer() == 3", answer=NOISY),
    Case("false", 3, 0, "a comparison as the last line is a test, and it failed",
         "answer == 4"),
    Case("nan", 3, 0, "no score is given for what could not be computed",
         "float('nan')"),
    Case("negative", 3, 0, "a score below 0 is a mistake and never full marks",
         "answer - 4"),
    Case("above", FAULT, 0, "a score above the maximum costs this exercise and not the whole notebook",
         "answer + 0.5"),
    Case("infinity", FAULT, 0, "the same, without an end",
         "float('inf')"),
    Case("numpy-float", 3, 1.5, "a number is read as a value and not as text, so numpy's counts too",
         "import numpy as np\nnp.float64(answer / 2)"),
    Case("numpy-integer", 3, 1, "a number is read as a value and not as text, so numpy's counts too",
         "import numpy as np\nnp.int64(answer - 2)"),
    Case("numpy-false", 3, 0, "a comparison of numpy's as the last line is a test too, and it failed",
         "import numpy as np\n(np.array([answer]) == 4).all()"),
    Case("list", 3, 0, "a list where a score was due may be the learner's doing and is no score",
         "[answer / 2]"),
    Case("number-like", 1.5, 0, "only a number is partial credit, not something that prints like one",
         LIKE_A_NUMBER),
    Case("semicolon", 3, 1.5, "a semicolon hides a value on the page and does not change it",
         "answer / 2;"),
    Case("skipped", 3, 0, "learners' tags count for nothing: every test runs",
         "assert answer == 3", answer="answer = 4", tags=["skip-execution"]),
    Case("display", 3, 0, "tests are plain Python: nothing can be displayed",
         "display(answer)"),
    Case("magic", 3, FAULT, "tests are plain Python: IPython's own lines are a mistake of the author's",
         "%time answer"),
]  # fmt: skip
AGREEMENTS = [
    Case("passes", 3, 3, "", "assert answer == 3"),
    Case("error", 0, 0, "", "assert answer == 4"),
    Case("partial", 1.5, 1.5, "", "answer / 2"),
    Case("zero", 0, 0, "", "answer - 3"),
    Case("whole", 3, 3, "", "answer"),
    Case("true", 3, 3, "", "answer == 3"),
    Case("none", 3, 3, "", "None"),
    Case("text", 3, 3, "", "'2'"),
    Case("printed", 3, 3, "", "print(answer / 2)"),
    Case("assignment", 3, 3, "", "half = answer / 2"),
    Case("exit", 0, 0, "", "raise SystemExit"),
]  # fmt: skip


def cell(text, grade_id, kind="code", tags=(), **about):
    nbgrader = {"grade_id": grade_id, "grade": False, "solution": False, "locked": True, "schema_version": 3}
    made = {"cell_type": kind, "metadata": {"nbgrader": nbgrader | about, "tags": list(tags)}, "source": text}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def cells_of(case):
    return [
        cell(case.answer, f"{case.id}-answer", solution=True, locked=False),
        cell(case.test, case.id, grade=True, points=3, tags=case.tags),
    ]


def points_by_nbgrader(test_cell):
    try:
        return determine_grade(test_cell)[0]
    except ValueError:
        return FAULT


@pytest.fixture(scope="module")
def by_nbgrader():
    """nbgrader's score of every case, executed in one kernel."""
    cells = [part for case in [*DIFFERENCES, *AGREEMENTS] for part in cells_of(case)]
    done, _ = Execute().preprocess(nbformat.from_dict(notebook(*cells)), {})
    tests = [part for part in done.cells if part.metadata.nbgrader.grade]
    return {part.metadata.nbgrader.grade_id: points_by_nbgrader(part) for part in tests}


@pytest.fixture
def by_ours(desk):
    """Our score of one case, or FAULT."""

    def points(case):
        work = notebook(*cells_of(case))
        try:
            return desk.grade(work, work).exercises[0].points
        except FaultOfTests:
            return FAULT

    return points


@pytest.mark.parametrize("case", DIFFERENCES, ids=lambda case: case.id)
def test_we_differ_on_purpose(case, by_nbgrader, by_ours):
    assert (by_nbgrader[case.id], by_ours(case)) == (case.nbgrader, case.ours), case.why
    assert case.nbgrader != case.ours


@pytest.mark.parametrize("case", AGREEMENTS, ids=lambda case: case.id)
def test_we_agree(case, by_nbgrader, by_ours):
    assert by_nbgrader[case.id] == by_ours(case) == case.ours == case.nbgrader


@pytest.mark.parametrize(("nbgrader", "ours"), [pytest.param(0, None, id="untouched-text")])
def test_an_untouched_text_waits_for_a_person(nbgrader, ours, desk):
    essay = cell(
        "ここに書いてください。", "essay", kind="markdown", grade=True, solution=True, locked=False, points=3
    )
    untouched = nbformat.from_dict(essay)
    untouched.metadata.nbgrader.checksum = compute_checksum(untouched)
    assert determine_grade(untouched)[0] == nbgrader
    assert desk.grade(notebook(essay), notebook(essay)).exercises[0].points == ours


@pytest.mark.parametrize(("nbgrader", "ours"), [pytest.param(3, 0, id="moved-answer")])
def test_a_deleted_answer_cell_is_0_even_if_its_names_exist_elsewhere(nbgrader, ours, desk):
    answer, test = cells_of(Case("moved", 3, 0, "", "assert answer == 3"))
    moved = {
        "cell_type": "code",
        "metadata": {},
        "source": "answer = 3",
        "outputs": [],
        "execution_count": None,
    }
    done, _ = Execute().preprocess(nbformat.from_dict(notebook(moved, test)), {})
    assert determine_grade(done.cells[1])[0] == nbgrader
    assert desk.grade(notebook(moved, test), notebook(answer, test)).exercises[0].points == ours
