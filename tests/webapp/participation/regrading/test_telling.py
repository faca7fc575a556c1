"""得点の変更の知らせ: who lost points is written to, once, where there is an address; others are not."""

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.regrading.conftest import REASON
from webapp import create_app
from webapp.enrolment.models import Learner
from webapp.mail.models import Message
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import apply_regrade
from webapp.participation.regrading.telling import write_of_falls

PREFIX = "/services/tateyama"


@pytest.fixture
def reachable(database, classroom):
    with database.transaction() as session:
        for learner in (classroom.aoi, classroom.yui):
            session.get(Learner, learner.id).email = f"{learner.login_id}@example.jp"


@pytest.fixture
def written(database):
    def written():
        with database.sessions() as session:
            return session.scalars(select(Message).order_by(Message.id)).all()

    return written


@pytest.mark.usefixtures("reachable")
def test_pressing_apply_writes_to_who_lost_points_and_to_nobody_else(
    app, sign_in, instructor, classroom, attempt, grade, written
):
    falls = attempt("b1-1", "b1-2")
    rises = attempt("b1-1", learner=classroom.yui)
    client = sign_in(app.test_client(), instructor)
    regrades = f"{PREFIX}/teaching/{classroom.offering.id}/regrades"
    batch = room.send(client, regrades, what="b1", reason=REASON).headers["Location"]
    grade({falls.id: ["b1-1"], rises.id: ["b1-1", "b1-2"]})
    for _ in range(2):
        room.send(client, f"{batch}/apply")
    (message,) = written()
    assert (message.address, message.learner_id) == ("aoi@example.jp", classroom.aoi.id)
    for said in (
        "変更前: 5点",
        "変更後: 2点",
        REASON,
        "B1 はじめての計算",
        "http://127.0.0.1:8000/services/tateyama/my-page",
    ):
        assert said in message.body


@pytest.mark.usefixtures("reachable")
def test_so_does_the_command(settings, database, attempt, ask, grade, written):
    attempt("b1-1", "b1-2")
    number = ask()
    grade({})
    app = create_app(settings)
    assert app.test_cli_runner().invoke(args=["regrade", "apply", str(number)]).exit_code == 0
    assert [message.address for message in written()] == ["aoi@example.jp"]
    app.extensions["database"].close()
    app.extensions["hub"].close()


def test_without_an_address_the_page_tells_alone(database, attempt, ask, grade, releases, written):
    attempt("b1-1")
    number = ask()
    grade({})
    with database.transaction() as session:
        batch = session.get(Regrade, number)
        assert apply_regrade(session, batch, releases, room.NOW) == 1
        assert write_of_falls(session, batch, releases, "https://tateyama.example", room.NOW) == 0
    assert written() == []
