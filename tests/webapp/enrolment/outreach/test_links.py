"""A contact's link: it counts, leads to a page of ours, and an application remembers by which it came."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.enrolment.applying.test_applying_pages import FORM
from tests.webapp.enrolment.outreach.conftest import P
from webapp.enrolment.models import Application
from webapp.enrolment.outreach.came_by import COOKIE, CameBy, opened, sealed
from webapp.mail.models import Message
from webapp.programme.models import OfferingState


def applications(office):
    with office.database.sessions() as session:
        return session.scalars(select(Application).order_by(Application.id)).all()


def newest_code(office):
    with office.database.sessions() as session:
        message = session.scalars(
            select(Message).filter_by(template="apply_code").order_by(Message.id.desc())
        )
        return re.search(r"^\s+(\d{6})$", message.first().body, re.MULTILINE)[1]


def apply(office, visitor, offering=None, **given):
    """Send the form and confirm the address in the same browser."""
    sent = office.post(f"/offerings/{(offering or office.offering).id}/apply", visitor, **{**FORM, **given})
    assert sent.status_code == 303, sent.text
    assert office.post("/applications/code", visitor, code=newest_code(office)).status_code == 303


def test_the_link_leads_to_the_offering_and_the_form_proposes_its_channel(office):
    contact, visitor = office.contact(), office.visitor()
    answer = office.get(f"/l/{contact.code}", visitor)
    assert answer.status_code == 302
    assert answer.location == f"{P}/offerings/{office.offering.id}"
    form = office.get(f"/offerings/{office.offering.id}/apply", visitor).text
    assert re.search(r'value="flyer"[^>]* checked', form)
    assert not re.search(r'value="web"[^>]* checked', form)


def test_an_application_is_counted_for_the_contact_and_the_answer_stays_the_persons(office):
    contact, visitor = office.contact(cost_yen=3000), office.visitor()
    office.get(f"/l/{contact.code}", visitor)
    apply(office, visitor, channels=["web"])
    (application,) = applications(office)
    assert application.outreach_id == contact.id
    assert application.profile["channels"] == ["web"]
    assert "3,000" in office.get(f"/office/offerings/{office.offering.id}/recruiting").text


def test_who_confirms_in_another_browser_is_counted_all_the_same(office):
    contact, phone = office.contact(), office.visitor()
    office.get(f"/l/{contact.code}", phone)
    office.post(f"/offerings/{office.offering.id}/apply", phone, **FORM)
    with office.database.sessions() as session:
        body = session.scalars(select(Message).filter_by(template="apply_code")).one().body
    path = re.search(r"tateyama:(/applications/confirm/\S+)", body)[1]
    assert office.post(path, office.visitor()).status_code == 303
    assert applications(office)[0].outreach_id == contact.id


def test_a_contact_of_another_offering_is_not_credited_but_one_of_courses_in_general_is(
    office, make_offering
):
    now = datetime.now(UTC)
    other = make_offering(
        host_id=office.offering.host_id, state=OfferingState.OPEN, apply_from=now - timedelta(days=1),
        apply_until=now + timedelta(days=9), starts_on=office.offering.starts_on, ends_on=office.offering.ends_on,
    )  # fmt: skip
    for contact, wanted in ((office.contact(), None), (office.contact(general=True), True)):
        visitor = office.visitor()
        office.get(f"/l/{contact.code}", visitor)
        apply(
            office, visitor, other, email=f"hanako{contact.id}@example.invalid", name=f"架空 {contact.code}"
        )
        assert applications(office)[-1].outreach_id == (contact.id if wanted else None)


def test_a_reload_is_counted_once_a_day_and_another_browser_again(office):
    contact, visitor = office.contact(), office.visitor()
    for _ in range(3):
        office.get(f"/l/{contact.code}", visitor)
    assert office.openings(contact) == 1
    office.get(f"/l/{contact.code}", office.visitor())
    assert office.openings(contact) == 2


@pytest.mark.parametrize(
    "says",
    [
        "",
        "Googlebot/2.1",
        "Slackbot-LinkExpanding 1.0",
        "facebookexternalhit/1.1",
        "python-requests/2",
        "curl/8",
    ],
)
def test_machines_that_say_so_are_led_on_and_not_counted(office, says):
    contact = office.contact()
    answer = office.get(f"/l/{contact.code}", office.visitor(says))
    assert answer.status_code == 302
    assert "Set-Cookie" not in answer.headers or COOKIE not in answer.headers["Set-Cookie"]
    assert office.openings(contact) == 0


def test_a_look_ahead_of_the_browser_is_not_counted(office):
    contact, visitor = office.contact(), office.visitor()
    visitor.get(f"{P}/l/{contact.code}", headers={"Sec-Purpose": "prefetch;prerender"})
    visitor.head(f"{P}/l/{contact.code}")
    assert office.openings(contact) == 0


def test_what_somebody_types_off_paper_in_capitals_is_found(office):
    contact = office.contact()
    assert "/offerings/" in office.get(f"/l/{contact.code.upper()}", office.visitor()).location


@pytest.mark.parametrize(
    "code",
    ["nobodys", "23456789", "%2F%2Fevil.example", "https:%2F%2Fevil.example", "..%2F..%2Fadmin", "a" * 500],
)
def test_an_unknown_code_lands_in_the_catalogue_with_a_friendly_sentence(office, code):
    visitor = office.visitor()
    answer = office.get(f"/l/{code}", visitor)
    # What holds slashes is no code; werkzeug takes doubled ones out and asks again at our own address.
    assert answer.status_code in (302, 308, 404)
    assert answer.headers.get("Location", P).removeprefix("http://localhost").startswith(P)
    if answer.status_code == 302:
        assert "このリンクは使われていません" in office.get("/", visitor).text


def test_nothing_in_the_address_can_lead_elsewhere(office):
    contact = office.contact()
    for asked in ("?next=https://evil.example", "?url=//evil.example", "?_external=1&_scheme=javascript"):
        assert office.get(f"/l/{contact.code}{asked}", office.visitor()).location.startswith(f"{P}/")


def test_an_old_link_leads_to_the_course_and_to_who_wants_to_be_told(office):
    contact, visitor = office.contact(), office.visitor()
    office.change(state=OfferingState.CLOSED)
    assert office.get(f"/l/{contact.code}", visitor).location == f"{P}/courses/beginner"
    page = office.get("/courses/beginner", visitor).text
    assert "募集は終わりました" in page
    assert f"{P}/courses/beginner/notice" in page


@pytest.mark.parametrize("forged", ["", "x", '["abcd2345",1790000000,[]]', "W10.x", "eyJhIjoxfQ.abc"])
def test_a_forged_cookie_is_ignored(office, forged):
    office.contact()
    visitor = office.visitor()
    visitor.set_cookie(COOKIE, forged, path=P)
    apply(office, visitor)
    assert applications(office)[0].outreach_id is None


def test_a_cookie_is_read_only_with_our_key_and_for_thirty_days():
    at = datetime(2026, 11, 23, 3, tzinfo=UTC)
    cookie = sealed("ours", CameBy("abcd2345", at, ("abcd2345",)))
    assert opened("ours", cookie, at + timedelta(days=30)) == CameBy("abcd2345", at, ("abcd2345",))
    assert opened("ours", cookie, at + timedelta(days=30, seconds=1)) is None
    assert opened("ours", cookie, at - timedelta(seconds=1)) is None
    assert opened("theirs", cookie, at) is None
    assert opened("ours", cookie[:-2] + "xx", at) is None


def test_the_cookie_says_a_code_and_nothing_of_the_person(office):
    contact = office.contact()
    told = office.get(f"/l/{contact.code}", office.visitor()).headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Lax" in told
    assert f"Path={P}" in told
    assert (
        opened(office.app.secret_key, re.search(rf"{COOKIE}=([^;]+)", told)[1], datetime.now(UTC)).code
        == contact.code
    )


def test_the_words_to_pass_on_hold_the_link(office):
    contact = office.contact(channel="seminar")
    page = office.get(f"/l/{contact.code}/share", office.visitor()).text
    assert f"/l/{contact.code}" in page
    assert "架空大学が開くデータサイエンスの講座です" in page
    assert "mailto:?subject=" in page
    assert office.get("/l/23456789/share", office.visitor()).status_code == 404


def test_the_letter_on_paper_has_the_years_of_offices_and_says_who_sends_it(office):
    office.change(starts_on=date(2027, 1, 7), ends_on=date(2027, 2, 4))
    contact = office.contact(channel="seminar")
    page = office.get(f"/l/{contact.code}/share", office.visitor()).text
    screen, _, paper = page.partition('class="only-paper"')
    assert "期間: 2027年1月7日(木)〜2027年2月4日(木)" in screen
    for words in (
        "皆さまへ",
        "架空大学",
        "令和9年1月7日(木)〜令和9年2月4日(木)",
        "問い合わせ先",
        f"/l/{contact.code}",
    ):
        assert words in paper
    assert re.search(r'class="on-day"><time datetime="\d{4}-\d\d-\d\d">令和\d+年\d+月\d+日', paper)


def test_the_letter_is_in_english_for_who_reads_english(office):
    contact, visitor = office.contact(general=True), office.visitor()
    office.post("/language", visitor, language="en", next="/")
    paper = office.get(f"/l/{contact.code}/share", visitor).text.partition('class="only-paper"')[2]
    assert "To all staff" in paper
    assert "Imaginary University" in paper
    assert "令和" not in paper
    assert "facts-of-it" not in paper
