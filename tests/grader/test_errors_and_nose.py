"""Errors of the learner's functions, caught as tests usually catch them, and nose's assertions where nose is not."""

import sys
from functools import partial

import pytest

from grader.inside import nose_tools
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


ROOT = "def root(n):\n    if n < 0:\n        raise ValueError('負の数です')\n    return n ** 0.5"
CAREFREE = "def root(n):\n    return abs(n) ** 0.5"


@pytest.mark.parametrize(
    "test",
    [
        "try:\n    root(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False",
        "import unittest\nwith unittest.TestCase().assertRaises(ValueError):\n    root(-1)",
        "import unittest\nunittest.TestCase().assertRaises(ValueError, root, -1)",
        "import unittest\nwith unittest.TestCase().assertRaisesRegex(ValueError, '負'):\n    root(-1)",
        "class TestRoot(__import__('unittest').TestCase):\n    def test_it(self):\n        with self.assertRaises(ValueError):\n            root(-1)\n"
        "import unittest\nassert unittest.TextTestRunner(stream=open('/dev/null', 'w')).run(unittest.defaultTestLoader.loadTestsFromTestCase(TestRoot)).wasSuccessful()",
        "from nose.tools import assert_raises\nassert_raises(ValueError, root, -1)",
        "from nose.tools import assert_raises\nwith assert_raises(ValueError):\n    root(-1)",
        "from nose.tools import raises\n@raises(ValueError)\ndef check():\n    root(-1)\ncheck()",
        "import nose.tools as nt\nnt.assert_raises_regex(ValueError, '負', root, -1)",
    ],
)
def test_an_error_that_a_function_must_raise_is_caught_in_the_usual_ways(test, graded):
    assert graded(ROOT, test).points == 1
    assert graded(CAREFREE, test).points == 0
    assert graded(ROOT.replace("ValueError", "KeyError"), test).points == 0


def test_pytests_way_works_where_pytest_is_installed(graded):
    pytest.importorskip("pytest")
    test = "import pytest\nwith pytest.raises(ValueError, match='負'):\n    root(-1)"
    assert graded(ROOT, test).points == 1
    assert graded(CAREFREE, test).points == 0


@pytest.mark.parametrize(
    ("holds", "fails"),
    [
        ("assert_equal(root(4), 2)", "assert_equal(root(4), 3)"),
        ("assert_equals(root(4), 2, 'x')", "assert_equals(root(4), 3, 'x')"),
        ("assert_true(root(4) == 2)", "assert_true(root(4) == 3)"),
        ("assert_false(root(4) == 3)", "assert_false(root(4) == 2)"),
        ("ok_(root(4) == 2)", "ok_(root(4) == 3, 'x')"),
        ("eq_(root(4), 2)", "eq_(root(4), 3)"),
        ("assert_almost_equal(root(2), 1.41421356237)", "assert_almost_equal(root(2), 1.42)"),
        ("assert_is_instance(root(2), float)", "assert_is_instance(root(2), int)"),
        ("assert_in(root(4), [2])", "assert_not_in(root(4), [2])"),
        ("assert_list_equal([root(4)], [2])", "assert_list_equal([root(4)], [3])"),
    ],
)
def test_noses_assertions_are_there(holds, fails, graded):
    assert graded(ROOT, f"from nose.tools import *\n{holds}").points == 1
    assert graded(ROOT, f"from nose.tools import *\n{fails}").points == 0


def test_noses_import_in_a_locked_cell_works_on_both_sides(graded):
    setup = "from nose.tools import assert_equal\nready = 1"
    assert graded(ROOT, "assert_equal(root(4), 2)\nassert_equal(ready, 1)", setup).points == 1
    assert graded(CAREFREE.replace("0.5", "2"), "assert_equal(root(4), 2)", setup).points == 0


def test_a_nose_that_is_installed_is_left_alone(monkeypatch):
    theirs = object()
    monkeypatch.setitem(sys.modules, "nose", theirs)
    nose_tools.offer()
    assert sys.modules["nose"] is theirs
    assert "nose.tools" not in sys.modules
