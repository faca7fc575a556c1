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
