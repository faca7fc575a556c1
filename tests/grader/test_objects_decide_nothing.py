"""No object of the learner's decides a verdict: not by its operators, and not by what a library asks of it."""

from functools import partial

import pytest

from grader import words
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


OBLIGING = """
class Obliging:
    def yes(self, *others):
        return True
    def me(self, *others):
        return self
    def nothing(self, *others):
        return 0
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = yes
    __ne__ = lambda self, other: False
    __hash__ = __int__ = __round__ = lambda self: 300
    __float__ = lambda self: 300.0
    __index__ = __sub__ = __rsub__ = __abs__ = __mod__ = __rmod__ = __xor__ = nothing
    __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = me
    dtype, shape, ndim, _typ = "int64", (), 0, "series"
    _values = __import__("numpy").array([300])
answer = Obliging()
"""
IMPORTS = "import copy, math, unittest\nimport numpy as np\nimport pandas as pd\n"
DECISIONS = [
    "answer == 300", "300 == answer", "not answer != 300", "answer in (300,)", "300 in answer", "answer in {300}",
    "[answer] == [300]", "answer > 299", "299 < answer < 301", "answer", "bool(answer)", "abs(answer - 300) < 1e-9",
    "300 - answer == 0", "not answer % 300", "not answer ^ 300", "float(answer) == 300", "int(answer) == 300",
    "range(1)[answer] == 0", "hash(answer) == 300", "answer.__eq__(300)", "answer.__sub__(300) == 0",
    "np.float64(300) == answer", "(np.array([300]) == answer).all()", "np.isclose(answer, 300)",
    "np.array_equal(answer, 300)", "math.isclose(answer, 300)", "(pd.Series([300]) == answer).all()",
    "{300: 1}[answer]", "round(answer) == 300", "any([answer])", "(answer or 0) is answer", "not (answer - 300)",
    "copy.copy(answer) is not None",
    "unittest.TestCase().assertEqual(answer, 300) is None", "unittest.TestCase().assertAlmostEqual(answer, 300) is None",
]  # fmt: skip


@pytest.mark.parametrize("decision", DECISIONS)
def test_what_the_learners_class_would_decide_in_one_process_it_does_not_decide_here(decision, graded):
    in_one_process = {}
    exec(IMPORTS + OBLIGING, in_one_process)  # noqa: S102 - this very file's text
    assert eval(decision, in_one_process)  # noqa: S307 - the same
    assert graded(OBLIGING, f"{IMPORTS}assert {decision}").points == 0


@pytest.mark.parametrize(
    "decision",
    [
        "f(3)",
        "bool(f(3))",
        "f(3) != 4",
        "not f(3) == 4",
        "f(3) == 4",
        "f(3) in [4]",
        "f(3) not in [4]",
        "f(3) < 4",
    ],
)
def test_a_function_that_a_function_returns_decides_nothing_either(decision, graded):
    assert graded("def f(n):\n    return f", f"assert {decision}").points == 0


@pytest.mark.parametrize(
    "test", ["assert f", "assert f == f and f != 3 and f in [f] and {f: 1}[f]", "assert f is not None"]
)
def test_a_function_by_its_name_is_itself(test, graded):
    assert graded("def f(n):\n    return n", test).points == 1


# It waits for a library to call one of its methods with the expected value, and then answers with that.
LISTENER = """
heard = []
class Listener:
    def hear(self, *said, **more):
        heard.extend(said)
        return set()
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.hear
    def __iter__(self):
        return iter([item for said in heard for item in (said if isinstance(said, (set, list)) else [said])])
answer = Listener()
"""


@pytest.mark.parametrize(
    "comparison",
    [
        "unittest.TestCase().assertSetEqual(answer, {300})", "unittest.TestCase().assertSetEqual({300}, answer)",
        "np.searchsorted(answer, 300)\nassert list(answer) == [300]", "np.take(answer, 300)\nassert list(answer) == [300]",
        "pd.Series([300]).isin(answer)\nassert list(answer) == [300]", "np.clip(answer, 300, 300)\nassert list(answer) == [300, 300]",
    ],
)  # fmt: skip
def test_no_library_tells_an_object_what_is_expected_of_it(comparison, graded):
    in_one_process = {}
    exec(IMPORTS + LISTENER, in_one_process)  # noqa: S102 - this very file's text
    if "isin" not in comparison and "{300}, answer" not in comparison:
        exec(comparison, in_one_process)  # noqa: S102 - it does hold where the library may ask
    assert graded(LISTENER, IMPORTS + comparison).points == 0
    assert (
        graded(
            LISTENER,
            f"{IMPORTS}import contextlib\nwith contextlib.suppress(Exception):\n    {comparison.splitlines()[0]}\nassert heard == []",
        ).points
        == 1
    )


def test_whoever_answers_with_an_object_hears_its_kind(graded):
    exercise = graded(OBLIGING, "assert answer == 300")
    assert exercise.message == words.kind_not_checked("Obliging")


@pytest.mark.parametrize("kind", ["list", "int", "str", "dict", "float", "tuple"])
def test_a_subclass_of_a_builtin_is_only_a_handle(kind, graded):
    answer = (
        f"class Mine({kind}):\n    __eq__ = lambda self, other: True\n    __hash__ = None\nanswer = Mine()"
    )
    assert graded(answer, f"assert answer == {kind}()").points == 0
    assert graded(answer, f"assert isinstance(answer, {kind})").points == 0
