"""採点のやり直しのページ: an instructor previews, applies or drops; the learner reads why and confirms."""

import re

import pytest
from sqlalchemy import select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.regrading.conftest import REASON
from webapp.enrolment.models import Learner, Role
from webapp.participation.models import Score
from webapp.participation.regrading.models import Regrade, ScoreChange
from webapp.participation.regrading.operations import apply_regrade

PREFIX = "/services/tateyama"


@pytest.fixture
def signed_in(app, sign_in):
    """A browser of one's own for each person."""
    return lambda learner: sign_in(app.test_client(), learner)


@pytest.fixture
def regrades(classroom):
    return f"{PREFIX}/teaching/{classroom.offering.id}/regrades"


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_from_the_form_to_the_learners_page(
    signed_in, instructor, classroom, regrades, attempt, grade, database
):
    work = attempt("b1-1", "b1-2")
    ren, aoi = signed_in(instructor), signed_in(classroom.aoi)
    asked = room.send(ren, regrades, what="b1/b1-2", reason=REASON)
    assert asked.status_code == 303
    batch = asked.headers["Location"]
    waiting = ren.get(batch).text
    assert "1件のうち0件" in waiting
    assert "data-follow" in waiting
    assert "<button disabled>" in waiting
    grade({work.id: ["b1-1"]})
    ready = ren.get(batch).text
    assert "下がる 1件、上がる 0件、変わらない 0件" in ready
    assert "aoi △3 5 → 2/5 B1 問2 （合格→不合格）" in plain(ready)
    assert "data-follow" not in ready
    assert "採点をやり直しました" not in aoi.get(f"{PREFIX}/my-page").text
    assert room.send(ren, f"{batch}/apply").status_code == 303
    assert room.send(ren, f"{batch}/apply").status_code == 303
    told = aoi.get(f"{PREFIX}/my-page").text
    assert "得点が5点から2点に下がりました（5点満点）。" in told
    assert REASON in told
    with database.sessions() as session:
        change = session.scalars(select(ScoreChange)).one().id
    assert room.send(aoi, f"{PREFIX}/my-page/score-changes/{change}").status_code == 303
    assert "採点をやり直しました" not in aoi.get(f"{PREFIX}/my-page").text


def test_nobody_confirms_for_somebody_else(signed_in, classroom, attempt, ask, grade, database, releases):
    attempt("b1-1")
    number = ask()
    grade({})
    with database.transaction() as session:
        apply_regrade(session, session.get(Regrade, number), releases, room.NOW)
        change = session.scalars(select(ScoreChange)).one().id
    yui = signed_in(classroom.yui)
    assert room.send(yui, f"{PREFIX}/my-page/score-changes/{change}").status_code == 404


def test_without_a_reason_the_form_comes_back_with_what_was_chosen(signed_in, instructor, regrades, attempt):
    attempt("b1-1")
    answer = room.send(signed_in(instructor), regrades, what="b1/b1-2", reason=" ")
    assert answer.status_code == 422
    assert "理由が書かれていません" in answer.text
    assert '<option value="b1/b1-2" selected>' in answer.text


def test_applying_before_everything_is_graded_says_so_and_changes_nothing(
    signed_in, instructor, regrades, attempt, database
):
    work = attempt("b1-1")
    ren = signed_in(instructor)
    batch = room.send(ren, regrades, what="b1", reason=REASON).headers["Location"]
    room.send(ren, f"{batch}/apply")
    assert "まだ採点中の提出物があります" in ren.get(batch).text
    with database.sessions() as session:
        assert session.get(Score, work.id).points == 2


def test_a_dropped_batch_says_that_scores_are_as_they_were(signed_in, instructor, regrades, attempt):
    attempt("b1-1")
    ren = signed_in(instructor)
    batch = room.send(ren, regrades, what="", reason=REASON).headers["Location"]
    room.send(ren, f"{batch}/drop")
    assert "取りやめたため、得点は元のままです。" in ren.get(batch).text


def test_a_reason_cannot_act_on_the_learners_page(signed_in, instructor, classroom, regrades, attempt, grade):
    attempt("b1-1")
    ren = signed_in(instructor)
    batch = room.send(ren, regrades, what="b1", reason="<script>alert(1)</script>").headers["Location"]
    grade({})
    room.send(ren, f"{batch}/apply")
    assert "<script>alert(1)" not in signed_in(classroom.aoi).get(f"{PREFIX}/my-page").text


def test_an_instructor_of_nothing_is_refused(signed_in, classroom, regrades, make_learner):
    client = signed_in(make_learner((Role.INSTRUCTOR, None)))
    assert client.get(regrades).status_code == 404
    assert room.send(client, regrades, what="b1", reason=REASON).status_code == 404


def test_a_batch_of_another_offering_is_not_found(signed_in, instructor, regrades, attempt, ask, database):
    attempt("b1-1")
    everywhere = ask(offering=False)
    ren = signed_in(instructor)
    assert ren.get(f"{regrades}/{everywhere}").status_code == 404
    assert room.send(ren, f"{regrades}/{everywhere}/apply").status_code == 404


def test_the_commands_do_the_same_without_names(app, attempt, grade, database):
    work = attempt("b1-1", "b1-2")
    run = app.test_cli_runner().invoke
    started = run(args=["regrade", "start", "beginner", "--lesson", "b1", "--reason", REASON])
    number = started.stdout.strip()
    assert (started.exit_code, number) == (0, "1")
    refused = run(args=["regrade", "apply", number])
    assert (refused.exit_code, "まだ採点中" in refused.stderr) == (1, True)
    grade({work.id: ["b1-1"]})
    with database.sessions() as session:
        aoi = session.scalars(select(Learner).where(Learner.login_id == "aoi")).one().hub_user
    assert run(args=["regrade", "show", number]).stdout == f"{aoi}\tb1\t5\t2\t-3\n"
    assert run(args=["regrade", "apply", number]).exit_code == 0
    assert run(args=["regrade", "drop", number]).exit_code == 1
    assert run(args=["regrade", "show", "99"]).exit_code == 1
    assert run(args=["regrade", "start", "beginner", "--exercise", "b1-1", "--reason", "x"]).exit_code == 2
    assert run(args=["differing"]).stdout == ""
