"""次回案内: looked at before it goes, sent once to who asked for it, and found again by who applies."""

import html
import re
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.applying.test_applying_pages import PREFIX
from webapp.audit import AuditEntry
from webapp.enrolment.models import Application, ApplicationState
from webapp.mail.envelope import envelope
from webapp.mail.models import Message
from webapp.mail.stopping import stop
from webapp.participation.seminars.models import GuestContact, SeminarGuest
from webapp.programme.models import MeetingState, OfferingState, Partner, Seminar

WORDS = {
    "subject_ja": "冬の講座のご案内",
    "text_ja": "次の講座です。\nどうぞお越しください。",
    "subject_en": "Winter course",
    "text_en": "The next course.",
}


@pytest.fixture
def page(office):
    return f"/office/offerings/{office.offering.id}/announcement"


@pytest.fixture
def readers(office, make_learner):
    """Three who want it, one of whom reads English; and those who do not get it."""
    wanting = [
        make_learner(email="aoi@example.invalid", wants_announcements=True),
        make_learner(email="ren@example.invalid", wants_announcements=True, language="en"),
        make_learner(email="shared@example.invalid", wants_announcements=True),
        make_learner(email="SHARED@example.invalid", wants_announcements=True),
    ]
    make_learner(email="silent@example.invalid")
    make_learner(wants_announcements=True)
    applied = make_learner(email="applied@example.invalid", wants_announcements=True)
    make_learner(email="stopped@example.invalid", wants_announcements=True)
    with office.database.transaction() as session:
        now = datetime.now(UTC)
        stop(session, "stopped@example.invalid", now)
        session.add(
            Application(
                learner_id=applied.id,
                offering_id=office.offering.id,
                applied_at=now,
                state=ApplicationState.APPLIED,
            )
        )
    return wanting


def sent(office):
    with office.database.sessions() as session:
        return session.scalars(select(Message).filter_by(template="announcement").order_by(Message.id)).all()


def test_it_begins_with_a_proposal_and_says_how_many_read_it(office, page, readers):
    shown = office.get(page).text
    assert "初級（夜間） 第1期 の受講者を募集します" in shown
    assert "Places in Beginner (evening) no. 1" in shown
    assert "3人に送ります" in shown
    preview = office.post(page, step="preview", key=office.key(page), **WORDS).text
    assert "3人に送る" in preview
    assert "どうぞお越しください。" in preview
    assert "The next course." in preview
    assert sent(office) == []


def test_it_is_sent_once_to_each_address_in_its_readers_language(office, page, readers):
    answer = office.post(page, step="send", key=office.key(page), **WORDS)
    letters = sent(office)
    assert answer.status_code == 303
    assert [letter.address for letter in letters] == [
        "aoi@example.invalid",
        "ren@example.invalid",
        "shared@example.invalid",
    ]
    assert [letter.subject for letter in letters] == ["冬の講座のご案内", "Winter course", "冬の講座のご案内"]
    assert not any(letter.essential for letter in letters)
    # Among the readers are people of other partners' courses: the host's page of mail does not name them.
    assert {letter.offering_id for letter in letters} == {None}
    (contact,) = office.contacts()
    assert all(f"tateyama:/l/{contact.code}" in letter.body for letter in letters)
    assert (contact.channel, contact.people_reached, contact.offering_id) == ("mail", 3, office.offering.id)
    with office.database.sessions() as session:
        said = session.scalars(select(AuditEntry).filter_by(action="announcement_sent")).one()
    assert said.detail == {"count": 3}


def test_pressing_twice_sends_once(office, page, readers):
    key = office.key(page)
    places = {office.post(page, step="send", key=key, **WORDS).location for _ in range(2)}
    assert len(places) == 1
    assert len(sent(office)) == 3
    assert len(office.contacts()) == 1


def test_its_own_link_stops_it(office, page, readers):
    office.post(page, step="send", key=office.key(page), **WORDS)
    path = re.search(r"tateyama:(/mail/stop/\S+)", sent(office)[0].body)[1]
    office.post(path, office.visitor())
    assert "2人に送ります" in office.get(page).text


def test_a_test_letter_goes_to_oneself_and_is_no_contact(office, page, readers):
    shown = office.post(page, step="test", key=office.key(page), **WORDS)
    assert shown.status_code == 200
    assert "office@example.invalid" in shown.text
    assert "3人に送る" in shown.text
    assert [letter.address for letter in sent(office)] == ["office@example.invalid"]
    assert office.contacts() == []


