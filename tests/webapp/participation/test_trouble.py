"""Too often, too early, or nobody there: the answer says when to come again, and nothing is half written."""

import sqlite3
from dataclasses import replace

from sqlalchemy import event

from tests.webapp.participation import classroom as room
from tests.webapp.participation.classroom import SUBMISSIONS
from webapp import create_app


def test_too_many_hand_ins_in_a_minute_wait_and_a_retry_still_gets_its_receipt(app, client, aoi):
    ours = app.extensions["participation"]
    ours.pace = replace(ours.pace, most=3)
    keys = [str(room.new_key()) for _ in range(4)]

    def post(key):
        return client.post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": key}, data=room.work())

    assert [post(key).status_code for key in keys[:3]] == [201] * 3
    answer = post(keys[3])
    assert room.refusal(answer) == (429, "too_often")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert post(keys[0]).status_code == 200


def test_a_flood_of_requests_is_stopped_although_each_is_refused_anyway(client, aoi):
    answers = [client.get(f"{SUBMISSIONS}/S-0", headers=aoi) for _ in range(241)]
    assert {answer.status_code for answer in answers[:240]} == {404}
    assert room.refusal(answers[240]) == (429, "too_many_requests")
    assert int(answers[240].headers["Retry-After"]) > 0


def test_an_absent_hub_is_503_and_to_be_tried_again(client, app, post):
    answer = post({"Authorization": "token any"})
    assert room.refusal(answer) == (503, "unavailable")
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
    assert room.refusal(answer) == (503, "unavailable")
    assert "Retry-After" in answer.headers
    other.execute("ROLLBACK")
    other.close()
    assert room.rows(session) == 0
    assert app.test_client().post(SUBMISSIONS, headers=headers, data=room.work()).status_code == 201
    app.extensions["database"].close()


def test_a_storage_that_takes_nothing_is_503_without_a_receipt(post, aoi, settings, session):
    settings.submissions.write_text("in the way")
    assert room.refusal(post(aoi)) == (503, "storage_full")
    assert room.rows(session) == 0
    settings.submissions.unlink()
    assert post(aoi).status_code == 201


def test_a_database_without_room_says_that_the_server_is_full_and_goes_on_when_there_is_some(
    app, post, aoi, session
):
    engine = app.extensions["database"].engine
    limits = {"most": 1}  # SQLite raises it to what is there already
    event.listen(
        engine, "checkout", lambda each, *_: each.execute(f"PRAGMA max_page_count={limits['most']}").close()
    )
    answers = [post(aoi, room.work(made_by=number)) for number in range(40)]
    full = [answer for answer in answers if answer.status_code != 201]
    assert {room.refusal(answer) for answer in full} == {(503, "storage_full")}
    assert int(full[0].headers["Retry-After"]) > 0
    limits["most"] = 100_000
    assert post(aoi).status_code == 201
    assert room.rows(session) == len(answers) - len(full) + 1
