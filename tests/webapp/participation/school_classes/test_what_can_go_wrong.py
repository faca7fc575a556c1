"""Guessing, crowding, pressing too often, old codes, and what is left when a class ends in the middle of something."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.school_classes.conftest import (
    ENTRANCE,
    HOME,
    QUESTION,
    TEACHER_PAGE,
    token_on,
)
from webapp.enrolment.models import Role, RoleGrant
from webapp.enrolment.teaching import give_to
from webapp.participation.plain.models import CellRunState
from webapp.participation.school_classes import line, pupil_views
from webapp.participation.school_classes.codes import LETTERS, new_code, typed_code
from webapp.participation.school_classes.models import ClassMark, ClassSeat, ClassWork, SchoolClass
from webapp.participation.school_classes.seats import MOST_SEATS
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

FETCH = {"X-Requested-With": "fetch"}


def count(database, kind):
    with database.sessions() as session:
        return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.parametrize(
    "typed", ["", "ACDE", "ACDE 346", "OOOOOOOO", "ACDE3467X", "🏔" * 8, "\x00" * 8, "' OR 1=1"]
)
def test_what_is_no_code_opens_nothing(pupil, open_one, typed):
    open_one()
    assert pupil.enter(typed).status_code == 422


@pytest.mark.parametrize(
    "typed", ["acde3467", "ACDE 3467", "acde-3467", "ＡＣＤＥ３４６７", " a c d e 3 4 6 7 "]
)
def test_a_code_is_read_as_it_is_meant(typed):
    assert typed_code(typed) == "ACDE3467"


def test_codes_have_no_letters_that_look_alike_and_are_never_the_same():
    assert not set(LETTERS) & set("0O1ILl2Z5S8BUV") - {"V"}
    made = {new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(typed_code(code) == code for code in made)


def test_guessing_is_slowed_down_and_who_types_the_right_code_uses_none_of_it_up(
    pupil, another, open_one, monkeypatch
):
    code = open_one()
    for _ in range(5):
        assert another().enter(code).status_code == 303
    page = pupil.client.get(ENTRANCE).text
    form = {"csrf_token": token_on(page), "code": "ACDEFGHJ"}
    answers = [pupil.client.post(ENTRANCE, data=form).status_code for _ in range(602)]
    assert answers[:600] == [422] * 600
    assert answers[600:] == [429, 429]


def test_the_forty_sixth_is_told_so_and_a_seat_that_was_left_gives_way(another, open_one, database):
    code = open_one()
    for _ in range(MOST_SEATS):
        assert another().enter(code).status_code == 303
    told = another().enter(code)
    assert (told.status_code, "全部使われています" in told.text) == (409, True)
    with database.transaction() as session:
        session.scalars(select(ClassSeat).limit(1)).one().seen_at -= timedelta(minutes=11)
    assert another().enter(code).status_code == 303
    assert count(database, ClassSeat) == MOST_SEATS


def test_who_types_the_code_twice_has_one_seat_and_leaving_frees_it(pupil, open_one, database):
    code = open_one()
    pupil.enter(code)
    pupil.enter(code)
    assert count(database, ClassSeat) == 1
    page = pupil.client.get(ENTRANCE).text
    assert (
        "クラスを出ました" in pupil.client.post(f"{ENTRANCE}/leave", data={"csrf_token": token_on(page)}).text
    )
    assert count(database, ClassSeat) == 0


def test_a_forged_cookie_is_no_seat(pupil, open_one):
    open_one()
    pupil.client.set_cookie("tateyama_class", "IjFLM3FXZGNo.forged", path=HOME)
    assert pupil.client.get(QUESTION).status_code == 410


def test_the_cookie_cannot_be_read_by_scripts_and_ends_with_the_class(pupil, open_one):
    cookie = pupil.enter(open_one()).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert 3500 < int(re.search(r"Max-Age=(\d+)", cookie)[1]) <= 3600


def test_yesterdays_code_and_one_that_was_replaced_open_nothing(another, open_one, database, runner, session):
    first = open_one()
    early = another()
    early.enter(first)
    second = open_one()
    assert first != second
    assert another().enter(first).status_code == 422
    assert early.client.get(QUESTION).status_code == 410
    assert another().enter(second).status_code == 303
    runner.clear(datetime.now(UTC) + timedelta(minutes=61))
    assert another().enter(second).status_code == 422
    assert count(database, ClassSeat) == 0
    assert count(database, SchoolClass) == 1
    runner.clear(datetime.now(UTC) + timedelta(hours=26))
    assert count(database, SchoolClass) == 0


def test_an_hour_is_over_at_the_minute_even_where_nobody_has_swept(pupil, another, open_one, database):
    code = open_one()
    pupil.enter(code)
    with database.transaction() as session:
        session.scalars(select(SchoolClass)).one().closes_at = datetime.now(UTC)
    assert pupil.client.get(QUESTION).status_code == 410
    assert another().enter(code).status_code == 422


def test_a_teacher_who_withdraws_has_no_class_any_more(
    pupil, open_one, withdraw, teacher, press_as_teacher, runner, database
):
    code = open_one()
    pupil.enter(code)
    withdraw()
    assert pupil.client.get(QUESTION).status_code == 410
    assert teacher.get(TEACHER_PAGE).status_code == 404
    assert press_as_teacher("open").status_code == 404
    runner.clear()
    assert count(database, ClassSeat) == 0


def test_only_teachers_offerings_open_a_class(classroom, database, teacher, press_as_teacher):
    with database.transaction() as session:
        session.get(Offering, classroom.offering.id).audience = Audience.PRIVATE
    assert teacher.get(TEACHER_PAGE).status_code == 404
    assert press_as_teacher("open").status_code == 404
    assert "授業でこのモジュールを使う" not in teacher.get(f"{HOME}/plain/beginner/b1").text


def test_a_stranger_and_an_anonymous_browser_open_none(app, classroom, sign_in):
    assert sign_in(app.test_client(), classroom.stranger).get(TEACHER_PAGE).status_code == 404
    assert app.test_client().get(TEACHER_PAGE).status_code == 302


def test_the_instructor_of_the_offering_opens_one_without_being_enrolled(app, instructor, sign_in):
    client = sign_in(app.test_client(), instructor)
    page = client.get(TEACHER_PAGE)
    assert page.status_code == 200
    answer = client.post(f"{TEACHER_PAGE}/open", data={"csrf_token": token_on(page.text)})
    assert answer.status_code == 303
    assert "黒板に書くコード" in client.get(TEACHER_PAGE).text


def test_an_instructor_finds_the_class_from_the_page_of_the_offering_and_back(
    app, classroom, instructor, sign_in, releases
):
    client, home = sign_in(app.test_client(), instructor), f"{HOME}/teaching/{classroom.offering.id}"
    page = client.get(home).text
    assert f'<a href="{TEACHER_PAGE}">B1 はじめての計算</a>' in page
    assert f'<a href="{home}">' in client.get(TEACHER_PAGE).text


def test_where_no_class_may_be_opened_the_page_of_the_offering_names_none(
    app, classroom, instructor, make_learner, sign_in, database, releases
):
    home = f"{HOME}/teaching/{classroom.offering.id}"
    with database.transaction() as session:
        host = session.get(Offering, classroom.offering.id).host
    coordinator = make_learner((Role.COORDINATOR, host), hub_user="u00000000e33e", login_id="jimu")
    page = sign_in(app.test_client(), coordinator).get(home)
    assert page.status_code == 200
    assert "授業のクラス" not in page.text
    with database.transaction() as session:
        session.get(Offering, classroom.offering.id).audience = Audience.PRIVATE
    assert "授業のクラス" not in sign_in(app.test_client(), instructor).get(home).text


def test_nobody_ends_somebody_elses_class(app, classroom, open_one, sign_in, pupil):
    pupil.enter(open_one())
    other = sign_in(app.test_client(), classroom.yui)
    token = token_on(other.get(HOME + "/").text)
    assert other.post(f"{TEACHER_PAGE}/end", data={"csrf_token": token}).status_code == 404
    assert pupil.client.get(QUESTION).status_code == 200


def test_a_class_that_ends_while_a_run_waits_or_runs_leaves_nothing(
    pupil, another, open_one, press_as_teacher, runner, database
):
    code = open_one()
    second = another()
    for each in (pupil, second):
        each.enter(code)
        each.press("run", "print(1)")
    begun = runner.next_work()
    press_as_teacher("end")
    runner.do(begun)
    assert runner.next_work() is None
    assert (count(database, ClassWork), count(database, ClassMark), count(database, ClassSeat)) == (0, 0, 0)
    told = pupil.press("run", "print(2)", headers=FETCH)
    assert (told.status_code, told.json["message"]) == (410, "クラスは終わりました。")
    assert pupil.client.get(f"{QUESTION}/shown", headers=FETCH).status_code == 410
    assert count(database, ClassWork) == 0


def test_what_waits_keeps_its_place_when_its_text_changes_and_each_has_one(
    pupil, another, open_one, database
):
    code = open_one()
    second = another()
    pupil.enter(code)
    second.enter(code)
    pupil.press("run", "print(1)")
    second.press("run", "print(2)")
    page = pupil.press("run", "print(3)").text
    assert "まもなく実行します" in page
    assert "あと1人" in second.client.get(f"{QUESTION}/shown").text
    assert count(database, ClassWork) == 2


def test_a_second_press_while_one_runs_is_told_to_wait(pupil, open_one, runner):
    pupil.enter(open_one())
    pupil.press("run", "print(1)")
    assert runner.next_work() is not None
    told = pupil.press("grade", "x = 2", headers=FETCH)
    assert told.json["state"] == "refused"
    assert "前の実行が続いています" in pupil.press("run", "print(2)").text


def test_a_seat_that_presses_a_thousand_times_a_minute_is_slowed_down_and_nobody_else_is(
    pupil, another, open_one
):
    code = open_one()
    second = another()
    pupil.enter(code)
    second.enter(code)
    answers = [pupil.press("run", "print(1)", headers=FETCH).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    looks = [pupil.client.get(QUESTION).status_code for _ in range(242)]
    assert looks == [200] * 240 + [429] * 2
    assert second.press("run", "print(1)", headers=FETCH).status_code == 200
    assert second.client.get(QUESTION).status_code == 200


def test_hand_ins_and_learners_runs_go_before_classes(pupil, open_one, runner, queue_work, database):
    pupil.enter(open_one())
    pupil.press("run", "print(1)")
    queue_work()
    assert runner.next_work() is None
    with database.transaction() as session:
        for submission in session.scalars(select(room.Submission)):
            submission.state = "graded"
    assert runner.next_work() is not None


def test_one_class_has_no_more_at_once_than_it_may(another, open_one, database):
    code = open_one()
    for number in range(3):
        each = another()
        each.enter(code)
        each.press("run", f"print({number})")
    now = datetime.now(UTC)
    with database.transaction() as session:
        assert [line.claim_work(session, now, 2) is not None for _ in range(3)] == [True, True, False]
        # What a killed worker left takes no seat for long.
        assert line.claim_work(session, now + timedelta(seconds=70), 2) is not None


@pytest.mark.sandbox
def test_hostile_code_meets_the_same_walls(pupil, open_one, work_now):
    pupil.enter(open_one())
    pupil.press(
        "run",
        "import os, socket\nprint(os.listdir('/home') if os.path.isdir('/home') else [])\nsocket.create_connection(('127.0.0.1', 8000), 2)",
    )
    work_now()
    shown = pupil.client.get(f"{QUESTION}/shown").text
    assert "PermissionError" in shown
    pupil.press("grade", "import os\nos._exit(0)")
    work_now()
    assert "できた" not in pupil.client.get(f"{QUESTION}/shown").text


@pytest.mark.sandbox
def test_a_result_is_shown_once_and_is_gone_then(pupil, open_one, work_now, database):
    pupil.enter(open_one())
    pupil.press("run", "print('once')")
    work_now()
    assert "once" in pupil.client.get(f"{QUESTION}/shown").text
    assert count(database, ClassWork) == 0
    assert "once" not in pupil.client.get(f"{QUESTION}/shown").text


@pytest.mark.sandbox
def test_what_was_typed_is_gone_as_soon_as_it_has_run_shown_or_not(
    pupil, open_one, work_now, runner, database
):
    pupil.enter(open_one())
    pupil.press("grade", "secret_word = 1")
    with database.sessions() as session:
        assert "secret_word" in str(session.scalars(select(ClassWork.texts)).one())
    work_now()
    with database.sessions() as session:
        work = session.scalars(select(ClassWork)).one()
        assert (work.texts, work.state) == ({}, CellRunState.DONE)
        assert "secret_word" not in str([work.cells, work.outcome])
    runner.clear(datetime.now(UTC) + timedelta(minutes=3))
    assert count(database, ClassWork) == 0


@pytest.mark.sandbox
def test_a_failure_of_ours_is_told_as_one(pupil, open_one, database, releases, settings, runner):
    def broken(_request):
        raise OSError

    pupil.enter(open_one())
    pupil.press("run", "print(1)")
    broke = runner.__class__(database, releases, broken, broken, settings.grading_key)
    broke.do(broke.next_work())
    assert "先生に伝えてください" in pupil.client.get(f"{QUESTION}/shown").text


@pytest.mark.sandbox
def test_hints_come_as_for_learners_and_counts_are_of_seats(pupil, another, open_one, work_now, teacher):
    code = open_one()
    pupil.enter(code)
    for hint in ("ヒント1", "ヒント2"):
        pupil.press("grade", "total = 1")
        work_now()
        assert hint in pupil.client.get(f"{QUESTION}/shown").text
    for answer in (room.RIGHT["b1-1-answer"],) * 2:
        pupil.press("grade", answer)
        work_now()
        assert "できた" in pupil.client.get(f"{QUESTION}/shown").text
    second = another()
    second.enter(code)
    second.press("run", "print(1)")
    work_now()
    row = re.search(
        r"問1.*?<td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>", teacher.get(TEACHER_PAGE).text, re.DOTALL
    )
    assert row.groups() == ("2", "1")


def test_texts_go_from_page_to_page_without_being_kept(pupil, open_one, database):
    pupil.enter(open_one())
    page = pupil.press("", "total = 7 # mine", address=f"{ENTRANCE}/exercises/b1-2").text
    assert 'name="text-b1-1-answer" value="total = 7 # mine"' in page
    assert count(database, ClassWork) == 0


def test_a_free_text_is_talked_about_and_sent_nowhere(pupil, open_one):
    pupil.enter(open_one())
    page = pupil.client.get(f"{ENTRANCE}/exercises/b1-text").text
    assert "話し合ってください" in page
    assert "<textarea" not in page
    assert "採点（何度でも可）" not in page


@pytest.mark.parametrize("what", ["run", "grade"])
def test_a_phone_number_cannot_be_sent_from_a_class_and_a_name_is_asked_about(
    pupil, open_one, database, what
):
    pupil.enter(open_one())
    page = pupil.press(what, "total = 1  # 090-0000-0000").text
    assert "電話番号" in page
    assert "このまま送る" not in page
    assert "total = 1  # 090-0000-0000" in page
    page = pupil.press(what, "total = 1  # 氏名: 架空花子").text
    assert "このまま送る" in page
    assert count(database, ClassWork) == 0
    assert pupil.press(what, "total = 1  # 氏名: 架空花子", headers=FETCH).json["state"] == "ask"
    sure = re.search(r'name="sure" value="([^"]+)"', page)[1]
    pupil.press(what, "total = 1  # 氏名: 架空花子", sure=sure)
    assert count(database, ClassWork) == 1


def test_nobody_who_looks_after_people_sees_a_class_and_the_logs_say_nothing_of_pupils(
    pupil, open_one, work_now, logged
):
    code = open_one()
    pupil.enter(code)
    pupil.press("run", "print('typed by a pupil')")
    pupil.enter("ACDEFGHJ")
    said = logged()
    assert code not in said
    assert "typed by a pupil" not in said
    assert "127.0.0.1" not in said


def test_a_waiting_page_holds_no_request_for_long(pupil, open_one, monkeypatch):
    monkeypatch.setattr("webapp.participation.plain.waiting.WAIT_SECONDS", 0.2)
    pupil.enter(open_one())
    page = pupil.press("run", "print(1)").text
    assert "まもなく実行します" in page
    assert "結果を見る" in page
    assert pupil_views.waiting.acquire(blocking=False)
    pupil_views.waiting.release()


def test_a_role_that_ended_opens_no_class(app, instructor, sign_in, database):
    with database.transaction() as session:
        grant = session.scalars(
            select(RoleGrant).where(RoleGrant.learner_id == instructor.id, RoleGrant.role == Role.INSTRUCTOR)
        ).one()
        session.delete(grant)
    assert sign_in(app.test_client(), instructor).get(TEACHER_PAGE).status_code == 404


def test_give_to_is_what_makes_an_instructor(database, classroom, make_learner, app, sign_in):
    other = make_learner((Role.INSTRUCTOR, None), hub_user="u00000000e22e", login_id="other", name="架空 蘭")
    client = sign_in(app.test_client(), other)
    assert client.get(TEACHER_PAGE).status_code == 404
    with database.transaction() as session:
        give_to(session, session.merge(classroom.offering), session.merge(other))
    assert client.get(TEACHER_PAGE).status_code == 200


def test_the_page_that_a_class_leads_to_at_its_end_says_so_and_forgets(pupil, open_one, press_as_teacher):
    pupil.enter(open_one())
    page = pupil.client.get(f"{ENTRANCE}?over=1").text
    assert "クラスは終わりました" not in page  # it is not
    press_as_teacher("end")
    page = pupil.client.get(f"{ENTRANCE}?over=1").text
    assert "クラスは終わりました" in page
    assert "class_over.js" in page
    assert pupil.client.get_cookie("tateyama_class", path=HOME) is None
