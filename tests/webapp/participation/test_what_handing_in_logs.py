"""Work is handed in, refused and fails to be graded; no answer, name or token is in what was logged."""

from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import timedelta

from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import finished, until, working

ANSWER = {**room.RIGHT, "b1-1-answer": "total = '金糸雀の答え'"}


class Quoting(Executor):
    """An engine whose failure quotes the work."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_exception(RuntimeError("the cell total = '金糸雀の答え' broke us"))
        return future


def test_handing_in_logs_no_answer_no_name_and_no_token(
    app, client, hub, classroom, database, desk, post, logged
):
    app.testing = False
    who = hub.know("canary-token", classroom.aoi.hub_user)
    assert post(who, room.work(ANSWER)).status_code == 201
    post(who, "金糸雀の答え".encode())
    post({"Authorization": "token canary-wrong"}, room.work(ANSWER))
    client.get(f"{room.SUBMISSIONS}/canary", headers=who)
    client.get("/", headers=who)
    clock = iter(room.NOW + timedelta(minutes=n) for n in range(10**6))
    with working(replace(desk, executor=Quoting()), clock=lambda: next(clock)):
        until(database, finished)
    said = logged()
    assert "could not be graded" in said
    assert "RuntimeError" in said
    for canary in ("金糸雀", "canary", classroom.aoi.name):
        assert canary not in said
