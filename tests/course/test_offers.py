"""Authors' rehearsal and the real grader offer test cells the same helpers, and come to the same verdict."""

import json
import re

import nbformat
import pytest

from course.catalogue import ROOT
from course.rehearsal import Attempt, rehearse
from grader.contract import GradingRequest, ScoreSheet
from grader.engine import grade
from grader.inside.offers import Offers as OffersOfTheGrader

ABOUT = {"schema_version": 3, "grade": False, "solution": False, "locked": True}
DRAW = "import matplotlib.pyplot as plt\n"
CASES = {
    "rerun": ("total = price * 2", "again = rerun('a-answer', price=5)\nassert again.total == again['total'] == 10 and total == 6"),
    "rerun reads": ("total = price * 2", "assert not hasattr(rerun('a-answer'), '__nothing__') and rerun('a-answer', price=1)['price'] == 1"),
    "arguments": ("def order(numbers):\n    numbers.sort()", "mine = [2, 1]\nassert arguments_after(order, mine) == [[1, 2]] and mine == [2, 1]"),
    "text": ("total = 6  # 計", "assert answer_text('a-answer') == 'total = 6  # 計'"),
    "tree": ("total = 6", "assert len(answer_tree('a-answer').body) == 1"),
    "names": ("total = max(3, price).bit_length()", "assert names_called('a-answer') == {'max', 'bit_length'}"),
    "printed": ("print('計', price)", "assert printed('a-answer') == '計 3\\n' and printed(rerun('a-answer', price=7)) == '計 7\\n'"),
    "printed by a call": ("def say():\n    print('やあ')", "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as heard:\n    say()\nassert heard.getvalue() == 'やあ\\n'"),
    "line": (DRAW + "plt.plot([1, 2], [3, price], 'r', label='a')\nplt.title('t')\nplt.legend()\nplt.text(1, 3, 'x')", "(axes,) = figures()[0].axes\nassert axes.title == 't' and axes.legend == ['a'] and axes.lines[0].y == [3, 3] and axes.lines[0].colour == '#ff0000' and axes.texts[0].text == 'x'"),
    "words at a date": ("import datetime\n" + DRAW + "day = datetime.date(1970, 1, price)\nplt.plot([day], [1])\nplt.text(day, 1, 'x')", "(words,) = figures()[0].axes[0].texts\nassert (words.text, words.x, words.y) == ('x', 2, 1)"),
    "bars": (DRAW + "plt.bar(['a', 'b'], [price, 5])", "(axes,) = figures()[0].axes\nassert [bar.height for bar in axes.bars] == [3, 5] and axes.xticks == ['a', 'b']\nagain = figures(rerun('a-answer', price=9))\nassert again[-1].axes[0].bars[0].height == 9 and len(figures()) == 1 and len(again) == 1"),
    "points": (DRAW + "plt.scatter([1], [price])", "assert figures()[0].axes[0].points[0].y == [3]"),
    "pie": (DRAW + "plt.pie([1, price], labels=['a', 'b'])", "assert figures()[0].axes[0].wedges[0].end == 90"),
    "drawn by a call": (DRAW + "def draw():\n    plt.plot([1])", "assert figures() == []\ndraw()\nassert len(figures()) == 1"),
}  # fmt: skip


def notebook(answer, test):
    def cell(text, name, **about):
        made = nbformat.v4.new_code_cell(text, metadata={"nbgrader": {**ABOUT, "grade_id": name, **about}})
        made.id = name
        return made

    made = nbformat.v4.new_notebook()
    made.cells = [
        cell("price = 3", "setup"),
        cell(answer, "a-answer", solution=True, locked=False),
        cell(test, "a", grade=True, points=1),
    ]
    return made


def rehearsed(answer, test):
    (outcome,) = rehearse(notebook(answer, test), {}, [Attempt("試し", strict=True)]).outcomes
    assert outcome.problems == ()
    return outcome.verdicts["a"]


def graded(answer, test):
    text = json.dumps(notebook(answer, test))
    return ScoreSheet.from_json(grade(GradingRequest("x", text, text).to_json())).exercises[0]


@pytest.mark.parametrize("case", CASES)
def test_the_rehearsal_offers_what_a_test_uses(case):
    verdict = rehearsed(*CASES[case])
    assert verdict.passed, verdict.problem


@pytest.mark.sandbox
@pytest.mark.parametrize("case", CASES)
def test_the_grader_comes_to_the_same(case):
    assert graded(*CASES[case]).points == 1


@pytest.mark.parametrize("case", [case for case in CASES if case not in ("drawn by a call", "rerun reads")])
def test_another_answer_does_not_pass(case):
    assert not rehearsed(
        "total = 0\ndef order(numbers):\n    pass\ndef say():\n    pass", CASES[case][1]
    ).passed


def test_a_figure_drawn_by_one_cell_is_not_drawn_on_by_the_next():
    again = notebook(DRAW + "plt.plot([1])", "assert len(figures()) == 2")
    again.cells[0].source = "price = 3\n" + DRAW + "plt.plot([2])"
    (outcome,) = rehearse(again, {}, [Attempt("試し", strict=True)]).outcomes
    assert outcome.verdicts["a"].passed, outcome.verdicts["a"].problem


def test_every_helper_of_the_grader_is_explained_to_authors():
    explained = set(re.findall(r"^\| `(\w+)\(", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert explained == set(OffersOfTheGrader(None).by_name)
