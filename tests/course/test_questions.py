import pytest

from course.questions import questions_of
from course.release import source_notebook


@pytest.fixture
def question(tiny):
    return questions_of(source_notebook(tiny.files["l1/exercise.md"]))[0]


def test_a_question_joins_an_answer_with_the_tests_after_it(question):
    assert (question.id, question.answer_id, question.points) == ("l1-1", "l1-1-answer", 3)


def test_solution_and_template_are_read_without_their_frames(question):
    assert question.solution == "total_apples = sum(apples)"
    assert question.template == ("total_apples = ____(apples)",)
    assert question.assigned_names() == ("total_apples",)


def test_tests_are_known_by_name_and_by_whether_a_learner_sees_them(question):
    assert [(test.name, test.hidden) for test in question.tests] == [
        ("合計の値", False),
        ("ほかのかご", True),
    ]


def test_a_line_belongs_to_the_last_name_above_it(question):
    assert question.test_at(2).name == "合計の値"
    assert question.test_at(5).name == "ほかのかご"
    assert question.test_at(None) is None
    assert question.test_at(0) is None


def test_a_graded_cell_without_an_answer_before_it_has_none(tiny):
    tiny.replace(
        "l1/exercise.md",
        "solution: true, task: false}\n\n### BEGIN T",
        "solution: false, task: false}\n\n### BEGIN T",
    )
    text = tiny.files["l1/exercise.md"].replace("### BEGIN SOLUTION\n", "").replace("### END SOLUTION\n", "")
    assert questions_of(source_notebook(text))[0].answer_id is None
