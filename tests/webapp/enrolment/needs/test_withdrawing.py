"""Who left an address with what they want to learn sees what is kept of them, and takes it back with one press."""

import re

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.needs.conftest import PREFIX, VISIT
from tests.webapp.enrolment.needs.test_gathering import ASKED, FORM
from webapp.audit import AuditEntry
from webapp.mail.models import Message
from webapp.programme.needs.contacts import contact_token
from webapp.programme.needs.telling import recipients_of
from webapp.programme.organisations import Organisation

HOME = "/services/tateyama"
CONTACT = {"contact_name": "架空 花子", "contact_email": "hanako@example.jp", "contact_agrees": "1"}
LINK = re.compile(r"tateyama:(/needs/contact/\S+)")


@pytest.fixture
def stranger(app, office):
    """A browser without an account."""
    return app.test_client()


@pytest.fixture
def sent(office, stranger):
    """The answer to the form that somebody filled in with their address."""
    return stranger.post(FORM, data={**ASKED, **CONTACT, "host": str(office.partner.id)})


@pytest.fixture
def letters(database):
    """What was written to an address, by template."""

    def letters(template="need_contact"):
        with database.sessions() as session:
            return session.scalars(select(Message).filter_by(template=template)).all()

    return letters


@pytest.fixture
def link(sent, letters):
    """The page that the letter names."""
    (letter,) = letters()
    return HOME + LINK.search(letter.body)[1]


def withdrawals(database):
    with database.sessions() as session:
        found = select(AuditEntry).where(AuditEntry.action == "contact_withdrawn")
        return [(line.actor, line.subject, line.detail) for line in session.scalars(found)]


def test_a_letter_with_the_link_goes_to_the_address_once_and_says_nothing_that_was_typed(
    sent, stranger, office, letters
):
    stranger.post(FORM, data={**ASKED, **CONTACT, "host": str(office.partner.id)})
    (letter,) = letters()
    assert (letter.address, letter.essential, letter.language) == ("hanako@example.jp", True, "ja")
    assert "取り消せます" in letter.body
    assert LINK.search(letter.covered) is None
    for typed in (ASKED["wanted"], ASKED["said_by"], CONTACT["contact_name"]):
        assert typed not in letter.body


def test_without_an_address_nobody_is_written_to_and_the_thanks_lead_nowhere(stranger, office, letters):
    answer = stranger.post(FORM, data={**ASKED, "host": str(office.partner.id)})
    assert letters() == []
    assert "contact" not in answer.headers["Location"]
    assert "/needs/contact/" not in stranger.get(answer.headers["Location"]).text


def test_the_thanks_lead_to_the_same_page(sent, stranger, link):
    thanks = stranger.get(sent.headers["Location"]).text
    assert f'href="{link}"' in thanks
    assert "/needs/contact/" not in stranger.get(f"{FORM}/thanks?contact=forged").text


def test_who_sends_a_form_again_with_another_address_is_shown_nothing_of_the_first(stranger, office, sent):
    other = {**ASKED, **CONTACT, "contact_email": "jiro@example.jp", "host": str(office.partner.id)}
    assert "contact" not in stranger.post(FORM, data=other).headers["Location"]


def test_it_shows_what_is_kept_and_a_look_clears_nothing(stranger, link, needs_of):
    for _look in range(2):
        page = stranger.get(link)
        for kept in ("売上の数字を読めるようになりたい", "株式会社架空", "架空 花子", "hanako@example.jp"):
            assert kept in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert needs_of()[0].contact_email == "hanako@example.jp"


def test_one_press_clears_it_and_a_second_finds_nothing_left(stranger, link, needs_of, database):
    for _press in range(2):
        assert stranger.post(link).status_code == 303
    (need,) = needs_of()
    assert (need.said_by, need.contact_name, need.contact_email, need.contact_agreed_on) == (
        "", None, None, None,
    )  # fmt: skip
    assert need.wanted == ASKED["wanted"]
    page = stranger.get(link).text
    assert "お預かりしている連絡先はありません" in page
    assert ASKED["wanted"] not in page
    assert withdrawals(database) == [(None, "need/1", {"purpose": "consent"})]


def test_a_link_that_we_did_not_sign_opens_nothing(stranger, link, needs_of):
    for token in ("nobodys", link.rsplit("/", 1)[1][:-1] + "_", "x" * 3000):
        assert stranger.get(f"{FORM}/contact/{token}").status_code == 404
        assert stranger.post(f"{FORM}/contact/{token}").status_code == 404
    assert needs_of()[0].contact_email is not None


