"""紙の出席簿: everybody in the order of the form, boxes to tick, the head on every page, and who printed it."""

import shutil
import subprocess
import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.participation.attendance.operations import give_notice, record_attendance
from webapp.participation.attendance.paper import COLUMNS, paper, render_paper
from webapp.participation.attendance.queries import lines_of
from webapp.participation.models import AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingMode

PREFIX = "/services/tateyama"


@pytest.fixture
def said_of(database, now):
    """What the paper of a class says at this moment."""

    def said_of(meeting, **given):
        with database.sessions() as session:
            there = session.get(Meeting, meeting.id)
            return paper(there, lines_of(session, there), now, **{"invented": True, **given})

    return said_of


@pytest.fixture
def text_of(tmp_path):
    """The words of a PDF, page by page, without spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here: apt install poppler-utils")

    def text_of(pdf):
        file = tmp_path / "sheet.pdf"
        file.write_bytes(pdf)
        told = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60
        )
        pages = unicodedata.normalize("NFC", told.stdout.decode()).split("\f")
        return ["".join(page.split()) for page in pages if page.strip()]

    return text_of


def test_people_stand_in_their_order_however_their_reading_was_typed(said_of, enrol, meeting):
    for name, kana in (("架空 結", "ｶｸｳ ﾕｲ"), ("架空 蒼", "カクウ アオ"), ("相川 空", "あいかわ そら")):
        enrol(name=name, name_kana=kana)
    enrol(name="辞めた人", name_kana="あ", withdrawn_at=meeting.starts_at)
    assert [row[:2] for row in said_of(meeting)["rows"]] == [
        ["1", "相川 空"], ["2", "架空 蒼"], ["3", "架空 結"],
    ]  # fmt: skip


def test_what_is_known_is_ticked_and_the_rest_is_left_to_the_pen(database, said_of, enrol, meeting, now):
    names = ("あ", "い", "う", "え", "お")
    people = [enrol(name=name, name_kana=name) for name in names]
    with database.transaction() as session:
        there = session.get(Meeting, meeting.id)
        online, late, notified, excused = (session.merge(person) for person in people[:4])
        record_attendance(session, online, there, Presence.PRESENT, AttendedHow.ONLINE, now, 1)
        record_attendance(session, late, there, Presence.LATE, AttendedHow.IN_PERSON, now, 1)
        give_notice(session, notified, there, there.starts_at - timedelta(hours=1), 1)
        record_attendance(session, excused, there, Presence.EXCUSED, None, now, 1)
    assert [row[3:] for row in said_of(meeting)["rows"]] == [
        ["", "○", "", ""],
        ["○", "", "", "遅刻"],
        ["", "", "○", ""],
        ["", "", "", "公欠"],
        ["", "", "", ""],
    ]


def test_a_long_roster_goes_over_pages_with_its_head_on_each(said_of, enrol, make_meeting, text_of):
    meeting = make_meeting(mode=MeetingMode.IN_PERSON, place="第1講義室")
    for number in range(61):
        enrol(name=f"山川 {number}", name_kana=f"やまかわ {number:02d}")
    (pdf,) = render_paper(said_of(meeting))
    pages = text_of(pdf)
    assert len(pages) > 1
    for place, page in enumerate(pages, start=1):
        assert all(column in page for column in COLUMNS)
        assert "架空のデータ" in page
        assert f"{place}/{len(pages)}" in page
    assert "第1講義室" in pages[0]
    assert "61人" in pages[0]
    assert sum(page.count("山川") for page in pages) == 61
    (pdf,) = render_paper(said_of(meeting, invented=False))
    assert "架空のデータ" not in "".join(text_of(pdf))


def test_who_printed_it_is_in_the_audit(app, database, coordinator, sign_in, offering, enrol, meeting):
    enrol()
    office = sign_in(app.test_client(), coordinator)
    path = f"{PREFIX}/teaching/{offering.id}/meetings/{meeting.id}/attendance.pdf"
    for page in ("attendance", f"meetings/{meeting.id}/attendance"):
        assert path in office.get(f"{PREFIX}/teaching/{offering.id}/{page}").text
    answer = office.get(path)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    with database.sessions() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "attendance_printed"))
        assert line.subject == f"meeting/{meeting.id}"
        assert (line.detail["purpose"], line.detail["people"]) == ("attend", 1)
