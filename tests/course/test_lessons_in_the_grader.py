"""Every lesson as learners meet it: the built notebook, answered and scored by the real grader in its sandbox."""

import base64
from functools import cache
from itertools import zip_longest

import nbformat
import pytest

from course.catalogue import ROOT, load_courses
from course.evidence import gather
from course.questions import questions_of
from course.rehearsal import Attempt, rehearse
from grader.contract import GradingRequest, ScoreSheet
from grader.engine import grade

pytestmark = pytest.mark.sandbox

# Courses may share lessons; each is played once.
LESSONS = {
    lesson.folder: (slug, lesson) for slug, course in load_courses(ROOT).items() for lesson in course.lessons
}


@cache
def evidence_of(folder):
    return gather(*LESSONS[folder])


@pytest.fixture(params=LESSONS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def seen(request):
    """One lesson, read and built once for all its tests."""
    return evidence_of(request.param)


@pytest.fixture
def first():
    return evidence_of(ROOT / "beginner" / "b1")


def full_marks(seen):
    return {exercise.id: exercise.points for exercise in seen.lesson.exercises}


def solutions(seen):
    return {question.id: question.solution for question in seen.questions}


def basics(seen):
    return {exercise.id for exercise in seen.lesson.exercises if exercise.kind == "basic"}


def hand_in(seen, answers):
    """Fill the learner's notebook and have it scored: points by exercise, and the sheet."""
    notebook = nbformat.reads(seen.built.files["learner/exercise.ipynb"].decode(), as_version=4)
    for cell in notebook.cells:
        if cell.id.endswith("-answer"):
            cell.source = answers.get(cell.id.removesuffix("-answer"), cell.source)
    files = {
        name: base64.b64encode(body).decode()
        for name, body in seen.built.learner_files.items()
        if name.startswith("data/")
    }
    source = seen.built.files["source.ipynb"].decode()
    request = GradingRequest(seen.lesson.slug, source, nbformat.writes(notebook), files)
    sheet = ScoreSheet.from_json(grade(request.to_json()))
    return {exercise.id: exercise.points for exercise in sheet.exercises}, sheet


def texts_unread(seen):
    return dict.fromkeys(task.id for task in seen.lesson.tasks)


def typed_in(seen):
    """Each 基本 answer as somebody writes it who copies the values from the screen."""
    names = tuple(name for question in seen.questions for name in question.assigned_names())
    data = {f"data/{name}": body for name, body in seen.materials.data.items()}
    shown = rehearse(seen.source, data, [Attempt("reference", literals=names)]).outcomes[0].literals
    copied = {
        question.id: [f"{name} = {shown[name]}" for name in question.assigned_names() if name in shown]
        for question in seen.questions
        if question.id in basics(seen)
    }
    return {name: "\n".join(lines) for name, lines in copied.items() if lines}


def wrong_answers_in_rounds(seen):
    """One wrong answer of each exercise at a time, as somebody hands in who got all of them wrong."""
    of_each = [
        [wrong for wrong in seen.wrong_answers if wrong.exercise_id == exercise.id]
        for exercise in seen.lesson.exercises
    ]
    return [[wrong for wrong in together if wrong] for together in zip_longest(*of_each)]


def test_the_reference_solution_earns_full_marks(seen):
    points, sheet = hand_in(seen, solutions(seen))
    assert points == {**full_marks(seen), **texts_unread(seen)}
    assert sheet.points == sheet.max_points == sum(full_marks(seen).values())


def test_the_untouched_notebook_earns_nothing_and_says_what_to_do(seen):
    points, sheet = hand_in(seen, {})
    assert points == {**dict.fromkeys(full_marks(seen), 0), **texts_unread(seen)}
    assert all(
        exercise.message.ja and exercise.message.en for exercise in sheet.exercises if exercise.points == 0
    )


@pytest.mark.whole
def test_basic_exercises_alone_earn_all_their_points(seen):
    points, _ = hand_in(seen, {name: solutions(seen)[name] for name in basics(seen)})
    assert {name: points[name] for name in basics(seen)} == {
        name: full for name, full in full_marks(seen).items() if name in basics(seen)
    }


@pytest.mark.whole
def test_values_typed_in_earn_nothing(seen):
    copied = typed_in(seen)
    points, _ = hand_in(seen, copied)
    assert copied
    assert {name: points[name] for name in copied} == dict.fromkeys(copied, 0)


def test_a_wrong_answer_of_each_exercise_loses_its_own_points_and_no_others(seen):
    lose_their_own_points(seen, wrong_answers_in_rounds(seen)[:1])


@pytest.mark.whole
def test_each_wrong_answer_loses_its_own_points_and_no_others(seen):
    lose_their_own_points(seen, wrong_answers_in_rounds(seen)[1:])


def lose_their_own_points(seen, rounds):
    right, full = solutions(seen), full_marks(seen)
    assert rounds
    for together in rounds:
        wrong = {answer.exercise_id: answer.code for answer in together}
        points, _ = hand_in(seen, {**right, **wrong})
        expected = {name: 0 if name in wrong else earned for name, earned in full.items()}
        assert {name: points[name] for name in full} == expected, [answer.name for answer in together]


def test_the_questions_are_those_of_the_released_source(seen):
    source = nbformat.reads(seen.built.files["source.ipynb"].decode(), as_version=4)
    assert {question.id: question.points for question in questions_of(source)} == full_marks(seen)


# B1's own cases.

TYPED_IN = {
    "b1-1": "total_2020 = 1034814",
    "b1-2": 'n_by_kind = {"市": 10, "町": 4, "村": 1}',
    "b1-3": 'largest = "富山市"\nshare_pct = 40.001198901831634',
    "b1-5": 'grew = ["舟橋村"]',
    "b1-6": "top2_share = 56.08070668",
}


def test_numbers_typed_in_pass_what_the_learner_of_b1_sees_and_earn_nothing(first):
    points, _ = hand_in(first, TYPED_IN)
    assert {name: points[name] for name in TYPED_IN} == dict.fromkeys(TYPED_IN, 0)
    learner = nbformat.reads(first.built.files["learner/exercise.ipynb"].decode(), as_version=4)
    seen = {cell.id: cell.source for cell in learner.cells}
    for name, typed in TYPED_IN.items():
        exec(typed + "\n" + seen[name], {"print": lambda *words: None})  # noqa: S102 - the lesson's own test


def test_the_visible_test_of_b1_that_failed_is_told_in_its_own_words(first):
    _, sheet = hand_in(first, {**solutions(first), "b1-1": 'total_2020 = municipalities["pop_2010"].sum()'})
    message = next(exercise.message.ja for exercise in sheet.exercises if exercise.id == "b1-1")
    assert "2020年の列を" in message


def test_somebody_who_goes_on_with_an_earlier_answer_of_b1_is_not_punished(first):
    own = 'top2_share = municipalities["pop_2020"].nlargest(2).sum() / total_2020 * 100'
    share = 'largest = municipalities.set_index("name")["pop_2020"].idxmax()\nshare_pct = round(municipalities["pop_2020"].max() / total_2020 * 100, 1)'
    points, _ = hand_in(first, {**solutions(first), "b1-3": share, "b1-6": own})
    assert (points["b1-3"], points["b1-6"]) == (2, 2)
