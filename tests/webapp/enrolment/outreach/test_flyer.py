"""チラシ: always one page, with the facts of the offering, the contact's own address and embedded letters."""

import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import g

from tests.scanning import scanned, scanned_picture
from tests.webapp.enrolment.outreach.conftest import P
from webapp.enrolment.outreach.flyer import Typed, flyer, render
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering
from webapp.programme.outreach.models import Outreach

FIRST = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)


def words_of(pdf):
    """How many pages it has, and what stands on them without spaces and line breaks."""
    told = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return told.count("\f"), "".join(told.split())


def squeezed(said):
    return "".join(said.split())


@pytest.fixture
def with_classes(office):
    """Give the offering classes; on weekdays of December, every second one online."""

    def with_classes(count, place="見本会館 3階"):
        with office.database.transaction() as session:
            offering = session.get(Offering, office.offering.id)
            offering.meetings = [
                Meeting(
                    number=n + 1, starts_at=FIRST + timedelta(days=7 * n), ends_at=FIRST + timedelta(days=7 * n, hours=2),
                    mode=MeetingMode.ONLINE if n % 2 else MeetingMode.IN_PERSON, state=MeetingState.PLANNED,
                    place="" if n % 2 else place,
                )
                for n in range(count)
            ]  # fmt: skip

    return with_classes


def test_a_flyer_says_what_a_notice_board_needs(office, with_classes):
    with_classes(3)
    office.change(apply_until=datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    contact = office.contact()
    answer = office.get(f"/office/outreach/{contact.id}/flyer.pdf?fee=無料")
    pages, text = words_of(answer.data)
    assert answer.mimetype == "application/pdf"
    assert pages == 1
    for said in (
        "初級（夜間）", "令和8年12月8日(火)、12月15日(火)", "各回19:00–21:00、全3回", "見本会館", "4人（先着順）", "受講料", "無料",
        "令和8年12月1日(火) 17:00", "架空大学", f"/l/{contact.code}", "office@example.invalid",
    ):  # fmt: skip
        assert squeezed(said) in text, said


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_phone_reads_the_contacts_own_address_off_the_paper(office, language):
    first, second = office.contact(), office.contact(channel="seminar")
    for contact in (first, second):
        paper = office.get(f"/office/outreach/{contact.id}/flyer.pdf?language={language}").data
        (address,) = scanned(paper)
        assert address.endswith(f"{P}/l/{contact.code}")
        (again,) = scanned_picture(office.get(f"/office/outreach/{contact.id}/qr.png").data)
        assert again == address


def test_nobody_is_told_that_it_is_free_unless_somebody_said_so(office):
    contact = office.contact()
    for language in ("ja", "en"):
        _, text = words_of(office.get(f"/office/outreach/{contact.id}/flyer.pdf?language={language}").data)
        assert "受講料" not in text
        assert "Fee" not in text
        assert "無料" not in text


def test_an_english_flyer_has_no_japanese_of_ours(office):
    contact = office.contact()
    _, text = words_of(office.get(f"/office/outreach/{contact.id}/flyer.pdf?language=en&lead=Come").data)
    assert "Beginner(evening)" in text
    assert not [letter for letter in text if "ぁ" <= letter <= "ヿ"]


@pytest.mark.parametrize("classes", [0, 1, 12, 13, 60])
@pytest.mark.parametrize(
    "texts",
    [
        {"title_ja": "長", "eligibility_ja": ""},
        {"title_ja": "長い" * 100, "eligibility_ja": "応募の要件" * 100},
        {"title_ja": "W" * 200, "eligibility_ja": "x" * 500},
        {"title_ja": "（" * 100 + "𠮷野家の髙﨑①㈱", "eligibility_ja": "#let x = [*太字*] $a$ \\ \" ' <b>"},
    ],
    ids=["short", "long", "unbroken", "strange"],
)
def test_it_is_one_page_whatever_the_texts(office, with_classes, classes, texts):
    with_classes(classes, "とても長い名前の会場" * 20)
    office.change(**texts)
    contact = office.contact()
    answer = office.get(f"/office/outreach/{contact.id}/flyer.pdf?lead={'ひとこと' * 30}&fee={'円' * 40}")
    pages, text = words_of(answer.data)
    assert pages == 1
    assert f"/l/{contact.code}" in text


def test_words_that_are_too_long_or_in_no_language_are_refused(office):
    contact = office.contact()
    for asked in ("lead=" + "長" * 121, "fee=" + "円" * 41, "language=fr"):
        assert office.get(f"/office/outreach/{contact.id}/flyer.pdf?{asked}").status_code == 400


def test_a_contact_of_courses_in_general_lists_what_comes(office):
    contact = office.contact(general=True)
    pages, text = words_of(office.get(f"/office/outreach/{contact.id}/flyer.pdf").data)
    assert pages == 1
    assert "初級（夜間）" in text


def test_its_letters_are_embedded_and_the_qr_is_the_contacts_own(office):
    contact = office.contact()
    pdf = office.get(f"/office/outreach/{contact.id}/flyer.pdf").data
    assert b"FontFile2" in pdf or b"FontFile" in pdf
    assert b"IPAexGothic" in pdf
    one, other = (
        office.get(f"/office/outreach/{each.id}/qr.svg").data for each in (contact, office.contact())
    )
    assert one != other
    png = office.get(f"/office/outreach/{contact.id}/qr.png").data
    assert png.startswith(b"\x89PNG")


def test_the_demo_says_that_it_is_invented(office):
    contact = office.contact()
    with office.app.test_request_context(P), office.database.sessions() as session:
        g.settings = office.app.extensions["settings"]
        known = session.get(Outreach, contact.id)
        said = flyer(g.settings, known, [], None, Typed(), invented=True)
        assert "架空のデータ" in words_of(render(g.settings, known, said))[1]


def test_the_year_of_a_last_class_in_another_year_is_told(office):
    office.change(starts_on=date(2026, 12, 8), ends_on=date(2027, 2, 1))
    _, text = words_of(office.get(f"/office/outreach/{office.contact().id}/flyer.pdf").data)
    assert "令和8年12月8日(火)〜令和9年2月1日(月)" in text
