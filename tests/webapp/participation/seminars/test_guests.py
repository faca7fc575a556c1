"""A guest without an account is counted once; a contact is there for those alone who asked for it, and goes by the letter's link."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.webapp.participation.classroom import on_both_databases
from webapp.audit import AuditEntry
from webapp.enrolment.models import Learner
from webapp.mail.models import Message, Unsubscribed
from webapp.participation.erasing import erase
from webapp.participation.seminars.models import GuestContact, SeminarGuest
from webapp.participation.seminars.receiving import contacts_of
from webapp.programme.models import MeetingState, Seminar

PAGE = "/services/tateyama/office/seminars"
WISH = {"announcements": "1", "name": "架空 花子", "organisation": "架空商店", "address": "Hanako@example.jp"}


@pytest.fixture
def phone(app):
    """A browser in which nobody is signed in."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def count(database):
    def count(table):
        with database.sessions() as session:
            return session.scalar(select(func.count()).select_from(table))

    return count


def visit_in(page):
    return re.search(r'name="visit" value="([^"]+)"', page.text)[1]


def arrive(phone, where, /, **form):
    visit = form.pop("visit", None) or visit_in(phone.get(f"{where}?next=1"))
    return phone.post(where, data={"visit": visit, **form})


@on_both_databases
def test_a_guest_is_one_however_often_the_form_is_sent(phone, seminar, arrival, count):
    address = arrival(seminar)
    visit = visit_in(phone.get(address))
    for _ in range(3):
        assert arrive(phone, address, visit=visit).status_code == 303
    assert count(SeminarGuest) == 1
    assert "来場を受け付けました" in phone.get(address).text


def test_another_person_on_the_same_device_is_another_guest(phone, seminar, arrival, count):
    for _ in range(2):
        arrive(phone, arrival(seminar))
    assert count(SeminarGuest) == 2


def test_without_a_tick_nothing_of_the_person_is_kept(phone, seminar, arrival, count, database):
    arrive(phone, arrival(seminar), **{**WISH, "announcements": ""})
    assert (count(SeminarGuest), count(GuestContact), count(Message)) == (1, 0, 0)
    with database.engine.connect() as connection:
        assert "花子" not in str(connection.execute(select(SeminarGuest)).all())


