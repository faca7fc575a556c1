"""A card gets somebody in without mail, once; only the host's office gives one, and nobody into a colleague's account."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.enrolment.accounts.cards import issue_card
from webapp.enrolment.models import Application, ApplicationState, Learner, Role
from webapp.passwords import is_right

NEW = "雪の大谷を歩きたい春"


@pytest.fixture
def app(app):
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def host(make_partner):
    return make_partner()


@pytest.fixture
def offering(make_offering, host):
    return make_offering(host_id=host.id)


@pytest.fixture
def office(client, sign_in, make_learner, host):
    return sign_in(client, make_learner((Role.COORDINATOR, host)))


@pytest.fixture
def applicant(database, offering, make_learner):
    def applicant(*roles, **given):
        learner = make_learner(*roles, **given)
        with database.transaction() as session:
            session.add(
                Application(
                    learner_id=learner.id, offering_id=offering.id, applied_at=datetime.now(UTC),
                    state=ApplicationState.APPLIED,
                )
            )  # fmt: skip
        return learner

    return applicant


def cards_in(page):
    return re.findall(r"<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>", page.text)


def give(office, offering, *people):
    return office.post(
        f"/office/offerings/{offering.id}/cards", data={"learner": [person.id for person in people]}
    )


def begin(client, login_id, code, new=NEW):
    return client.post("/account/card", data={"login_id": login_id, "code": code, "new": new, "again": new})


def test_the_office_prints_cards_and_their_owners_begin(app, database, office, offering, applicant):
    yui, ren = applicant(login_id="kumo-2222"), applicant(login_id="nomi-3333")
    assert "山田 花子" in office.get(f"/office/offerings/{offering.id}/cards").text
    sheet = give(office, offering, yui, ren)
    assert sheet.status_code == 200
    assert sheet.headers["Cache-Control"] == "no-store"
    codes = dict(zip(re.findall(r"<code>([a-z]+-\d+)</code>", sheet.text), cards_in(sheet), strict=True))
    stranger = app.test_client()
    done = begin(stranger, "ＫＵＭＯ-2222", codes["kumo-2222"].lower())
    assert done.status_code == 200
    assert "kumo-2222" in done.text
    with database.sessions() as session:
        assert is_right(session.get(Learner, yui.id).password_hash, NEW)
        lines = session.execute(select(AuditEntry.action, AuditEntry.subject)).all()
    assert ("card_issued", f"learner/{ren.id}") in lines
    assert ("cards_listed", f"offering/{offering.id}") in lines
    assert begin(stranger, "kumo-2222", codes["kumo-2222"], "別のパスワードにする").status_code == 422


def test_a_new_card_ends_the_earlier_one(app, office, offering, applicant):
    yui = applicant(login_id="kumo-2222")
    (first,), (second,) = cards_in(give(office, offering, yui)), cards_in(give(office, offering, yui))
    assert begin(app.test_client(), "kumo-2222", first).status_code == 422
    assert begin(app.test_client(), "kumo-2222", second).status_code == 200


def test_an_unfit_password_does_not_use_the_card_up(app, office, offering, applicant):
    (code,) = cards_in(give(office, offering, applicant(login_id="kumo-2222")))
    assert begin(app.test_client(), "kumo-2222", code, "short").status_code == 422
    assert begin(app.test_client(), "kumo-2222", code).status_code == 200


def test_whoever_has_nothing_to_do_with_the_offering_gets_no_card(office, offering, make_learner):
    assert give(office, offering, make_learner()).status_code == 303


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR])
def test_a_staff_account_is_not_opened_by_an_office_in_whose_course_it_sits(
    office, offering, applicant, make_partner, role
):
    partner = make_partner("another") if role is Role.COORDINATOR else None
    assert give(office, offering, applicant((role, partner))).status_code == 303


def test_another_partners_office_finds_no_such_page(
    app, sign_in, make_learner, make_partner, offering, applicant
):
    yui = applicant()
    other = sign_in(app.test_client(), make_learner((Role.COORDINATOR, make_partner("another"))))
    assert other.get(f"/office/offerings/{offering.id}/cards").status_code == 404
    assert give(other, offering, yui).status_code == 404


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["99999999999999999999"], ["1 OR 1=1"], ["²"], []])
def test_what_is_no_person_gets_no_card(office, offering, ids):
    answer = office.post(f"/office/offerings/{offering.id}/cards", data={"learner": ids})
    assert answer.status_code == 303


@pytest.mark.parametrize("login_id", ["kumo-2222", "nobody-1"])
def test_a_wrong_code_is_answered_in_the_same_bytes_and_guessing_is_slow(
    app, office, offering, applicant, login_id
):
    give(office, offering, applicant(login_id="kumo-2222"))
    stranger = app.test_client()
    answers = [begin(stranger, login_id, "AAAAA-AAAAA") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", answers[0].text).replace(login_id, "")
    other = begin(app.test_client(), "unknown-9", "AAAAA-AAAAA").text.replace("unknown-9", "")
    assert re.sub(r'name="csrf_token" value="[^"]+"', "", other) == text


def test_a_card_ends_with_its_thirty_days(app, database, make_learner):
    yui = make_learner(login_id="kumo-2222")
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    with database.transaction() as session:
        card = issue_card(session, session.get(Learner, yui.id), long_ago, key=b"k" * 32, by=None)
    assert (card.expires_at - long_ago).days == 30
    assert begin(app.test_client(), "kumo-2222", card.code).status_code == 422
