"""採点結果の差し替え: what a second grading changes."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.participation.regrading.sheets import passed, put_together, says_the_same

IDS = ("q1", "q2", "q3")


def exercise(id, points, max_points=3):
    return {"id": id, "points": points, "max_points": max_points, "passed": points == max_points}


def sheet(*exercises, state="GRADED", environment="e"):
    return {
        "state": state,
        "points": sum(each["points"] or 0 for each in exercises),
        "max_points": sum(each["max_points"] for each in exercises if each["points"] is not None),
        "exercises": list(exercises),
        "message": {"ja": "", "en": ""},
        "environment": environment,
    }


sheets = st.lists(st.integers(0, 3), min_size=3, max_size=3).map(
    lambda points: sheet(*map(exercise, IDS, points))
)


@given(sheets, sheets, st.sampled_from(IDS))
def test_one_exercise_comes_from_the_second_grading_and_the_others_stay(standing, again, grade_id):
    made = put_together(standing, again, grade_id)
    taken = {each["id"]: each for each in again["exercises"]}
    for before, after in zip(standing["exercises"], made["exercises"], strict=True):
        assert after == (taken[before["id"]] if before["id"] == grade_id else before)
    assert made["points"] == sum(each["points"] for each in made["exercises"])
    assert made["max_points"] == 9


@given(sheets, sheets)
def test_without_an_exercise_the_second_grading_stands_whole(standing, again):
    assert put_together(standing, again, None) == again


def test_an_exercise_that_is_asked_no_more_keeps_what_it_had():
    standing = sheet(exercise("q1", 3), exercise("gone", 2))
    assert put_together(standing, sheet(exercise("q1", 0)), "gone") == standing


def test_an_exercise_that_is_new_comes_in():
    made = put_together(sheet(exercise("q1", 3)), sheet(exercise("q1", 0), exercise("new", 2)), "new")
    assert passed(made) == {"q1"}
    assert (made["points"], made["max_points"]) == (5, 6)


def test_a_task_that_people_mark_counts_for_nothing():
    standing = sheet(exercise("q1", 1), {"id": "text", "points": None, "max_points": 4, "passed": None})
    made = put_together(standing, sheet(exercise("q1", 3)), "q1")
    assert (made["points"], made["max_points"]) == (3, 3)


def test_gradings_agree_in_points_and_exercises_whatever_they_say_in_words():
    one = sheet(exercise("q1", 3))
    assert says_the_same(one, {**one, "message": {"ja": "別の文", "en": "other"}}) is True
    assert says_the_same(one, sheet(exercise("q1", 2))) is False
    assert says_the_same(one, {**one, "state": "CRASHED"}) is False


def test_gradings_in_two_environments_are_not_compared():
    assert says_the_same(sheet(exercise("q1", 3)), sheet(exercise("q1", 1), environment="f")) is None