def test_a_tick_keeps_the_contact_with_the_notice_and_a_letter_goes_out(phone, seminar, arrival, database):
    arrive(phone, arrival(seminar), **WISH)
    with database.sessions() as session:
        (contact,) = session.scalars(select(GuestContact))
        assert (contact.address, contact.announcements, contact.follow_up) == (
            "hanako@example.jp",
            True,
            False,
        )
        assert contact.notice_version == "2026-12"
        (letter,) = session.scalars(select(Message))
        assert (letter.template, letter.essential) == ("guest_consent", False)
        assert "架空 花子 様" in letter.body
        assert "guest_consent" in session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("address", "", "メールアドレスを入力"), ("address", "花子@", "形になっていません"), ("name", " ", "お名前を入力")],
)  # fmt: skip
def test_what_cannot_be_kept_stays_on_the_page_and_nobody_is_counted(
    phone, seminar, arrival, count, field, typed, told
):
    answer = arrive(phone, arrival(seminar), **{**WISH, field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="架空商店"' in answer.text
    assert count(SeminarGuest) == 0


def test_the_link_in_the_letter_takes_it_back_and_the_guest_stays_counted(phone, seminar, arrival, database):
    arrive(phone, arrival(seminar), **WISH)
    with database.sessions() as session:
        path = re.search(r"tateyama:/(seminars/consent/\S+)", session.scalars(select(Message.body)).one())[1]
    link = f"/services/tateyama/{path}"
    assert "希望を取り消し" in phone.get(link).text
    for _ in range(2):
        assert phone.post(link, follow_redirects=True).status_code == 200
    assert "消えています" in phone.get(link).text
    with database.sessions() as session:
        assert session.scalars(select(GuestContact)).all() == []
        assert len(session.scalars(select(SeminarGuest)).all()) == 1


def test_nobody_takes_back_by_a_link_that_was_not_signed(phone, seminar, arrival):
    arrive(phone, arrival(seminar), **WISH)
    for forged in ("1", "MQ.forged", "x" * 3000):
        assert phone.post(f"/services/tateyama/seminars/consent/{forged}").status_code == 404


def test_who_stopped_our_mail_is_on_no_list(phone, seminar, arrival, database, now):
    arrive(phone, arrival(seminar), **WISH)
    with database.transaction() as session:
        session.add(Unsubscribed(address="hanako@example.jp", since=now))
        session.flush()
        assert contacts_of(session, seminar) == []


def test_on_another_day_or_after_it_was_called_off_nobody_is_received(
    phone, make_seminar, arrival, today, count
):
    tomorrow, cancelled = make_seminar(today + timedelta(days=1)), make_seminar(state=MeetingState.CANCELLED)
    assert "当日だけ" in arrive(phone, arrival(tomorrow)).text
    assert "中止" in arrive(phone, arrival(cancelled)).text
    assert count(SeminarGuest) == 0


def test_one_seminars_code_is_not_anothers(phone, make_seminar, arrival):
    first, second = make_seminar(), make_seminar()
    forged = arrival(first).replace(f"/seminars/{first.id}/", f"/seminars/{second.id}/")
    assert phone.get(forged).status_code == 404


def test_the_published_number_is_the_counted_one_and_the_page_shows_the_difference(
    phone, office, seminar, arrival
):
    for _ in range(3):
        arrive(phone, arrival(seminar))
    page = office.post(f"{PAGE}/{seminar.id}/heads", data={"heads": "2"}, follow_redirects=True).text
    assert "参加者数 2人" in page
    assert "受付の記録 3人（アカウント 0人、アカウントなし 3人）" in page
    assert "受付の記録より少ない参加者数です" in page
    assert "差 -1人" in page


def test_the_office_reads_the_contacts_takes_one_back_and_both_are_kept(
    phone, office, seminar, arrival, database
):
    arrive(phone, arrival(seminar), **WISH, follow_up="1")
    assert "hanako@example.jp" in office.get(f"{PAGE}/{seminar.id}/guests").text
    with database.sessions() as session:
        guest = session.scalars(select(GuestContact.guest_id)).one()
    office.post(f"{PAGE}/{seminar.id}/guests/{guest}/withdraw")
    assert "hanako@example.jp" not in office.get(f"{PAGE}/{seminar.id}/guests").text
    with database.sessions() as session:
        actions = session.scalars(select(AuditEntry.action)).all()
    assert {"guest_contacts_seen", "guest_contact_withdrawn"} <= set(actions)


def test_another_seminars_guest_cannot_be_taken_back_through_ones_own(
    phone, office, make_seminar, make_partner, arrival, database, count
):
    theirs = make_seminar(host_id=make_partner(slug="other").id)
    arrive(phone, arrival(theirs), **WISH)
    with database.sessions() as session:
        guest = session.scalars(select(GuestContact.guest_id)).one()
    for path in (make_seminar().id, theirs.id):
        assert office.post(f"{PAGE}/{path}/guests/{guest}/withdraw").status_code == 404
    assert count(GuestContact) == 1


def test_erasing_a_person_finds_the_contact_of_the_guest_they_were(
    phone, seminar, arrival, database, make_learner, now, count
):
    arrive(phone, arrival(seminar), **WISH)
    person = make_learner(email="hanako@Example.jp")
    with database.transaction() as session:
        erase(session, session.get_one(Learner, person.id), now, None)
    assert (count(GuestContact), count(SeminarGuest)) == (0, 1)


def test_a_reception_screen_counts_guests_and_accounts(phone, office, seminar, arrival, database):
    arrive(phone, arrival(seminar))
    page = office.get(f"{PAGE}/{seminar.id}/reception").text
    assert "来場 1人" in page
    assert arrival(seminar) in page
    with database.sessions() as session:
        assert session.get_one(Seminar, seminar.id).headcount is None