@pytest.mark.usefixtures("visited")
def test_an_organisations_contact_takes_it_back_too_and_the_next_one_is_not_shown_to_them(
    stranger, office, settings, database
):
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        page = f"{FORM}/contact/{contact_token(settings.secret_key, known)}"
    assert "ichiro@example.jp" in stranger.get(page).text
    fields = {name: VISIT[name] for name in ("organisation", "kind", "industry")}
    office.client.post(f"{PREFIX}/needs/organisations/1", data={**fields, **CONTACT})
    text = stranger.get(page).text
    assert "hanako@example.jp" not in text
    assert "お預かりしている連絡先はありません" in text
    stranger.post(page)
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        assert known.contact_email == "hanako@example.jp", "it is another person's"
        own = f"{FORM}/contact/{contact_token(settings.secret_key, known)}"
    stranger.post(own)
    with database.sessions() as session:
        known = session.scalars(select(Organisation)).one()
        assert (known.name, known.contact_name, known.contact_email) == ("架空県機械工業会", None, None)
    assert withdrawals(database) == [(None, "organisation/1", {"purpose": "consent"})]


@pytest.mark.usefixtures("sent")
def test_the_office_clears_it_for_who_telephones_and_the_audit_knows(office, needs_of, database):
    page = f"{PREFIX}/needs/1"
    assert "希望を受けて連絡先を消す" in office.client.get(page).text
    for _press in range(2):
        assert office.client.post(f"{page}/contact").status_code == 303
    assert needs_of()[0].contact_email is None
    text = office.client.get(page).text
    assert "hanako@example.jp" not in text
    assert "希望を受けて連絡先を消す" not in text
    assert withdrawals(database) == [(office.person.id, "need/1", {"purpose": "consent"})]


@pytest.mark.usefixtures("sent")
def test_another_office_clears_and_mends_nothing(neighbour, needs_of):
    for step, form in (("contact", {}), ("words", {"wanted": "別の文"})):
        assert neighbour.post(f"{PREFIX}/needs/1/{step}", data=form).status_code == 404
    (need,) = needs_of()
    assert (need.contact_email, need.wanted) == ("hanako@example.jp", ASKED["wanted"])


def test_names_are_taken_out_of_what_was_wanted_and_the_audit_does_not_repeat_them(
    office, needs_of, database
):
    office.client.post(
        f"{PREFIX}/needs/visits/new", data={**VISIT, "wanted": ["目印太郎さんが統計を学びたい"]}
    )
    page = f"{PREFIX}/needs/1"
    assert office.client.post(f"{page}/words", data={"wanted": "  "}).status_code == 422
    assert (
        office.client.post(f"{page}/words", data={"wanted": "\n".join(["あ" * 600] * 2)}).status_code == 422
    )
    assert needs_of()[0].wanted == "目印太郎さんが統計を学びたい"
    for _press in range(2):
        assert office.client.post(f"{page}/words", data={"wanted": "統計を学びたい"}).status_code == 303
    assert needs_of()[0].wanted == "統計を学びたい"
    with database.sessions() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.action == "need_reworded")).all()
        assert [(line.subject, line.detail) for line in lines] == [("need/1", {})]
        assert "目印太郎" not in str(session.scalars(select(AuditEntry.detail)).all())


def test_each_letter_about_a_course_bears_the_link_and_after_it_was_pressed_nobody_is_left_to_tell(
    sent, office, stranger, make_offering, letters, database
):
    offering = make_offering(host_id=office.partner.id)
    office.client.post(f"{PREFIX}/needs/1/link", data={"answer": f"offering:{offering.id}"})
    page = f"{PREFIX}/offerings/{offering.id}/needs"
    office.client.post(page, data={"who": "need-1", "how": "mail"})
    (letter,) = letters("need_answered")
    assert letter.address == "hanako@example.jp"
    assert LINK.search(letter.covered) is None
    link = HOME + LINK.search(letter.body)[1]
    assert "hanako@example.jp" in stranger.get(link).text
    stranger.post(link)
    assert "hanako@example.jp" not in office.client.get(page).text
    with database.sessions() as session:
        assert recipients_of(session, session.merge(offering)) == []
