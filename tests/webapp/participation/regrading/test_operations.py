"""採点のやり直し: nothing counts before it is applied, it counts once, and whoever lost points is told why."""

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.regrading.conftest import REASON, sheet
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation import queue
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.regrading.checks import record_trial
from webapp.participation.regrading.models import Regrade, ScoreChange, Trial
from webapp.participation.regrading.operations import (
    NotPossible,
    apply_regrade,
    drop_regrade,
)
from webapp.participation.regrading.preview import preview, progress_of
from webapp.participation.regrading.replacing import release_for
from webapp.participation.regrading.telling import see_change, unseen_changes

pytestmark = room.on_both_databases


@pytest.fixture
def look_ahead(database):
    """The changes that a batch would make: learner's login, before, after, gained, lost."""

    def look_ahead(number):
        with database.sessions() as session:
            found = preview(session, session.get(Regrade, number))
            return [
                (c.enrolment.learner.login_id, c.points_before, c.points_after, c.gained, c.lost)
                for c in found.changes
            ], found.unchanged

    return look_ahead


@pytest.fixture
def apply(database, releases):
    def apply(number):
        with database.transaction() as session:
            return apply_regrade(session, session.get(Regrade, number), releases, room.NOW)

    return apply


@pytest.fixture
def points(database):
    def points():
        with database.sessions() as session:
            return {each.submission_id: each.points for each in session.scalars(select(Score))}

    return points


def test_the_preview_says_whose_points_would_change_and_changes_none(
    attempt, classroom, ask, grade, look_ahead, points
):
    fallen = attempt("b1-1", "b1-2")
    risen = attempt("b1-1", learner=classroom.yui)
    number = ask()
    assert grade({fallen.id: ["b1-1"], risen.id: ["b1-1", "b1-2"]}) == 2
    assert look_ahead(number) == (
        [("aoi", 5, 2, (), ("b1-2",)), ("yui", 2, 5, ("b1-2",), ())],
        0,
    )
    assert points() == {fallen.id: 5, risen.id: 2}


def test_the_best_attempt_counts_before_and_after(attempt, ask, grade, look_ahead):
    best = attempt("b1-1", "b1-2")
    other = attempt("b1-1")
    number = ask()
    grade({best.id: [], other.id: ["b1-2"]})
    assert look_ahead(number) == ([("aoi", 5, 3, (), ("b1-1",))], 0)


def test_what_stays_the_same_is_counted_and_not_listed(attempt, ask, grade, look_ahead):
    same = attempt("b1-1")
    number = ask()
    grade({same.id: ["b1-1"]})
    assert look_ahead(number) == ([], 1)


def test_one_exercise_changes_only_that_exercise(attempt, ask, grade, look_ahead):
    work = attempt("b1-1")
    number = ask(grade_id="b1-2")
    grade({work.id: ["b1-2"]})
    assert look_ahead(number) == ([("aoi", 2, 5, ("b1-2",), ())], 0)


def test_applying_replaces_the_scores_keeps_the_old_sheets_and_calls_the_book(
    attempt, ask, grade, apply, database
):
    work = attempt("b1-1", "b1-2")
    number = ask()
    grade({work.id: ["b1-1"]}, environment="e" * 64)
    assert apply(number) == 1
    with database.sessions() as session:
        score, trial = session.get(Score, work.id), session.scalar(select(Trial))
        assert (score.points, score.graded_with, score.environment) == (2, room.SECOND_RELEASE, "e" * 64)
        assert score.projected_at is None
        assert trial.replaced["points"] == 5


def test_applying_twice_counts_and_tells_once(attempt, ask, grade, apply, database):
    work = attempt("b1-1")
    number = ask()
    grade({work.id: []})
    assert (apply(number), apply(number)) == (1, 0)
    with database.sessions() as session:
        assert len(session.scalars(select(ScoreChange)).all()) == 1


def test_whoever_lost_points_is_told_why_until_they_have_read_it(
    attempt, classroom, ask, grade, apply, database
):
    work = attempt("b1-1")
    number = ask()
    grade({work.id: []})
    apply(number)
    with database.transaction() as session:
        aoi, yui = (session.get(Learner, each.id) for each in (classroom.aoi, classroom.yui))
        (change,) = unseen_changes(session, aoi)
        assert (change.points_before, change.points_after, change.regrade.reason) == (2, 0, REASON)
        assert not see_change(session, yui, change.id, room.NOW)
        assert see_change(session, aoi, change.id, room.NOW)
        session.flush()
        assert unseen_changes(session, aoi) == []


