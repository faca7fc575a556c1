"""What one hand-in scored is shown in the lesson's words, with as much help as the attempts call for."""

from tests.webapp.participation import classroom as room
from webapp.participation.models import Submission
from webapp.participation.results import results_of
from webapp.participation.storage import SubmissionStore


def results(session, submission, releases):
    store = SubmissionStore(releases.parent / "submissions")
    result = results_of(session, session.get(Submission, submission.id), releases, store)["result"]
    return {exercise["id"]: exercise for exercise in result["exercises"]}


def test_the_first_failure_shows_the_first_hint_and_later_ones_the_second(attempt, session, releases):
    attempts = [attempt("b1-2"), attempt("b1-2"), attempt("b1-2")]
    shown = [results(session, each, releases)["b1-1"]["hint"]["en"] for each in attempts]
    assert shown == ["hint 1", "hint 2", "hint 2"]


def test_what_nobody_has_begun_is_said_to_be_so_and_shows_no_hint(attempt, session, releases):
    begun = {**room.GIVEN_OUT, "b1-1-answer": "total = 3"}
    shown = results(session, attempt(answers=begun), releases)
    assert [(one["untouched"], bool(one["hint"])) for one in shown.values()] == [(False, True), (True, False)]


def test_the_first_hint_comes_at_the_first_failure_after_one_has_begun(attempt, session, releases):
    later = {**room.GIVEN_OUT, "b1-1-answer": "total = 3"}
    made = [attempt(answers=given) for given in (room.GIVEN_OUT, later, later, room.RIGHT, room.RIGHT)]
    hints = [results(session, each, releases)["b1-2"]["hint"] for each in made]
    assert [hint and hint["en"] for hint in hints] == [None, None, None, "hint 1", "hint 2"]


def test_a_score_whose_work_cannot_be_read_any_more_is_shown(attempt, session, releases, store):
    made = attempt("b1-1")
    for file in store.root.rglob("*.ipynb"):
        file.write_bytes(b"{}")
    assert [one["passed"] for one in results(session, made, releases).values()] == [True, False]


def test_what_passes_as_it_was_given_out_is_passed_and_not_to_do(attempt, session, releases):
    shown = results(session, attempt("b1-1", answers=room.GIVEN_OUT), releases)
    assert [(one["passed"], one["untouched"]) for one in shown.values()] == [(True, False), (False, True)]


def test_what_passed_shows_no_hint(attempt, session, releases):
    attempt()
    assert results(session, attempt("b1-1"), releases)["b1-1"]["hint"] is None


def test_somebody_elses_failures_do_not_use_up_hints(attempt, session, releases, classroom):
    attempt(learner=classroom.yui)
    assert results(session, attempt(), releases)["b1-1"]["hint"]["en"] == "hint 1"


def test_results_say_what_kind_of_exercise_it_was(attempt, session, releases):
    kinds = {id: exercise["kind"] for id, exercise in results(session, attempt(), releases).items()}
    assert kinds == {"b1-1": "basic", "b1-2": "challenge"}


def test_a_free_text_stands_beside_the_score_so_that_full_marks_are_not_taken_for_the_end(
    attempt, session, releases, store
):
    submission = session.get(Submission, attempt("b1-1", "b1-2").id)
    tasks = results_of(session, submission, releases, store)["result"]["tasks"]
    assert [(task["id"], task["max_points"]) for task in tasks] == [("b1-text", 4)]
