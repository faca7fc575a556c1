"""A coordinator records what was done to make courses known; to other partners it does not exist."""

import html
import re
from datetime import date

from sqlalchemy import select

from tests.webapp.enrolment.outreach.conftest import P
from webapp.audit import AuditEntry
from webapp.programme.models import MeetingState, Seminar
from webapp.programme.organisations import Organisation

DONE = {"made_on": "2026-11-20", "channel": "flyer", "what": "会報に折り込み", "cost_yen": "12000"}


def actions(office):
    with office.database.sessions() as session:
        return session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()


def test_a_contact_is_recorded_with_a_code_of_its_own(office):
    form = {
        **DONE,
        "about": f"offering-{office.offering.id}",
        "organisation": "架空商工会議所",
        "kind": "association",
    }
    answer = office.post("/office/outreach/new", key=office.key(), **form)
    (made,) = office.contacts()
    assert answer.status_code == 303
    assert (made.channel, made.cost_yen, made.people_reached) == ("flyer", 12000, None)
    assert (made.offering_id, made.fiscal_year) == (office.offering.id, 2026)
    page = office.get(f"/office/outreach/{made.id}").text
    assert f"/l/{made.code}" in page
    assert "架空商工会議所" in page
    assert "outreach_recorded" in actions(office)


def test_pressing_twice_records_once(office):
    key = office.key()
    first, second = (office.post("/office/outreach/new", key=key, **DONE) for _ in range(2))
    assert first.location == second.location
    assert len(office.contacts()) == 1


def test_a_key_that_no_form_of_ours_had_records_nothing_and_keeps_what_was_typed(office):
    for key in ("", "abcd2345", '"abcd2345".x'):
        answer = office.post("/office/outreach/new", key=key, **DONE)
        assert answer.status_code == 422
        assert "会報に折り込み" in answer.text
    assert office.contacts() == []


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_lost(office):
    form = {**DONE, "cost_yen": "-5", "channel": "smoke", "made_on": "昨日", "about": "offering-99999"}
    answer = office.post("/office/outreach/new", key=office.key(), **form)
    assert answer.status_code == 422
    for field in ("cost_yen", "channel", "made_on", "about"):
        assert f'id="wrong-{field}"' in answer.text
    assert 'value="-5"' in answer.text
    assert office.contacts() == []


def test_many_organisations_become_a_contact_each(office):
    lines = "架空小学校\t24\n架空中学校,31\r\n  架空高校  \n\n"
    answer = office.post("/office/outreach/batch", key=office.key(), lines=lines, kind="school", **DONE)
    assert answer.status_code == 303
    made = office.contacts()
    with office.database.sessions() as session:
        names = [session.get(Organisation, one.organisation_id).name for one in made]
    assert names == ["架空小学校", "架空中学校", "架空高校"]
    assert [one.people_reached for one in made] == [24, 31, None]
    assert len({one.code for one in made}) == 3


def test_a_batch_that_is_sent_twice_is_recorded_once(office):
    key = office.key()
    for _ in range(2):
        office.post("/office/outreach/batch", key=key, lines="架空小学校\n架空中学校", kind="school", **DONE)
    assert len(office.contacts()) == 2


def test_a_line_that_cannot_be_read_stops_the_whole_batch_and_says_which(office):
    for lines, told in (("甲,1\n乙,多数\n乙,多数", "3"), ("甲\n甲", "2"), ("", "一行に一つずつ")):
        answer = office.post("/office/outreach/batch", key=office.key(), lines=lines, kind="school", **DONE)
        assert answer.status_code == 422
        assert told in answer.text
    assert office.contacts() == []


def test_another_partners_contact_is_not_there(office, elsewhere):
    contact = office.contact()
    for page in ("", "/qr.svg", "/qr.png", "/flyer.pdf"):
        assert office.get(f"/office/outreach/{contact.id}{page}", elsewhere).status_code == 404
    assert office.post(f"/office/outreach/{contact.id}", elsewhere, **DONE).status_code == 404
    assert "会報に折り込み" not in office.get("/office/outreach?year=all", elsewhere).text
    assert "会報に折り込み" not in office.get("/office/outreach/contacts.csv?year=all", elsewhere).text
    assert "refused" in actions(office)


def test_another_partners_offering_cannot_be_told_of(office, make_offering):
    other = make_offering(title_ja="よその講座")
    answer = office.post("/office/outreach/new", key=office.key(), **DONE, about=f"offering-{other.id}")
    assert answer.status_code == 422
    assert "よその講座" not in answer.text


