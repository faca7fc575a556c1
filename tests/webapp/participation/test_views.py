"""The API of learners' servers: what it takes, from whom, and what it answers."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import select

from grader.contract import ExerciseScore, ScoreSheet, State
from tests.webapp.participation import classroom as room
from tests.webapp.participation.classroom import SUBMISSIONS
from webapp.participation import queue
from webapp.participation.models import Submission
from webapp.participation.operations import record_scores


def test_the_receipt_says_number_time_hash_and_how_many_wait(post, aoi, store):
    content = room.work()
    before = datetime.now(UTC)
    answer = post(aoi, content)
    assert answer.status_code == 201
    receipt = dict(answer.json)
    assert before <= datetime.fromisoformat(receipt.pop("received_at")) <= datetime.now(UTC)
    assert receipt == {
        "number": "S-00000001",
        "sha256": sha256(content).hexdigest(),
        "size": len(content),
        "state": "queued",
        "waiting": 0,
        "course": "beginner",
        "lesson": "b1",
    }
    assert store.read(answer.json["sha256"]) == content


def test_a_retry_with_the_same_key_is_the_same_hand_in(post, aoi, session):
    key = room.new_key()
    first, again = post(aoi, key=key), post(aoi, key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert room.rows(session) == 1


def test_the_same_key_with_other_bytes_is_a_conflict(post, aoi, session):
    key = room.new_key()
    post(aoi, key=key)
    assert room.refusal(post(aoi, room.work(room.HALF_RIGHT), key=key)) == (409, "other_bytes")
    assert room.rows(session) == 1


def test_two_people_may_have_the_same_key(post, aoi, yui, session):
    key = room.new_key()
    assert post(aoi, key=key).json["number"] != post(yui, key=key).json["number"]
    assert room.rows(session) == 2


def test_work_made_from_an_older_release_is_taken_as_that_release(post, aoi, session):
    post(aoi, room.work(release=room.FIRST_RELEASE))
    post(aoi, room.work(release=room.SECOND_RELEASE))
    assert set(session.scalars(select(Submission.release_digest))) == {
        room.FIRST_RELEASE,
        room.SECOND_RELEASE,
    }


def test_a_release_that_never_was_is_refused(post, aoi):
    assert room.refusal(post(aoi, room.work(release="f" * 64))) == (422, "unknown_release")


def test_a_notebook_without_any_exercise_of_its_release_is_refused(post, aoi):
    assert room.refusal(post(aoi, room.work(cells=[]))) == (422, "no_exercises")


def test_what_is_no_notebook_is_refused_and_leaves_nothing(post, aoi, session, settings):
    assert room.refusal(post(aoi, b"{")) == (422, "not_json")
    assert room.rows(session) == 0
    assert not settings.submissions.exists()


def test_more_than_ten_megabytes_are_refused(post, aoi):
    assert room.refusal(post(aoi, b" " * 10_000_001)) == (413, "too_large")
    assert room.refusal(post(aoi, b" " * 11_000_000)) == (413, "too_large")


def test_who_is_not_enrolled_is_refused(post, hub, classroom):
    stranger = hub.know("stranger's", classroom.stranger.hub_user)
    assert room.refusal(post(stranger)) == (403, "not_enrolled")


def test_who_withdrew_is_refused(post, aoi, database, classroom):
    with database.transaction() as session:
        (enrolment,) = session.merge(classroom.aoi).enrolments
        enrolment.withdrawn_at = room.NOW
    assert room.refusal(post(aoi)) == (403, "not_enrolled")


@pytest.mark.parametrize("key", ["", "12", "x" * 36])
def test_a_hand_in_without_a_proper_key_is_refused(client, aoi, key):
    answer = client.post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": key}, data=room.work())
    assert room.refusal(answer) == (400, "bad_key")


def test_a_waiting_hand_in_shows_how_many_are_before_it(client, post, aoi, yui):
    post(yui)
    receipt = post(aoi).json
    assert receipt["waiting"] == 1
    answer = client.get(f"{SUBMISSIONS}/{receipt['number']}", headers=aoi).json
    assert answer == {
        "number": receipt["number"],
        "received_at": receipt["received_at"],
        "sha256": receipt["sha256"],
        "state": "queued",
        "waiting": 1,
        "result": None,
    }


def test_a_scored_hand_in_shows_points_and_hint_in_the_lessons_words(client, post, aoi, database, releases):
    number = post(aoi).json["number"]
    failed = ExerciseScore("b1-2", 0, 3, False)
    sheet = ScoreSheet(State.GRADED, 2, 5, (ExerciseScore("b1-1", 2, 2, True), failed))
    with database.transaction() as session:
        claimed = queue.claim(session, "worker", datetime.now(UTC))
        record_scores(session, claimed.id, sheet, releases, datetime.now(UTC))
    answer = client.get(f"{SUBMISSIONS}/{number}", headers=aoi).json
    assert answer["state"] == "graded"
    result = answer["result"]
    assert (result["state"], result["points"], result["max_points"]) == ("GRADED", 2, 5)
    assert result["message"] == {"ja": "", "en": ""}
    assert result["exercises"][1] == {
        "id": "b1-2",
        "number": 2,
        "title": {"ja": "問2", "en": "Exercise 2"},
        "kind": "challenge",
        "points": 0,
        "max_points": 3,
        "passed": False,
        "message": {"ja": "", "en": ""},
        "hint": {"ja": "ヒント1", "en": "hint 1"},
        "untouched": False,
    }
