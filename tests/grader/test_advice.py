"""A test that can never work by value is found before any learner meets it, with the helper to use instead."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.advice import advise
from grader.advice.words import USE
from grader.assignment import read_assignment

CHECKOUT = Path(__file__).parents[2]
LOCKED = (
    "import math\nimport pandas as pd\ndef close(a, b):\n    return abs(a - b) < 1e-9\nprices = [3, 1, 2]"
)
ANSWER = """def total(numbers):
    return sum(numbers)

def mean(numbers):
    return total(numbers) / len(numbers)

twice = lambda n: 2 * n

class Box:
    size = 3

box = Box()
best = max(prices)
"""
DRAWN = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\ndef draw(data):\n    return plt.gca()"
UNWORKABLE = {
    "names_called": [
        "kept = total\ndel total\nmean([1])\ntotal = kept",
        "total = lambda numbers: 0\nmean([1])",
        "def total(numbers):\n    raise NameError\nmean([1])",
        "def fake(numbers):\n    return 1\ntotal = fake",
        "from unittest.mock import Mock\ntotal = Mock()",
        "from unittest.mock import patch\nwith patch('__main__.total') as seen:\n    mean([1])",
        "import __main__\n__main__.total = None",
        "import sys\nsys.modules['__main__'].total = None",
        "globals()['total'] = None",
        "monkeypatch.setitem(globals(), 'total', None)",
    ],
    "answer_text": [
        "import inspect\nassert 'sum' in inspect.getsourcelines(total)[0][0]",
        "assert 'sum' in In[3]",
        "assert any('sum' in cell for cell in _ih)",
        "assert 'total' in get_ipython().user_ns",
        "import json\ntext = open('lesson.ipynb').read()",
        "import nbformat",
    ],
    "plain data": [
        "import re\nassert isinstance(best, re.Pattern)",
        "import types\nassert isinstance(total, (int, types.FunctionType))",
    ],
    "answer_tree": [
        "import inspect\nassert len(inspect.getfullargspec(total).args) == 1",
        "assert total.__doc__",
        "assert total.__code__.co_argcount == 1",
    ],
    "figures": [
        "assert ax.get_title() == 'Rain'",
        "assert len(fig.axes) == 1",
        "assert len(ax.lines) == 1",
        "assert plt.gca().has_data()",
        "figure = plt.gcf()",
        "made = draw(prices)\nassert made.get_xlabel() == 'day'",
    ],
    "arguments_after": [
        "numbers = [2, 1]\nsort_in_place(numbers)\nassert numbers == [1, 2]",
        "def check(numbers):\n    sort_in_place(numbers)\n    assert numbers[0] < numbers[1]",
        "kept = prices.copy()\ntotal(prices)\nassert kept == prices",
        "from copy import deepcopy\nkept = deepcopy(prices)\nresult = total(prices)\nassert prices == kept, 'changed'",
        "given = list(prices)\nassert total(given) == 6\nassert given == prices",
    ],
    "printed": [
        "%%capture seen\ntotal([1])",
        "assert capsys.readouterr().out",
        "from IPython.utils.io import capture_output",
        "assert _ == 6",
        "assert Out[2] == 6",
    ],
    "attributes": [
        "assert box == Box()",
        "other = Box()\nassert other == box",
        "from unittest import TestCase\nTestCase().assertEqual(box, Box())",
    ],
    "rerun": [
        "assert apply(lambda n: n + 1, 3) == 4",
        "def step(n):\n    return n\nassert apply(3, how=step) == 3",
        "assert apply(total, [1]) == 1",
        "assert apply(close, 1) == 1",
        "assert apply(len, 'abc') == 3",
    ],
    "plain Python": ["%time total([1])\nassert total([1]) == 1", "!ls", "display(best)", "assert total([1]) =="],
}  # fmt: skip
WORKABLE = [
    "assert total(prices) == 6 and close(mean(prices), 2)",
    "temporary = 3\nassert best == temporary\ndel temporary",
    "for _ in range(2):\n    assert _ < 2",
    "numbers = [1]\nassert numbers == [1]\nnumbers.append(total(numbers))\nassert numbers == [1, 1]",
    "total([1])\nmean([1])",
    "numbers = sorted(prices)\nassert total(numbers) == total(prices)",
    "assert list(map(lambda n: n + 1, prices)) == [4, 2, 3] and sorted(prices, key=twice)",
    "def close(a, b):\n    return a is b\nassert close(best, best)",
    "from functools import reduce\nassert reduce(lambda a, b: a + b, prices) == total(prices)",
    "assert box.size == 3 and Box().size == 3",
    "assert 100 % 7 == 2\nassert '''\n%d''' % best",
    "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as out:\n    total([1])\nassert out.getvalue() == ''",
    "table = pd.DataFrame({'lines': [1]})\nassert len(table.axes) == 2 and table.lines[0] == 1",
    "if __name__ == '__main__':\n    assert best == 3",
    "assert mean(numbers=[1]) == 1\nmean_of_two = mean([1, 3])",
    "kept = prices.copy()\nkept.append(4)\nassert kept != prices",
    "assert 'total' in names_called('answer') and rerun('answer', prices=[9]).best == 9",
    "after = arguments_after(total, prices)",
]


@pytest.fixture
def findings(write):
    """What is said of one test after the same locked cell and answer."""

    def advise_on(test, answer=ANSWER):
        source = write.notebook(
            write.locked(LOCKED, "setup"), write.answer(answer, "answer"), write.check(test, "test", 1)
        )
        return advise(read_assignment(json.dumps(source)))

    return advise_on


@pytest.mark.parametrize(
    ("helper", "test"), [(helper, test) for helper, tests in UNWORKABLE.items() for test in tests]
)
def test_what_can_never_work_is_named_with_its_helper(helper, test, findings):
    assert helper in {finding.helper for finding in findings(test, ANSWER + DRAWN)}


@pytest.mark.parametrize("test", WORKABLE)
def test_what_works_is_left_in_peace(test, findings):
    assert findings(test) == []


def test_a_finding_says_cell_line_and_reason_in_both_languages(findings):
    (finding,) = findings("assert best == 3\n\nassert 'sum' in In[2]")
    assert (finding.cell, finding.line, finding.helper) == ("test", 3, "answer_text")
    assert finding.spoken("ja") == f"test:3  answer_text  {USE['answer_text'].ja}"
    assert finding.as_dict("en")["message"] == USE["answer_text"].en


def test_every_sentence_names_its_helper():
    for helper, sentence in USE.items():
        assert helper in sentence.ja
        assert helper in sentence.en


def test_a_test_that_draws_a_figure_of_its_own_may_look_at_it(findings):
    test = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nassert ax.get_title() == ''"
    assert findings(test, ANSWER + DRAWN) == []


def test_what_an_earlier_test_defined_is_not_a_learners(write):
    source = write.notebook(
        write.check("def apply(f, x):\n    return f(x)", "first", 1),
        write.check("assert apply(lambda n: n + 1, 3) == 4", "second", 1),
    )
    assert advise(read_assignment(json.dumps(source))) == []


@pytest.mark.parametrize(
    ("unlocked", "expected"),
    [
        ("from math import isclose", []),
        ("def isclose(a, b):\n    return a == b", ["locked cell"]),
        ("import math, numpy as np", []),
        ("isclose = 3", []),
    ],
)
def test_a_function_of_an_open_cell_decides_nothing(unlocked, expected, write):
    source = write.notebook(write.cell(unlocked), write.check("assert isclose(1, 1)", "a", 1))
    assert [finding.helper for finding in advise(read_assignment(json.dumps(source)))] == expected


def check(source, *options):
    line = [sys.executable, "-m", "grader", "check", "--source", source, *options]
    return subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_prints_findings_and_fails(tmp_path, write):
    path = tmp_path / "source.ipynb"
    path.write_text(json.dumps(write.notebook(write.check("assert In[1]", "first", 1))))
    done = check(path, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {"cell": "first", "line": 1, "helper": "answer_text", "message": USE["answer_text"].ja}
    ]
    assert USE["answer_text"].en in check(path, "--language", "en").stdout


def test_the_command_is_content_with_a_good_notebook_and_not_with_a_broken_one(tmp_path, write):
    path = tmp_path / "source.ipynb"
    path.write_text(json.dumps(write.assignment()))
    assert check(path).returncode == 0
    path.write_text("{}")
    assert check(path).returncode == 1


def test_the_command_says_so_where_nothing_is_to_be_mended(tmp_path, write):
    path = tmp_path / "source.ipynb"
    path.write_text(json.dumps(write.notebook(write.check("assert 1", "first", 1))))
    done = check(path, "--language", "en")
    assert (done.returncode, done.stdout) == (0, "Every test can work by value: nothing to mend.\n")


def test_a_mistyped_path_is_named_in_a_sentence(tmp_path):
    done = check(tmp_path / "nowhere.ipynb")
    assert done.returncode == 2
    assert "nowhere.ipynb がありません" in done.stderr
    assert "Traceback" not in done.stderr
