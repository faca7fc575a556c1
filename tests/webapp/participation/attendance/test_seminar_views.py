"""A coordinator checks people in to their own seminar and types the heads of the others."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.webapp.days import in_days, today
from webapp.audit import AuditEntry
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear
from webapp.participation.attendance.codes import own_code
from webapp.participation.attendance.seminars import SeminarCheckIn
from webapp.programme.models import MeetingState, Seminar

PAGE = "/services/tateyama/office/seminars"


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def office(app, client, make_learner, host, sign_in):
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(client, make_learner((Role.COORDINATOR, host)))


@pytest.fixture
def make_seminar(database, programme, host):
    def make(day=None, **given):
        day = day or today()
        with database.transaction() as session:
            known = {
                "programme_id": programme.id, "fiscal_year": FiscalYear.of(day).year, "title_ja": "公開セミナー",
                "title_en": "Open seminar", "host_id": host.id, "held_on": day, "state": MeetingState.PLANNED,
            }  # fmt: skip
            made = Seminar(**known | given)
            session.add(made)
        return made

    return make


@pytest.fixture
def came(database):
    def came():
        with database.sessions() as session:
            return session.scalars(select(SeminarCheckIn.learner_id)).all()

    return came


def check_in(office, seminar, settings, learner, login_id=None):
    code = own_code(settings.secret_key, learner.id, datetime.now(UTC))
    form = {"login_id": login_id or learner.login_id, "code": code}
    return office.post(f"{PAGE}/{seminar.id}/check-in", data=form, follow_redirects=True).text


def test_whoever_shows_their_code_is_checked_in_once(
    office, make_seminar, settings, make_learner, came, database
):
    seminar, ann = make_seminar(), make_learner()
    assert "受け付けました。" in check_in(office, seminar, settings, ann)
    assert "もう受け付けています" in check_in(office, seminar, settings, ann)
    assert came() == [ann.id]
    with database.sessions() as session:
        assert "seminar_check_in" in session.scalars(select(AuditEntry.action)).all()


def test_a_code_of_somebody_else_checks_nobody_in(office, make_seminar, settings, make_learner, came):
    seminar, ann, ben = make_seminar(), make_learner(), make_learner()
    for login_id in (ben.login_id, "nobody"):
        assert "IDとコードが合いません" in check_in(office, seminar, settings, ann, login_id)
    assert came() == []


def test_on_another_day_nobody_is_checked_in(office, make_seminar, settings, make_learner, came):
    seminar = make_seminar(in_days(-1))
    assert "当日だけ" in check_in(office, seminar, settings, make_learner())
    assert came() == []


def test_heads_are_everybody_in_the_room_and_say_that_it_took_place(
    office, make_seminar, settings, make_learner, database
):
    seminar = make_seminar()
    check_in(office, seminar, settings, make_learner())
    assert office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "28"}).status_code == 303
    with database.sessions() as session:
        kept = session.get(Seminar, seminar.id)
        assert (kept.headcount, kept.state) == (27, MeetingState.HELD)
    page = office.get(PAGE).text
    assert "参加者数 28人" in page
    assert "参加者数との差 +27人" in page
    assert "山田 花子が" in page.split("に入力")[0].split("参加者数 28人")[1]


def test_who_checks_in_after_the_count_is_one_of_those_counted(
    office, make_seminar, settings, make_learner, database
):
    seminar = make_seminar()
    office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "1"})
    check_in(office, seminar, settings, make_learner())
    assert "参加者数 1人" in office.get(PAGE).text
    check_in(office, seminar, settings, make_learner())
    # More people than were counted are there by their own codes: the count was wrong, and says so no more.
    assert "参加者数 2人" in office.get(PAGE).text


def test_fewer_heads_than_people_checked_in_are_refused(office, make_seminar, settings, make_learner):
    seminar = make_seminar()
    check_in(office, seminar, settings, make_learner())
    answer = office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "0"})
    assert answer.status_code == 422
    assert "アカウントで受け付けた人より少ない" in answer.text


def test_heads_that_are_no_number_are_told_beside_their_field(office, make_seminar):
    seminar = make_seminar()
    answer = office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "many"})
    assert answer.status_code == 422
    assert f'id="wrong-{seminar.id}"' in answer.text
    assert 'value="many"' in answer.text


def test_before_its_day_nobody_is_counted_and_after_it_nobody_checked_in(office, make_seminar):
    tomorrow, yesterday = (make_seminar(in_days(step)) for step in (1, -1))
    assert office.post(f"{PAGE}/{tomorrow.id}/heads", data={"heads": "5"}).status_code == 422
    page = office.get(PAGE).text
    assert f"{tomorrow.id}/heads" not in page
    assert f"{yesterday.id}/heads" in page
    assert f"{yesterday.id}/check-in" not in page


def test_another_partners_seminar_does_not_exist(office, make_seminar, make_partner):
    theirs = make_seminar(host_id=make_partner(slug="other").id)
    assert "公開セミナー" not in office.get(PAGE).text
    assert office.post(f"{PAGE}/{theirs.id}/heads", data={"heads": "1"}).status_code == 404
    assert office.post(f"{PAGE}/{theirs.id}/check-in", data={}).status_code == 404
