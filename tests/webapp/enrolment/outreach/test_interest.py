"""開講通知: confirmed by letter, told once per offering, taken out by its link, and never betrayed by a page."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.enrolment.outreach import interest
from webapp.enrolment.outreach.interest import ask, confirm, forget_interests, tell_interested
from webapp.mail.models import Message
from webapp.mail.stopping import stop
from webapp.participation.rounds import forget, tell_who_waits
from webapp.programme.models import OfferingState
from webapp.programme.outreach.models import Interest

KEY = b"a key"
ADDRESS = "waits@example.invalid"
FORM = "/courses/beginner/notice"


def letters(office, template):
    with office.database.sessions() as session:
        return session.scalars(select(Message).filter_by(template=template).order_by(Message.id)).all()


def rows(office):
    with office.database.sessions() as session:
        return session.scalars(select(Interest).order_by(Interest.id)).all()


def link_in(message):
    return re.search(r"tateyama:(/notices/\S+)", message.body)[1]


@pytest.fixture
def waits(office):
    """Somebody who registered and confirmed before."""

    def waits(address=ADDRESS, days_ago=1):
        at = datetime.now(UTC) - timedelta(days=days_ago)
        key = office.app.extensions["settings"].key_for("codes")
        with office.database.transaction() as session:
            ask(session, "beginner", address, "ja", at, key=key)
            row = session.scalars(select(Interest).filter_by(email=address)).one()
            confirm(session, row, at)
            return row

    return waits


def tell(office, at=None):
    before = len(letters(office, "interest_opened"))
    tell_who_waits(office.database, office.app.extensions["settings"], at)
    return letters(office, "interest_opened")[before:]


def test_a_closed_course_has_a_field_and_an_open_one_has_none(office):
    visitor, page = office.visitor(), f"/offerings/{office.offering.id}"
    assert FORM not in office.get(page, visitor).text
    assert FORM not in office.get("/courses/beginner", visitor).text
    office.change(state=OfferingState.RUNNING)
    assert FORM in office.get(page, visitor).text
    assert FORM in office.get("/courses/beginner", visitor).text


def test_the_letter_confirms_by_a_button_and_the_same_link_takes_the_address_out(office):
    visitor = office.visitor()
    answer = office.post(FORM, visitor, email=" Waits@Example.invalid ")
    assert ADDRESS in answer.text
    (letter,) = letters(office, "interest_confirm")
    link = link_in(letter)
    assert link not in letter.covered
    assert "登録する" in office.get(link, visitor).text
    assert rows(office)[0].confirmed_at is None  # a scanner that opens links confirms nothing
    office.post(f"{link}/confirm", visitor)
    assert rows(office)[0].confirmed_at is not None
    assert "取り消し" in office.post(f"{link}/remove", visitor).text
    assert rows(office) == []
    assert office.get(link, visitor).status_code == 404


def test_the_page_says_the_same_whether_an_address_is_known_or_not(office, waits):
    waits()
    known, new = (
        office.post(FORM, office.visitor(), email=email) for email in (ADDRESS, "new@example.invalid")
    )
    assert known.status_code == new.status_code == 200
    pages = [re.sub(r'value="[^"]+"', "", answer.text) for answer in (known, new)]  # tokens differ anyway
    assert pages[0].replace(ADDRESS, "") == pages[1].replace("new@example.invalid", "")


def test_who_asks_again_gets_one_letter_an_hour(office):
    for _ in range(3):
        office.post(FORM, office.visitor(), email=ADDRESS)
    assert len(letters(office, "interest_confirm")) == 1
    assert len(rows(office)) == 1


def test_a_flood_of_addresses_is_stopped_in_plain_words(office, monkeypatch):
    monkeypatch.setattr(interest, "MOST_PER_HOUR", 2)
    answers = [office.post(FORM, office.visitor(), email=f"n{number}@example.invalid") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert "n2@example.invalid" in answers[-1].text
    assert len(rows(office)) == 2


@pytest.mark.parametrize(
    "typed", ["", "nobody", "a@b@c", "x\r\nBcc: evil@example.jp", "<script>@example.jp", "a" * 400]
)
def test_what_is_no_address_is_said_and_kept_in_the_field(office, typed):
    answer = office.post(FORM, office.visitor(), email=typed)
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert rows(office) == []


def test_who_waits_is_told_once_when_the_course_takes_applications(office, waits):
    office.change(state=OfferingState.PLANNED)
    waits()
    assert tell(office) == []
    office.change(state=OfferingState.OPEN)
    (letter,) = tell(office)
    assert (letter.address, letter.essential) == (ADDRESS, True)
    assert letter.offering_id is None  # the host's page of mail does not name who waits
    assert f"tateyama:/offerings/{office.offering.id}" in letter.body
    assert tell(office) == []


def test_each_offering_is_told_once_also_where_two_are_open(office, waits, make_offering):
    waits()
    make_offering(
        host_id=office.offering.host_id, state=OfferingState.OPEN, apply_from=office.offering.apply_from,
        apply_until=office.offering.apply_until, starts_on=office.offering.starts_on, ends_on=office.offering.ends_on,
    )  # fmt: skip
    assert len(tell(office)) == 2
    assert [tell(office) for _ in range(3)] == [[], [], []]


def test_a_full_course_tells_when_it_has_room_again(office, waits, make_learner):
    office.change(capacity=1)
    learner = make_learner()
    with office.database.transaction() as session:
        session.add(
            Application(
                learner_id=session.get(Learner, learner.id).id,
                offering_id=office.offering.id,
                applied_at=datetime.now(UTC),
                state=ApplicationState.ACCEPTED,
            )
        )
    waits()
    assert "席が空いたとき" in office.get(f"/offerings/{office.offering.id}", office.visitor()).text
    assert tell(office) == []
    office.change(capacity=2)
    assert len(tell(office)) == 1


def test_who_did_not_confirm_or_stopped_all_mail_since_is_not_told(office, waits):
    office.post(FORM, office.visitor(), email="silent@example.invalid")
    waits("stopped@example.invalid", days_ago=2)
    with office.database.transaction() as session:
        stop(session, "stopped@example.invalid", datetime.now(UTC))
    assert tell(office) == []


def test_who_registers_after_they_stopped_all_mail_is_told(office, waits):
    with office.database.transaction() as session:
        stop(session, ADDRESS, datetime.now(UTC) - timedelta(days=9))
    waits()
    assert len(tell(office)) == 1


def test_the_link_of_the_news_takes_the_address_out(office, waits):
    waits()
    (letter,) = tell(office)
    office.post(f"{link_in(letter)}/remove", office.visitor())
    assert rows(office) == []


def test_addresses_are_kept_a_week_without_and_a_year_with_an_answer(office, waits):
    waits(days_ago=364)
    office.post(FORM, office.visitor(), email="silent@example.invalid")
    now = datetime.now(UTC)
    for days, left in ((0, 2), (6, 1), (8, 0)):
        forget(office.database, now + timedelta(days=days))
        assert len(rows(office)) == left


def test_an_unknown_course_and_an_unknown_link_are_not_there(office):
    assert office.get("/courses/none/notice").status_code == 404
    assert office.get(f"/notices/{'x' * 5000}").status_code == 404


def test_pressed_twice_at_the_same_moment_it_is_one_row(office, database):
    at = datetime.now(UTC)
    with database.transaction() as session:
        for _ in range(2):
            ask(session, "beginner", ADDRESS, "ja", at, key=KEY)
        assert tell_interested(session, at, key=KEY) == 0
        assert forget_interests(session, at) == 0
    assert len(rows(office)) == 1