def test_the_bill_that_comes_later_is_written_in_and_the_code_stays(office):
    contact = office.contact()
    answer = office.post(f"/office/outreach/{contact.id}", **{**DONE, "people_reached": "300"})
    (changed,) = office.contacts()
    assert answer.status_code == 303
    assert (changed.cost_yen, changed.people_reached, changed.code) == (12000, 300, contact.code)


def test_a_seminars_participants_get_words_to_pass_on(office, programme):
    with office.database.transaction() as session:
        seminar = Seminar(
            programme_id=programme.id,
            fiscal_year=2026,
            title_ja="企業経営者等向けセミナー",
            title_en="Seminar",
            host_id=office.offering.host_id,
            held_on=date(2026, 11, 20),
            state=MeetingState.HELD,
        )
        session.add(seminar)
    link = re.search(r'href="[^"]+(/office/outreach/new\?[^"]+)"', office.get("/office/seminars").text)[1]
    form = office.get(html.unescape(link)).text
    assert f'value="seminar-{seminar.id}" selected' in form
    assert 'value="seminar" selected' in form
    done = {**DONE, "channel": "seminar", "about": f"seminar-{seminar.id}"}
    office.post("/office/outreach/new", key=office.key(), **done)
    (made,) = office.contacts()
    assert (made.seminar_id, made.offering_id) == (seminar.id, None)
    assert f"/l/{made.code}" in office.get(f"/l/{made.code}/share", office.visitor()).text
    assert office.get(f"/l/{made.code}", office.visitor()).location == f"{P}/"


def test_script_in_texts_stays_text(office):
    nasty = "<script>alert(1)</script>"
    form = {**DONE, "what": nasty, "organisation": f'"><img src=x onerror=alert(1)>{nasty}'}
    office.post("/office/outreach/new", key=office.key(), **form)
    (made,) = office.contacts()
    for page in (
        "/office/outreach",
        f"/office/outreach/{made.id}",
        "/office/outreach/new",
        "/coordinator/contacts",
    ):
        text = office.get(page).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_the_file_names_every_contact_guards_formulas_and_is_on_record(office):
    office.contact(what="=1+1", cost_yen=500)
    answer = office.get("/office/outreach/contacts.csv")
    assert answer.mimetype == "text/csv"
    assert "'=1+1" in answer.text
    assert "内部用・転記不可" in answer.text
    assert "outreach_exported" in actions(office)


def test_the_list_is_narrowed_by_year_channel_offering_and_words(office):
    office.contact(what="こちら")
    office.contact(what="あちら", channel="web", general=True)
    pages = {
        "?channel=web": "あちら",
        f"?offering={office.offering.id}": "こちら",
        "?words=あち": "あちら",
    }
    for asked, shown in pages.items():
        page = office.get(f"/office/outreach{asked}").text
        assert [word for word in ("こちら", "あちら") if f">{word}</a>" in page] == [shown]
    assert ">こちら</a>" not in office.get("/office/outreach?year=2019").text
    assert office.get("/office/outreach?channel=smoke").status_code == 404
    assert office.get("/office/outreach?offering=99999999999999999999").status_code == 404


def test_the_list_comes_in_pages_that_keep_what_it_is_narrowed_to(office):
    for number in range(52):
        office.contact(what=f"{number}番めの折込み")
    office.contact(what="ホームページに掲載", channel="web")
    first = office.get("/office/outreach?channel=flyer").text
    assert first.count("番めの折込み</a>") == 50
    following = html.unescape(re.search(r'rel="next" href="[^"]*(/office/outreach\?[^"]+)"', first)[1])
    second = office.get(following).text
    assert second.count("番めの折込み</a>") == 2
    assert "ホームページに掲載" not in second
    assert office.get("/office/outreach?channel=flyer&page=3").status_code == 404


def test_a_row_says_day_channel_organisation_and_applications_and_holds_the_rest(office):
    done = {**DONE, "organisation": "架空商工会議所", "people_reached": "1200", "cost_yen": "12000"}
    office.post("/office/outreach/new", key=office.key(), **done)
    page = office.get("/office/outreach?year=all").text
    row = page[page.index('<ul class="contacts">') : page.index("</ul>", page.index('<ul class="contacts">'))]
    shown, _, folded = row.partition("<details>")
    for words in ("チラシ・ポスター", "架空商工会議所", "申込 0件"):
        assert words in shown
    for words in ("1,200", "12,000", "届いた人数"):
        assert words in folded
        assert words not in shown
