"""Whoever sees other people's data shows six digits of their own device; each opens once, and guessing is slow."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select

from tests.webapp.conftest import NOON
from webapp import create_app
from webapp.audit import AuditEntry
from webapp.enrolment.accounts import second_factor
from webapp.enrolment.accounts.models import RecoveryCode, SecondFactor
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.teaching import give_to
from webapp.programme.models import Offering

KEY = b"f" * 32
FIRST_PAGE = "/services/tateyama/account/second-factor"


@pytest.fixture
def app(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def misaki(make_learner, host):
    return make_learner((Role.COORDINATOR, host), login_id="misaki")


@pytest.fixture
def office(client, sign_in, misaki):
    """A coordinator's browser that has shown no second factor."""
    return sign_in(client, misaki, second_factor=False)


def set_up(office):
    """Go through the pages; the app's secret and the recovery codes."""
    office.post("/account/second-factor/begin")
    page = office.get("/account/second-factor").text
    secret = "".join(re.findall(r"<span>([A-Z2-7]+)</span>", page))
    done = office.post("/account/second-factor/confirm", data={"code": pyotp.TOTP(secret).now()})
    assert done.status_code == 200, done.text
    return pyotp.TOTP(secret), re.findall(r"<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>", done.text)


def enter(client, code):
    return client.post("/account/second-factor/code", data={"code": code})


def digits_after(totp, steps):
    return totp.at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def test_no_page_opens_to_staff_before_it_is_set_up(office):
    for path in (
        "/",
        "/my-page",
        "/office",
        "/coordinator",
        "/account",
        "/account/password",
        "/account/colleagues",
    ):
        answer = office.get(path)
        assert answer.status_code == 303
        assert answer.location.startswith("/services/tateyama/account/second-factor/code?next=")
    assert office.get("/account/second-factor/code").location == FIRST_PAGE
    assert "設定を始める" in office.get("/account/second-factor").text
    assert office.post("/language", data={"language": "ja"}).status_code == 302


def test_it_is_set_up_in_three_steps_and_then_pages_open(database, office, misaki):
    totp, codes = set_up(office)
    assert len(set(codes)) == 8
    assert office.get("/office").status_code == 200
    with database.sessions() as session:
        kept = session.get(SecondFactor, misaki.id)
        assert totp.secret not in kept.secret
        assert not {code.replace("-", "") for code in codes} & set(
            session.scalars(select(RecoveryCode.code_hash))
        )


def test_after_the_next_sign_in_the_digits_are_asked_and_each_opens_once(app, office, sign_in, misaki):
    totp, _ = set_up(office)
    first, second = (sign_in(app.test_client(), misaki, second_factor=False) for _ in range(2))
    assert enter(first, totp.now()).status_code == 422  # these were used to set it up
    digits = digits_after(totp, 1)
    assert enter(first, digits).status_code == 303
    assert first.get("/office").status_code == 200
    assert enter(second, digits).status_code == 422
    assert second.get("/office").status_code == 303


def test_a_person_goes_on_to_where_they_wanted(app, office, sign_in, misaki):
    totp, _ = set_up(office)
    browser = sign_in(app.test_client(), misaki, second_factor=False)
    asked = browser.get("/coordinator?year=2026")
    page = browser.get(asked.location).text
    wanted = re.findall(r'name="next" value="([^"]+)"', page)[-1]
    form = {"code": digits_after(totp, 1), "next": wanted}
    assert (
        browser.post("/account/second-factor/code", data=form).location
        == "/services/tateyama/coordinator?year=2026"
    )


def test_a_recovery_code_opens_once(app, office, sign_in, misaki):
    _, codes = set_up(office)
    first, second = (sign_in(app.test_client(), misaki, second_factor=False) for _ in range(2))
    assert enter(first, codes[0].lower()).status_code == 303
    assert enter(second, codes[0]).status_code == 422
    assert enter(second, codes[1]).status_code == 303


def test_guessing_is_stopped(app, office, sign_in, misaki):
    totp, _ = set_up(office)
    browser = sign_in(app.test_client(), misaki, second_factor=False)
    assert [enter(browser, f"{n:06d}").status_code for n in range(6)] == [422] * 5 + [429]
    assert enter(browser, digits_after(totp, 1)).status_code == 429


def test_one_that_is_in_use_is_neither_shown_nor_begun_again_by_who_has_the_password(
    app, office, sign_in, misaki
):
    set_up(office)
    thief = sign_in(app.test_client(), misaki, second_factor=False)
    assert thief.get("/account/second-factor").location == "/services/tateyama/account/second-factor/code"
    assert thief.post("/account/second-factor/begin").status_code == 400
    assert thief.post("/account/second-factor/confirm", data={"code": "000000"}).status_code in (400, 422)
    assert 'class="qr"' not in office.get("/account/second-factor").text


