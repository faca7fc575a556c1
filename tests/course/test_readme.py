import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from course.__main__ import main
from course.catalogue import ROOT
from course.questions import questions_of
from course.release import learner_notebook, source_notebook

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example():
    return re.search(r"^````\n(.*?)^````$", README, re.MULTILINE | re.DOTALL)[1]


def test_the_example_of_an_exercise_is_one_that_can_be_built(example):
    (question,) = questions_of(source_notebook(example))
    assert (question.id, question.answer_id, question.points) == ("x1-1", "x1-1-answer", 2)
    assert [test.hidden for test in question.tests] == [False, True]


def test_the_example_reaches_a_learner_without_its_solution(example):
    answer, check = learner_notebook(source_notebook(example)).cells
    assert answer.source == 'total = table["____"].sum()'
    assert "別の表" not in check.source


def test_every_command_that_is_named_is_there():
    for command in re.findall(r"python -m course (\w+)", README):
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_every_file_that_a_lesson_has_is_named():
    for file in Path(ROOT, "beginner", "b1").iterdir():
        assert file.name in README, file.name