def test_a_completion_that_was_given_stays_and_one_that_is_reached_is_given(
    attempt, classroom, ask, grade, apply, database
):
    completed = attempt("b1-1")  # all that is 基本
    missing = attempt(learner=classroom.yui)
    number = ask()
    grade({completed.id: [], missing.id: ["b1-1"]})
    apply(number)
    with database.sessions() as session:
        moments = {
            each.learner.login_id: each.completed_at
            for each in session.scalars(select(Enrolment))
            if each.completed_at
        }
    assert moments == {"aoi": completed.received_at, "yui": missing.received_at}


def test_it_cannot_count_before_all_of_it_is_graded(attempt, ask, apply, points):
    work = attempt("b1-1")
    with pytest.raises(NotPossible, match="not_graded_yet"):
        apply(ask())
    assert points() == {work.id: 2}


def test_what_could_not_be_graded_keeps_its_score(attempt, ask, grade, apply, database, points, caplog):
    work = attempt("b1-1")
    number = ask()
    with database.transaction() as session:
        queue.park(session.scalar(select(Trial)), "the sandbox did not start")
    assert f"regrade show {number}" in caplog.text
    with database.sessions() as session:
        found = progress_of(session, session.get(Regrade, number))
    assert (found.total, found.graded, found.parked, found.is_complete) == (1, 0, 1, True)
    assert apply(number) == 0
    assert points() == {work.id: 2}


def test_a_dropped_batch_leaves_everything_and_can_never_count(attempt, ask, grade, apply, database, points):
    work = attempt("b1-1")
    number = ask()
    grade({work.id: []})
    with database.transaction() as session:
        drop_regrade(session, session.get(Regrade, number), room.NOW)
    with pytest.raises(NotPossible, match="dropped"):
        apply(number)
    assert points() == {work.id: 2}
    assert ask() != number


def test_an_applied_batch_cannot_be_dropped(attempt, ask, grade, apply, database):
    attempt("b1-1")
    number = ask()
    grade({})
    apply(number)
    with pytest.raises(NotPossible, match="applied"), database.transaction() as session:
        drop_regrade(session, session.get(Regrade, number), room.NOW)


def test_the_same_scope_asked_for_twice_is_one_batch(attempt, ask):
    attempt("b1-1")
    assert ask() == ask()


def test_after_another_release_a_new_batch_takes_the_place_of_the_open_one(attempt, ask, releases, batch):
    attempt("b1-1")
    first = ask()
    room.publish(releases, "3" * 64)
    second = ask()
    assert second != first
    assert batch(first).dropped_at is not None
    assert batch(second).is_open


@pytest.mark.parametrize(
    ("wish", "code"),
    [({"reason": " \n"}, "no_reason"), ({"lesson": "b9"}, "no_release"), ({}, "nothing_there")],
)
def test_what_cannot_be_graded_again_is_refused(ask, wish, code):
    with pytest.raises(NotPossible, match=code):
        ask(**wish)


def test_work_that_waits_for_its_first_score_is_no_part_of_a_batch(attempt, ask, database):
    attempt("b1-1")
    waiting = attempt(scored=False)
    ask()
    with database.sessions() as session:
        assert waiting.id not in session.scalars(select(Trial.submission_id)).all()


def test_once_applied_work_from_the_old_release_is_graded_with_the_mended_tests(
    attempt, ask, grade, apply, database
):
    attempt("b1-1")
    late = attempt(scored=False)
    number = ask()
    with database.sessions() as session:
        assert release_for(session, session.get(Submission, late.id)) == room.FIRST_RELEASE
    with database.transaction() as session:
        session.get(Submission, late.id).state = SubmissionState.PARKED  # out of the trials' way
    grade({})
    apply(number)
    with database.sessions() as session:
        assert release_for(session, session.get(Submission, late.id)) == room.SECOND_RELEASE


def test_a_trial_waits_while_a_hand_in_does(attempt, ask, database):
    attempt("b1-1")
    ask()
    waiting = attempt(scored=False)
    with database.transaction() as session:
        assert queue.claim_trial(session, "one", room.NOW) is None
        assert queue.claim(session, "one", room.NOW).id == waiting.id
        assert queue.claim_trial(session, "one", room.NOW) is not None


def test_a_trial_whose_lease_ran_out_is_recorded_by_its_new_worker_only(attempt, ask, database):
    attempt("b1-1")
    ask()
    with database.transaction() as session:
        id = queue.claim_trial(session, "slow", room.NOW).id
    with database.transaction() as session:
        assert queue.claim_trial(session, "other", room.NOW + 2 * queue.LEASE).id == id
    with database.transaction() as session:
        assert not record_trial(session, id, "slow", sheet())
        assert record_trial(session, id, "other", sheet("b1-1"))
        assert not record_trial(session, id, "other", sheet())
