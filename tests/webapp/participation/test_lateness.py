"""遅れの減点: by the hand-in's own time, never more than there is, and never lowering what counted before."""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.contract import ExerciseScore, ScoreSheet, State
from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Learner
from webapp.participation.lateness import clear_deadline, days_late, penalty_of, set_deadline
from webapp.participation.models import Deadline, Score
from webapp.participation.operations import record_scores
from webapp.participation.queries import counted_submissions, progress_of
from webapp.participation.results import results_of

DUE = room.NOW + timedelta(minutes=30)  # between the first hand-in and the second, an hour later
PREFIX = "/services/tateyama"


@pytest.fixture
def due(database, classroom):
    def due(percent, at=DUE):
        with database.transaction() as session:
            set_deadline(session, classroom.offering.id, "b1", at, percent)

    return due


def deadline(percent):
    return Deadline(offering_id=1, lesson_slug="b1", due_at=DUE, percent_per_day=percent)


@pytest.mark.parametrize(
    ("after", "days"),
    [(timedelta(0), 0), (-timedelta(days=3), 0), (timedelta(seconds=1), 1), (timedelta(days=1), 1),
     (timedelta(days=1, seconds=1), 2)],
)  # fmt: skip
def test_each_begun_day_counts(after, days):
    assert days_late(DUE + after, deadline(10)) == days


def test_without_a_deadline_nothing_is_late():
    assert days_late(DUE, None) == 0
    assert penalty_of(5, DUE, None) == 0


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 400))
def test_lateness_never_takes_more_than_there_is(points, percent, days):
    taken = penalty_of(points, DUE + timedelta(days=days), deadline(percent))
    assert 0 <= taken <= round(points, 2)


def test_a_late_hand_in_loses_its_share_and_the_learner_is_told(attempt, due, database, releases, store):
    attempt()
    due(20)
    late = attempt("b1-1", "b1-2")
    with database.sessions() as session:
        score = session.get(Score, late.id)
        assert (score.points, score.late_penalty, score.counted_points) == (5, 1, 4)
        result = results_of(session, score.submission, releases, store)["result"]
        assert result["points"] == 4
        assert "1 点を差し引いて" in result["message"]["ja"]
        assert "1 points were taken off" in result["message"]["en"]


def test_handing_in_again_late_never_lowers_what_counted(attempt, due, database, classroom, releases):
    in_time = attempt("b1-1", "b1-2")
    due(50)
    attempt("b1-1", "b1-2")
    with database.sessions() as session:
        assert list(session.scalars(counted_submissions())) == [in_time.id]
        (offering,) = progress_of(session, session.get(Learner, classroom.aoi.id), releases)
        assert offering.lessons[0].points == 5


def test_learners_see_when_their_work_is_due(due, client, sign_in, classroom, releases):
    due(10, room.NOW + timedelta(days=3))
    page = sign_in(client, classroom.aoi).get(f"{PREFIX}/my-page").text
    assert re.search(r"提出期限: <time[^>]*>2026年6月4日\(木\) 12:00</time> · 1日遅れるごとに10%減点", page)


def test_a_changed_deadline_counts_for_work_that_is_here_and_calls_the_book(
    attempt, due, database, classroom
):
    work = attempt()
    late = attempt("b1-1")
    due(100)
    with database.transaction() as session:
        score = session.get(Score, late.id)
        assert (score.late_penalty, session.get(Score, work.id).late_penalty) == (2, 0)
        score.projected_at = room.NOW
    with database.transaction() as session:
        clear_deadline(session, classroom.offering.id, "b1")
        score = session.get(Score, late.id)
        assert (score.late_penalty, score.projected_at) == (0, None)


@pytest.mark.parametrize("percent", [-1, 100.5, float("nan")])
def test_a_percentage_that_is_none_is_refused(due, percent):
    with pytest.raises(ValueError, match="percent"):
        due(percent)


@pytest.fixture
def ren(client, sign_in, instructor, classroom):
    """A browser of the offering's instructor, and its deadlines' address."""
    return sign_in(client, instructor), f"{PREFIX}/teaching/{classroom.offering.id}/deadlines"


def test_an_instructor_sets_and_clears_a_deadline_in_japanese_time(ren, releases, database, classroom):
    client, address = ren
    answer = room.send(client, address, lesson="b1", due_at="2026-06-30T17:00", percent="10")
    assert answer.status_code == 303
    with database.sessions() as session:
        kept = session.get(Deadline, (classroom.offering.id, "b1"))
        assert (kept.due_at.isoformat(), kept.percent_per_day) == ("2026-06-30T08:00:00+00:00", 10)
    assert 'value="2026-06-30T17:00"' in client.get(address).text
    assert room.send(client, address, lesson="b1", due_at="").status_code == 303
    with database.sessions() as session:
        assert session.get(Deadline, (classroom.offering.id, "b1")) is None


@pytest.mark.parametrize(
    ("due_at", "percent"), [("きのう", "1"), ("2026-06-30T17:00", "200"), ("2026-06-30T17:00", "nan")]
)
def test_what_is_no_deadline_comes_back_as_typed_with_a_sentence(ren, releases, due_at, percent):
    client, address = ren
    answer = room.send(client, address, lesson="b1", due_at=due_at, percent=percent)
    assert answer.status_code == 422
    assert "保存できませんでした" in answer.text
    assert f'value="{due_at}"' in answer.text


@room.on_both_databases
def test_a_deadline_set_while_a_score_is_recorded_counts_for_it(database, classroom, attempt, due, releases):
    waiting = attempt(scored=False)
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            record_scores(session, waiting.id, full_marks(), releases, room.NOW)
            setting = pool.submit(due, 100, room.NOW - timedelta(days=1))
            # It has to wait for us: what it would find now lacks the score that is about to be there.
            assert not wait([setting], timeout=0.5).done
        setting.result(timeout=30)
    with database.sessions() as session:
        assert session.get(Score, waiting.id).counted_points == 0


def full_marks():
    exercises = tuple(ExerciseScore(id, points, points, True) for id, points in (("b1-1", 2), ("b1-2", 3)))
    return ScoreSheet(State.GRADED, 5, 5, exercises)
