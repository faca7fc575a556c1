"""`inspect` about a learner's function is answered from the text that was handed in, never by the learner's process."""

import copy

import pytest

pytestmark = pytest.mark.sandbox
AREA = "def area(width, height=2, *rest, unit: str = 'm', **more):\n    return width * height"


@pytest.fixture
def points(desk, write):
    def grade(answer, test):
        source = write.notebook(
            write.locked("import inspect", "setup"), write.answer(AREA, "a-answer"), write.check(test, "a", 1)
        )
        work = copy.deepcopy(source)
        work["cells"][1]["source"] = answer
        return desk.grade(work, source).points

    return grade


@pytest.mark.parametrize(
    "test",
    [
        "assert inspect.getsource(area).startswith('def area(') and 'width * height' in inspect.getsource(area)",
        "assert str(inspect.signature(area)) == \"(width, height=2, *rest, unit='m', **more)\"",
        "assert [p.name for p in inspect.signature(area).parameters.values()][:2] == ['width', 'height']",
        "from inspect import signature, getsource\nassert len(signature(area).parameters) == 5 and getsource(area)",
        "def own(a, b=1): ...\nassert str(inspect.signature(own)) == '(a, b=1)'",
        "assert 'def dedent' in inspect.getsource(__import__('textwrap').dedent)",
    ],
)
def test_text_and_parameters_can_be_read(test, points):
    assert points(AREA, test) == 1


def test_the_last_definition_counts(points):
    assert (
        points(f"def area():\n    return 0\n{AREA}", "assert len(inspect.signature(area).parameters) == 5")
        == 1
    )


@pytest.mark.parametrize(
    "answer",
    [
        "area = lambda width, height: width * height",
        "import os\narea = os.path.join",
        "def area(width, height):\n    return 0\narea.__signature__ = 'forged'",
        "exec('def area(width, height=2, *rest, unit=1, **more): return 0')",
        "def area(:",
    ],
)
def test_what_is_not_in_the_text_is_not_believed(answer, points):
    assert points(answer, "assert len(inspect.signature(area).parameters) == 5") == 0


@pytest.mark.parametrize(
    "later",
    [
        "area = lambda width, height: 0",
        "if True:\n    def area(width, height):\n        return 0",
        "def again():\n    global area\n    area = print\nagain()",
        "from operator import mul as area",
    ],
)
def test_a_function_that_is_made_anew_in_another_way_has_no_known_text(later, points):
    assert points(f"{AREA}\n{later}", "assert inspect.getsource(area)") == 0


def test_a_variable_of_that_name_inside_another_function_hides_nothing(points):
    other = "def volume(width):\n    area = width ** 2\n    return area * width"
    assert points(f"{AREA}\n{other}", "assert inspect.getsource(area) and inspect.getsource(volume)") == 1


def test_a_cell_that_the_learner_added_counts_as_well(desk, write):
    source = write.notebook(
        write.locked("import inspect", "setup"),
        write.answer("def area(width):\n    return 4", "a-answer"),
        write.check("assert 'print' not in inspect.getsource(area) and area(2) == 4", "a", 1),
    )
    work = copy.deepcopy(source)
    work["cells"].insert(2, write.cell("def area(width):\n    print(width)\n    return 4"))
    assert (desk.grade(source, source).points, desk.grade(work, source).points) == (1, 0)


def test_a_score_that_rests_on_the_text_is_marked(desk, write):
    source = write.notebook(
        write.locked("import inspect", "setup"),
        write.answer(AREA, "a-answer"),
        write.check("assert inspect.getsource(area)", "a", 1),
        write.check("assert area(2, 3) == 6", "b", 1),
    )
    assert [exercise.observed for exercise in desk.grade(source, source).exercises] == [True, False]
