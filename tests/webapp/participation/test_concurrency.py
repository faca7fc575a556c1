"""Many at once: hand-ins with one key are one, and each hand-in is claimed by one worker; on both databases."""

import threading
from concurrent.futures import ThreadPoolExecutor

from tests.webapp.participation import classroom as room
from tests.webapp.participation.classroom import SUBMISSIONS
from webapp.participation import queue

pytestmark = room.on_both_databases


def test_twenty_posts_at_once_with_one_key_make_one_row(app, aoi, session):
    key, start = str(room.new_key()), threading.Barrier(20)

    def post(_):
        start.wait(timeout=30)
        return app.test_client().post(SUBMISSIONS, headers={**aoi, "Idempotency-Key": key}, data=room.work())

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(post, range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 19 + [201]
    assert len({answer.json["number"] for answer in answers}) == 1
    assert room.rows(session) == 1


def test_twenty_different_hand_ins_at_once_all_get_a_receipt(app, aoi, yui, session):
    def post(number):
        headers = {**(aoi, yui)[number % 2], "Idempotency-Key": str(room.new_key())}
        return app.test_client().post(SUBMISSIONS, headers=headers, data=room.work(made_by=number))

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(post, range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert room.rows(session) == 20


def test_ten_workers_never_get_the_same_hand_in(database, attempt):
    ids = [attempt(scored=False).id for _ in range(30)]

    def take_all(worker):
        taken = []
        while True:
            with database.transaction() as session:
                found = queue.claim(session, worker, room.NOW)
                if found is None:
                    return taken
                taken.append(found.id)

    with ThreadPoolExecutor(10) as pool:
        taken = [id for some in pool.map(take_all, "abcdefghij") for id in some]
    assert sorted(taken) == ids
