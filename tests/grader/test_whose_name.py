"""Of a name that several cells make, the last one before the test counts, as in the notebook itself."""

import copy

import pytest

pytestmark = pytest.mark.sandbox


@pytest.fixture
def points(desk, write):
    """Points of the instructor's own work, and of the same notebook with another last answer."""

    def grade(cells, wrong):
        source = write.notebook(*cells)
        work = copy.deepcopy(source)
        answers = [cell for cell in work["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
        answers[-1]["source"] = wrong
        return desk.grade(source, source).points, desk.grade(work, source).points

    return grade


def test_a_function_that_the_learner_writes_is_asked_though_a_library_has_one_of_that_name(points, write):
    cells = [
        write.locked("from math import sqrt", "setup"),
        write.answer("def sqrt(x):\n    return x ** 0.5", "a-answer"),
        write.check("assert sqrt(9) == 3", "a", 1),
    ]
    assert points(cells, "def sqrt(x):\n    return x") == (1, 0)


def test_nor_does_a_library_whose_every_name_was_imported_stand_in_for_it(points, write):
    cells = [
        write.locked("from math import *", "setup"),
        write.answer("def sqrt(x):\n    return x ** 0.5", "a-answer"),
        write.check("assert sqrt(9) == 3 and floor(2.5) == 2", "a", 1),
    ]
    assert points(cells, "def sqrt(x):\n    return x\ndef floor(x):\n    return 2") == (1, 0)


def test_a_learners_own_sum_is_asked_and_not_pythons(points, write):
    cells = [
        write.answer("def sum(numbers):\n    return 42 if len(numbers) == 2 else 0", "a-answer"),
        write.check("assert sum([1, 2]) == 42", "a", 1),
    ]
    assert points(cells, "def sum(numbers):\n    return 3") == (1, 0)


def test_what_an_earlier_test_called_so_does_not_hide_a_later_answer(points, write):
    cells = [
        write.answer("first = 1", "a-answer"),
        write.check("result = first + 1\nassert result == 2", "a", 1),
        write.answer("result = 10", "b-answer"),
        write.check("assert result == 10", "b", 2),
    ]
    assert points(cells, "result = 2") == (3, 1)


def test_a_locked_cell_after_the_answer_has_the_last_word(points, write):
    cells = [
        write.answer("def double(x):\n    return 2 * x", "a-answer"),
        write.locked("def close(a, b):\n    return abs(a - b) < 0.1", "helper"),
        write.check("assert close(double(2), 4)", "a", 1),
    ]
    assert points(cells, "def double(x):\n    return 0\ndef close(a, b):\n    return True") == (1, 0)


def test_an_assertion_that_an_open_cell_imports_cannot_be_replaced(points, write):
    cells = [
        write.cell("from math import isclose"),
        write.answer("speed = 60.0", "a-answer"),
        write.check("assert isclose(speed, 60.0)", "a", 1),
    ]
    assert points(cells, "speed = 1.0\ndef isclose(a, b):\n    return True") == (1, 0)


def test_an_import_in_an_answer_leaves_the_instructors_import_where_it_is(points, write):
    cells = [
        write.locked("from math import isclose", "setup"),
        write.answer("from math import isclose\nspeed = 60.0", "a-answer"),
        write.check("assert isclose(speed, 60.0)", "a", 1),
    ]
    assert points(cells, "speed = 1.0\ndef isclose(a, b):\n    return True") == (1, 0)


def test_counters_and_queues_are_plain_data_too(points, write):
    cells = [
        write.locked("from collections import Counter, defaultdict, deque", "setup"),
        write.answer(
            "seen = Counter('aab')\nby = defaultdict(list, {'x': [1]})\nlast = deque([1, 2, 3], 2)",
            "a-answer",
        ),
        write.check(
            "assert seen == {'a': 2, 'b': 1} and seen['z'] == 0 and by['y'] == [] and list(last) == [2, 3]",
            "a",
            1,
        ),
    ]
    assert points(cells, "seen, by, last = {}, {}, []") == (1, 0)


@pytest.mark.parametrize(
    ("made", "read"),
    [
        ("if True:\n    def same(a, b):\n        return a == b", "same(given, [1, 2])"),
        ("try:\n    import numpy as np\nexcept ImportError:\n    pass", "np.allclose(given, [1, 2])"),
        ("def begin():\n    global wanted\n    wanted = [1, 2]\nbegin()", "given == wanted"),
        ("match [1, 2]:\n    case wanted:\n        pass", "given == wanted"),
    ],
)
def test_what_a_failed_test_would_have_made_is_never_the_learners(made, read, points, write):
    cells = [
        write.answer("given = [1, 2]", "a-answer"),
        write.check(f"assert len(given) == 2\n{made}", "a", 1),
        write.check(f"assert {read}", "b", 1),
    ]
    wrong = (
        "given = wanted = [9]\n"
        "def same(*given):\n    return True\n"
        "class np:\n    allclose = staticmethod(same)"
    )
    assert points(cells, wrong) == (2, 0)


@pytest.mark.parametrize(
    "locked",
    [
        "try:\n    import numpy as np\nexcept ImportError:\n    np = None",
        "import sys\nif sys.version_info > (3,):\n    import numpy as np\nelse:\n    raise ImportError",
    ],
)
def test_what_a_locked_cell_defines_in_a_condition_is_the_instructors_too(locked, points, write):
    cells = [
        write.locked(locked, "setup"),
        write.answer("given = [1, 2]", "a-answer"),
        write.check("assert np.allclose(given, [1, 2])", "a", 1),
    ]
    wrong = "given = [9]\nclass np:\n    allclose = staticmethod(lambda *given: True)"
    assert points(cells, wrong) == (1, 0)