def test_learners_are_not_asked(client, sign_in, make_learner):
    sign_in(client, make_learner(), second_factor=False)
    assert client.get("/my-page").status_code == 200
    assert client.get("/account/second-factor").status_code == 403


def test_where_it_is_optional_staff_get_in_and_who_set_it_up_is_asked(settings, database, sign_in, misaki):
    app = create_app(replace(settings, second_factor_required=False))
    app.config["WTF_CSRF_ENABLED"] = False
    browser = sign_in(app.test_client(), misaki, second_factor=False)
    assert browser.get("/office").status_code == 200
    set_up(browser)
    again = sign_in(app.test_client(), misaki, second_factor=False)
    assert again.get("/office").status_code == 303
    app.extensions["database"].close()
    app.extensions["hub"].close()


def test_a_colleague_takes_it_off_and_every_browser_signs_in_again(
    app, database, office, sign_in, misaki, make_learner, host
):
    set_up(office)
    colleague = make_learner((Role.COORDINATOR, host))
    desk = sign_in(app.test_client(), colleague)
    assert "misaki" in desk.get("/account/colleagues").text
    assert desk.post(f"/account/colleagues/{misaki.id}/second-factor").status_code == 303
    assert office.get("/office").status_code == 302
    with database.sessions() as session:
        assert session.get(SecondFactor, misaki.id) is None
        assert session.scalars(select(RecoveryCode)).all() == []
        line = session.scalars(select(AuditEntry).filter_by(action="second_factor_reset")).one()
        assert (line.actor, line.subject) == (colleague.id, f"learner/{misaki.id}")


def test_only_ones_own_colleagues_are_helped_and_never_oneself(
    app, database, sign_in, misaki, make_learner, make_partner, make_offering, host
):
    stranger = make_learner((Role.COORDINATOR, make_partner("another")))
    operator = make_learner((Role.OPERATOR, None), (Role.COORDINATOR, host))
    ours, theirs = make_learner((Role.INSTRUCTOR, None)), make_learner((Role.INSTRUCTOR, None))
    learner = make_learner()
    offering = make_offering(host_id=host.id)
    with database.transaction() as session:
        give_to(session, session.get(Offering, offering.id), session.get(Learner, ours.id))
    desk = sign_in(app.test_client(), misaki)
    asked = {person.id: desk.post(f"/account/colleagues/{person.id}/second-factor").status_code
             for person in (stranger, operator, ours, theirs, learner, misaki)}  # fmt: skip
    assert [person for person, status in asked.items() if status == 303] == [ours.id]
    root = sign_in(app.test_client(), operator)
    assert root.post(f"/account/colleagues/{stranger.id}/second-factor").status_code == 303
    assert root.post(f"/account/colleagues/{operator.id}/second-factor").status_code == 404
    assert root.post(f"/account/colleagues/{learner.id}/second-factor").status_code == 404


def confirmed(database, learner_id):
    with database.transaction() as session:
        factor = second_factor.begin(session, session.get(Learner, learner_id), key=KEY)
        factor.confirmed_at = NOON
        return pyotp.TOTP(second_factor.secret_of(factor, key=KEY))


@pytest.mark.parametrize(
    ("seconds", "right"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)]
)
def test_a_clock_may_be_half_a_minute_off(database, misaki, seconds, right):
    totp = confirmed(database, misaki.id)
    with database.transaction() as session:
        person = session.get(Learner, misaki.id)
        digits = totp.at(NOON + timedelta(seconds=seconds))
        assert bool(second_factor.check_totp(session, person, digits, NOON, key=KEY)) is right


def test_a_secret_of_another_installation_opens_nothing_and_breaks_nothing(database, misaki):
    totp = confirmed(database, misaki.id)
    with database.transaction() as session:
        person = session.get(Learner, misaki.id)
        assert second_factor.check_totp(session, person, totp.at(NOON), NOON, key=b"x" * 32) is None


def test_two_at_once_use_a_step_once(either):
    with either.transaction() as session:
        person = Learner(hub_user="u000000000001", login_id="a", name="a", name_kana="a", created_at=NOON)
        session.add(person)
    totp = confirmed(either, person.id)
    together = threading.Barrier(6)

    def use(_):
        together.wait(timeout=30)
        with either.transaction() as session:
            match = second_factor.check_totp(
                session, session.get(Learner, person.id), totp.at(NOON), NOON, key=KEY
            )
            if match:
                match.use(session)
            return match is not None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(6))) == 1
