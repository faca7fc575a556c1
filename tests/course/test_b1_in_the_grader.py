"""B1 as learners meet it: the built notebook, answered and scored by the real grader in its sandbox."""

import base64
from itertools import zip_longest

import nbformat
import pytest

from course.evidence import gather
from course.questions import questions_of
from course.wrong_answers import read_wrong_answers
from grader.contract import GradingRequest, ScoreSheet
from grader.engine import grade

pytestmark = pytest.mark.sandbox

FULL = {"b1-1": 2, "b1-2": 2, "b1-3": 2, "b1-4": 1, "b1-5": 2, "b1-6": 2, "b1-7": 1}
TYPED_IN = {
    "b1-1": "total_2020 = 1034814",
    "b1-2": 'n_by_kind = {"市": 10, "町": 4, "村": 1}',
    "b1-3": 'largest = "富山市"\nshare_pct = 40.001198901831634',
    "b1-5": 'grew = ["舟橋村"]',
    "b1-6": "top2_share = 56.08070668",
}


def wrong_answers_in_rounds(b1):
    """One wrong answer of each exercise at a time, as somebody hands in who got all of them wrong."""
    of_each = [
        [wrong for wrong in read_wrong_answers(b1) if wrong.exercise_id == exercise.id]
        for exercise in b1.exercises
    ]
    return [[wrong for wrong in together if wrong] for together in zip_longest(*of_each)]


@pytest.fixture(scope="session")
def solutions(b1):
    return {question.id: question.solution for question in gather("beginner", b1).questions}


@pytest.fixture(scope="session")
def hand_in(built_b1):
    """Fill the learner's notebook and have it scored: points by exercise, and the sheet."""
    source = built_b1.files["source.ipynb"].decode()
    files = {
        name: base64.b64encode(body).decode()
        for name, body in built_b1.learner_files.items()
        if name.startswith("data/")
    }

    def hand_in(answers):
        notebook = nbformat.reads(built_b1.files["learner/exercise.ipynb"].decode(), as_version=4)
        for cell in notebook.cells:
            cell.source = (
                answers.get(cell.id.removesuffix("-answer"), cell.source)
                if cell.id.endswith("-answer")
                else cell.source
            )
        request = GradingRequest("b1", source, nbformat.writes(notebook), files)
        sheet = ScoreSheet.from_json(grade(request.to_json()))
        return {exercise.id: exercise.points for exercise in sheet.exercises}, sheet

    return hand_in


def test_the_reference_solution_earns_full_marks(hand_in, solutions):
    points, sheet = hand_in(solutions)
    assert points == {**FULL, "b1-text": None}
    assert (sheet.points, sheet.max_points) == (12, 12)


def test_the_untouched_notebook_earns_nothing_and_says_what_to_do(hand_in):
    points, sheet = hand_in({})
    assert points == {**dict.fromkeys(FULL, 0), "b1-text": None}
    assert all(
        exercise.message.ja and exercise.message.en for exercise in sheet.exercises if exercise.points == 0
    )


def test_basic_exercises_alone_earn_their_ten_points(hand_in, solutions, b1):
    basics = {exercise.id for exercise in b1.exercises if exercise.kind == "basic"}
    _, sheet = hand_in({name: answer for name, answer in solutions.items() if name in basics})
    assert sheet.points == 10


def test_numbers_typed_in_pass_what_the_learner_sees_and_earn_nothing(hand_in, built_b1):
    points, _ = hand_in(TYPED_IN)
    assert {name: points[name] for name in TYPED_IN} == dict.fromkeys(TYPED_IN, 0)
    learner = nbformat.reads(built_b1.files["learner/exercise.ipynb"].decode(), as_version=4)
    seen = {cell.id: cell.source for cell in learner.cells}
    for name, typed in TYPED_IN.items():
        exec(typed + "\n" + seen[name], {"print": lambda *words: None})  # noqa: S102 - the lesson's own test


def test_each_wrong_answer_loses_its_own_points_and_no_others(hand_in, solutions, b1):
    for together in wrong_answers_in_rounds(b1):
        wrong = {answer.exercise_id: answer.code for answer in together}
        points, _ = hand_in({**solutions, **wrong})
        expected = {name: 0 if name in wrong else full for name, full in FULL.items()}
        assert {name: points[name] for name in FULL} == expected, [answer.name for answer in together]


def test_the_visible_test_that_failed_is_told_in_its_own_words(hand_in, solutions):
    _, sheet = hand_in({**solutions, "b1-1": 'total_2020 = municipalities["pop_2010"].sum()'})
    message = next(exercise.message.ja for exercise in sheet.exercises if exercise.id == "b1-1")
    assert "2020年の列を" in message


def test_somebody_who_goes_on_with_an_earlier_answer_is_not_punished(hand_in, solutions):
    own = 'top2_share = municipalities["pop_2020"].nlargest(2).sum() / total_2020 * 100'
    share = 'largest = municipalities.set_index("name")["pop_2020"].idxmax()\nshare_pct = round(municipalities["pop_2020"].max() / total_2020 * 100, 1)'
    points, _ = hand_in({**solutions, "b1-3": share, "b1-6": own})
    assert (points["b1-3"], points["b1-6"]) == (2, 2)


def test_the_questions_are_those_of_the_released_source(built_b1):
    source = nbformat.reads(built_b1.files["source.ipynb"].decode(), as_version=4)
    assert {question.id: question.points for question in questions_of(source)} == FULL
