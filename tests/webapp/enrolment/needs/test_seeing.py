"""Who looked at people without an account stands in the audit, with what for, and at which need, organisation or visit."""

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.needs.conftest import PREFIX
from tests.webapp.enrolment.needs.test_gathering import ASKED, FORM
from webapp.audit import AuditEntry

CONTACT = {"contact_name": "架空 花子", "contact_email": "Hanako@example.jp", "contact_agrees": "1"}


@pytest.fixture
def ask(app, office):
    """Somebody fills in the public form."""

    def ask(key="a", **given):
        host = str(office.partner.id)
        assert (
            app.test_client().post(FORM, data={**ASKED, "host": host, "key": key, **given}).status_code == 303
        )

    return ask


@pytest.fixture
def looks(office, database):
    """What the audit says that the office looked at: action, subject, detail."""

    def looks():
        with database.sessions() as session:
            lines = session.scalars(
                select(AuditEntry).filter_by(actor=office.person.id).order_by(AuditEntry.id)
            )
            shown = ("_seen", "_listed", "_printed")
            return [(line.action, line.subject, line.detail) for line in lines if line.action.endswith(shown)]

    return looks


def test_a_need_with_its_contact_is_one_line_a_look(ask, office, looks):
    ask(**CONTACT)
    for _look in range(2):
        office.client.get(f"{PREFIX}/needs/1")
    assert looks() == [("need_contact_seen", "need/1", {"purpose": "contact"})]


def test_what_names_nobody_leaves_no_line(ask, office, looks, visited):
    ask(said_by="")
    for page in ("", "/1", "/3", "/visits", "/statistics"):
        assert office.client.get(f"{PREFIX}/needs{page}").status_code == 200
    assert looks() == []


def test_a_list_says_of_which_needs_it_named_somebody(ask, office, looks):
    ask("a", said_by="")
    ask("b")
    office.client.get(f"{PREFIX}/needs")
    assert looks() == [("needs_listed", "needs", {"purpose": "announce", "needs": [2]})]


def test_a_visit_and_an_organisation_say_which(office, looks, visited):
    office.client.get(visited.headers["Location"])
    office.client.get(f"{PREFIX}/needs/organisations/1")
    assert looks() == [
        ("visit_seen", "visit/1", {"purpose": "announce"}),
        ("organisation_contact_seen", "organisation/1", {"purpose": "contact"}),
    ]


def test_whom_to_tell_of_an_offering_and_the_letter_to_print(ask, office, looks, visited, make_offering):
    ask(**CONTACT)
    offering = make_offering(host_id=office.partner.id)
    for need in (1, 3):
        office.client.post(f"{PREFIX}/needs/{need}/link", data={"answer": f"offering:{offering.id}"})
    page = f"{PREFIX}/offerings/{offering.id}/needs"
    assert office.client.get(page).status_code == 200
    assert office.client.get(f"{page}/notice/need-3").status_code == 200
    subject = f"offering/{offering.id}"
    assert looks() == [
        ("need_recipients_listed", subject, {"purpose": "contact", "organisations": [1], "needs": [3]}),
        ("need_notice_printed", subject, {"purpose": "contact", "organisations": [], "needs": [3]}),
    ]


def test_who_has_an_account_with_that_address_finds_the_look_among_those_about_them(
    ask, office, looks, make_learner, client, sign_in, app
):
    ask(**CONTACT)
    hanako = make_learner(name="架空 花子", second_email="hanako@example.jp")
    office.client.get(f"{PREFIX}/needs/1")
    assert looks() == [
        ("need_contact_seen", "need/1", {"purpose": "contact", "whose": [hanako.id], "people": 1})
    ]
    mine = sign_in(app.test_client(), hanako).get("/services/tateyama/my-page/seen").text
    assert "要望の連絡先として表示されました" in mine


def test_another_office_that_is_refused_sees_nothing_and_leaves_no_look(ask, neighbour, database):
    ask(**CONTACT)
    assert neighbour.get(f"{PREFIX}/needs/1").status_code == 404
    with database.sessions() as session:
        actions = session.scalars(select(AuditEntry.action)).all()
        assert "need_contact_seen" not in actions
        assert "refused" in actions