def test_a_subject_cannot_bring_headers_along(office, page, readers):
    nasty = "ご案内\r\nBcc: evil@example.invalid\r\n\r\nX: y"
    office.post(page, step="send", key=office.key(page), **{**WORDS, "subject_ja": nasty})
    letter = sent(office)[0]
    assert "\n" not in letter.subject
    made = envelope(letter, "office@example.invalid", "https://example.invalid/stop")
    read = message_from_bytes(made.as_bytes(), policy=SMTP)
    assert read["Bcc"] is None
    assert read["X"] is None
    assert read["To"] == letter.address
    assert read["List-Unsubscribe"] is not None


def test_script_and_templates_in_the_text_stay_text(office, page, readers):
    nasty = "<script>alert(1)</script> {{ 7 * 7 }} {% include 'x' %} %(count)s"
    preview = office.post(page, step="preview", key=office.key(page), **{**WORDS, "text_ja": nasty}).text
    assert "<script>alert" not in preview
    assert html.escape("<script>alert(1)</script> {{ 7 * 7 }}", quote=False) in preview
    office.post(page, step="send", key=office.key(page), **{**WORDS, "text_ja": nasty})
    assert "{{ 7 * 7 }}" in sent(office)[0].body


def test_what_is_empty_or_too_long_is_said_and_nothing_is_lost(office, page, readers):
    typed = {**WORDS, "subject_ja": "", "text_en": "x" * 4001}
    answer = office.post(page, step="send", key=office.key(page), **typed)
    assert answer.status_code == 422
    assert "どうぞお越しください。" in answer.text
    assert {'id="wrong-subject_ja"', 'id="wrong-text_en"'} <= set(re.findall(r'id="wrong-\w+"', answer.text))
    assert sent(office) == []


def test_nobody_sends_without_a_key_of_ours_or_for_what_is_over(office, page, readers):
    assert office.post(page, step="send", key="forged", **WORDS).status_code == 422
    key = office.key(page)
    office.change(state=OfferingState.CLOSED)
    answer = office.post(page, step="send", key=key, **WORDS)
    assert answer.status_code == 422
    assert "募集は終わっている" in answer.text
    assert sent(office) == []
    assert office.contacts() == []


def test_where_nobody_wants_it_nothing_is_recorded(office, page):
    answer = office.post(page, step="send", key=office.key(page), **WORDS)
    assert answer.status_code == 422
    assert office.contacts() == []


def test_another_partners_office_cannot_write_for_it(office, page, readers, elsewhere):
    assert office.get(page, elsewhere).status_code == 404
    assert office.post(page, elsewhere, step="send", key=office.key(page), **WORDS).status_code == 404
    assert elsewhere.get(f"{PREFIX}/office/offerings/999/announcement").status_code == 404
    assert sent(office) == []


def test_guests_of_the_hosts_own_seminars_who_ticked_it_are_written_to_once(
    office, page, readers, programme, elsewhere
):
    now = datetime.now(UTC)
    with office.database.transaction() as session:
        city = session.scalars(select(Partner).filter_by(slug="city")).one()
        for host, address, wants in (
            (office.offering.host_id, "guest@example.invalid", True),
            (office.offering.host_id, "aoi@example.invalid", True),
            (office.offering.host_id, "quiet@example.invalid", False),
            (city.id, "citys@example.invalid", True),
        ):
            seminar = Seminar(
                programme_id=programme.id, fiscal_year=2026, title_ja="セミナー", title_en="Seminar", host_id=host,
                held_on=date(2026, 11, 20), state=MeetingState.HELD,
            )  # fmt: skip
            guest = SeminarGuest(seminar=seminar, visit=address, came_at=now)
            session.add(
                GuestContact(
                    guest=guest,
                    name="架空",
                    organisation="",
                    address=address,
                    language="ja",
                    announcements=wants,
                    follow_up=False,
                    notice_version="1",
                    agreed_at=now,
                )
            )
    office.post(page, step="send", key=office.key(page), **WORDS)
    to = sorted(letter.address for letter in sent(office))
    assert to == sorted(
        ["aoi@example.invalid", "ren@example.invalid", "shared@example.invalid", "guest@example.invalid"]
    )
