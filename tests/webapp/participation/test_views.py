"""The API of learners' servers: what it takes, from whom, and what it answers."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import event, func, select

from grader.contract import ExerciseScore, ScoreSheet, State
from tests.webapp.participation import classroom as room
from webapp import create_app
from webapp.participation import queue
from webapp.participation.models import Submission
from webapp.participation.operations import record_scores

SUBMISSIONS = "/services/tateyama/api/submissions"


@pytest.fixture
def aoi(hub, classroom):
    return hub.know("aoi's token", classroom.aoi.hub_user)


@pytest.fixture
def yui(hub, classroom):
    return hub.know("yui's token", classroom.yui.hub_user)


@pytest.fixture
def post(client):
    def post(who, content=None, key=None):
        headers = {**who, "Idempotency-Key": str(key or room.new_key())}
        return client.post(SUBMISSIONS, headers=headers, data=room.work() if content is None else content)

    return post


def rows(session):
    return session.scalar(select(func.count()).select_from(Submission))


def refusal(answer):
    assert set(answer.json) == {"error", "message"}
    assert set(answer.json["message"]) == {"ja", "en"}
    return answer.status_code, answer.json["error"]


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
    assert rows(session) == 1


def test_the_same_key_with_other_bytes_is_a_conflict(post, aoi, session):
    key = room.new_key()
    post(aoi, key=key)
    assert refusal(post(aoi, room.work(room.HALF_RIGHT), key=key)) == (409, "other_bytes")
    assert rows(session) == 1


def test_two_people_may_have_the_same_key(post, aoi, yui, session):
    key = room.new_key()
    assert post(aoi, key=key).json["number"] != post(yui, key=key).json["number"]
    assert rows(session) == 2


def test_work_made_from_an_older_release_is_taken_as_that_release(post, aoi, session):
    post(aoi, room.work(release=room.FIRST_RELEASE))
    post(aoi, room.work(release=room.SECOND_RELEASE))
    assert set(session.scalars(select(Submission.release_digest))) == {
        room.FIRST_RELEASE,
        room.SECOND_RELEASE,
    }


def test_a_release_that_never_was_is_refused(post, aoi):
    assert refusal(post(aoi, room.work(release="f" * 64))) == (422, "unknown_release")


def test_a_notebook_without_any_exercise_of_its_release_is_refused(post, aoi):
    assert refusal(post(aoi, room.work(cells=[]))) == (422, "no_exercises")


def test_what_is_no_notebook_is_refused_and_leaves_nothing(post, aoi, session, settings):
    assert refusal(post(aoi, b"{")) == (422, "not_json")
    assert rows(session) == 0
    assert not settings.submissions.exists()


def test_more_than_ten_megabytes_are_refused(post, aoi):
    assert refusal(post(aoi, b" " * 10_000_001)) == (413, "too_large")
    assert refusal(post(aoi, b" " * 11_000_000)) == (413, "too_large")


def test_who_is_not_enrolled_is_refused(post, hub, classroom):
    stranger = hub.know("stranger's", classroom.stranger.hub_user)
    assert refusal(post(stranger)) == (403, "not_enrolled")


def test_who_withdrew_is_refused(post, aoi, database, classroom):
    with database.transaction() as session:
        (enrolment,) = session.merge(classroom.aoi).enrolments
        enrolment.withdrawn_at = room.NOW
    assert refusal(post(aoi)) == (403, "not_enrolled")


def test_a_hub_user_without_an_account_here_is_refused(post, hub):
    assert refusal(post(hub.know("nobody's", "u000000000000"))) == (403, "unknown_learner")


@pytest.mark.parametrize("key", ["", "12", "x" * 36])
def test_a_hand_in_without_a_proper_key_is_refused(client, aoi, key):
    answer = client.post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": key}, data=room.work())
    assert refusal(answer) == (400, "bad_key")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "token made-up"}, {"Authorization": "Basic YTpi"}])
def test_without_a_token_that_the_hub_knows_nothing_is_taken_or_shown(client, post, hub, headers):
    assert refusal(post(headers)) == (401, "no_token")
    assert refusal(client.get(f"{SUBMISSIONS}/S-00000001", headers=headers)) == (401, "no_token")


def test_a_signed_in_browsers_cookie_counts_for_nothing_here(client, post, hub, classroom):
    with client.session_transaction() as cookie:
        cookie["learner_id"] = classroom.aoi.id
        cookie["hub_session"] = None
    assert client.get("/services/tateyama/my-page").status_code == 200
    assert refusal(post({})) == (401, "no_token")


def test_each_token_does_only_what_its_scopes_say(client, post, hub, classroom):
    submitting = hub.know("one", classroom.aoi.hub_user, ["custom:tateyama:submit"])
    looking = hub.know("other", classroom.aoi.hub_user, ["custom:tateyama:results"])
    number = post(submitting).json["number"]
    assert refusal(post(looking)) == (403, "no_scope")
    assert refusal(client.get(f"{SUBMISSIONS}/{number}", headers=submitting)) == (403, "no_scope")
    assert client.get(f"{SUBMISSIONS}/{number}", headers=looking).status_code == 200


def test_no_other_route_lets_a_token_in(app, client, aoi, classroom):
    with client.session_transaction() as cookie:  # not even beside a cookie that is good
        cookie["learner_id"] = classroom.aoi.id
        cookie["hub_session"] = None
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in {"participation", "passwords"}:
            continue
        path = "/services/tateyama" + app.url_map.bind("").build(
            rule.endpoint, dict.fromkeys(rule.arguments, 1)
        )
        method = "GET" if "GET" in rule.methods else "POST"
        answer = client.open(path, method=method, headers=aoi)
        assert answer.status_code in ({401} if method == "GET" else {400, 401}), rule


def test_too_many_hand_ins_in_a_minute_wait_and_a_retry_still_gets_its_receipt(app, client, aoi):
    ours = app.extensions["participation"]
    ours.pace = replace(ours.pace, most=3)
    keys = [str(room.new_key()) for _ in range(4)]

    def post(key):
        return client.post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": key}, data=room.work())

    assert [post(key).status_code for key in keys[:3]] == [201] * 3
    answer = post(keys[3])
    assert refusal(answer) == (429, "too_often")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert post(keys[0]).status_code == 200


def test_a_flood_of_requests_is_stopped_although_each_is_refused_anyway(client, aoi):
    answers = [client.get(f"{SUBMISSIONS}/S-0", headers=aoi) for _ in range(241)]
    assert {answer.status_code for answer in answers[:240]} == {404}
    assert refusal(answers[240]) == (429, "too_many_requests")
    assert int(answers[240].headers["Retry-After"]) > 0


def test_an_absent_hub_is_503_and_to_be_tried_again(client, app, post):
    answer = post({"Authorization": "token any"})
    assert refusal(answer) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


def test_a_database_that_somebody_else_holds_is_503_and_nothing_is_half_written(
    settings, hub, aoi, releases, session
):
    app = create_app(settings)
    engine = app.extensions["database"].engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=300"))
    other = sqlite3.connect(settings.data / "tateyama.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    key = room.new_key()
    headers = {**aoi, "Idempotency-Key": str(key)}
    answer = app.test_client().post(SUBMISSIONS, headers=headers, data=room.work())
    assert refusal(answer) == (503, "unavailable")
    assert "Retry-After" in answer.headers
    other.execute("ROLLBACK")
    other.close()
    assert rows(session) == 0
    assert app.test_client().post(SUBMISSIONS, headers=headers, data=room.work()).status_code == 201
    app.extensions["database"].close()


def test_a_storage_that_takes_nothing_is_503_without_a_receipt(post, aoi, settings, session):
    settings.submissions.write_text("in the way")
    assert refusal(post(aoi)) == (503, "storage_full")
    assert rows(session) == 0
    settings.submissions.unlink()
    assert post(aoi).status_code == 201


def test_results_are_ones_own_only(client, post, aoi, yui):
    number = post(aoi).json["number"]
    assert client.get(f"{SUBMISSIONS}/{number}", headers=aoi).status_code == 200
    assert refusal(client.get(f"{SUBMISSIONS}/{number}", headers=yui)) == (404, "no_such_submission")


@pytest.mark.parametrize(
    "number", ["S-1", "1", "S-00000002", "S-x", "S-", "S-" + "9" * 30, "S-１", "S--0000001"]
)
def test_a_number_that_was_never_given_is_unknown(client, post, aoi, number):
    post(aoi)
    assert refusal(client.get(f"{SUBMISSIONS}/{number}", headers=aoi)) == (404, "no_such_submission")


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
    }


def test_looking_often_asks_the_hub_once(client, post, aoi, hub):
    number = post(aoi).json["number"]
    for _ in range(5):
        client.get(f"{SUBMISSIONS}/{number}", headers=aoi)
    assert hub.asked == [("GET", "/hub/api/user")]
