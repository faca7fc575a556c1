"""Web会議の参加記録のページ: looked at first, recorded once as オンライン, and nothing else of the file stays."""

import io
import re

import pytest
from sqlalchemy import select

from tests.webapp.participation.attendance.web_meetings.lists import zoom
from tests.webapp.participation.classroom import on_both_databases
from webapp.audit import AuditEntry
from webapp.db import Model
from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.web_meetings.operations import record_web_meeting
from webapp.participation.models import Attendance, AttendanceSource, AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingState

PREFIX = "/services/tateyama"


@pytest.fixture
def office(app, coordinator, sign_in):
    return sign_in(app.test_client(), coordinator)


@pytest.fixture
def send(office, offering, meeting):
    """Choose a file, or press the button under what was matched."""
    path = f"{PREFIX}/teaching/{offering.id}/meetings/{meeting.id}/web-meeting"

    def send(content=None, **form):
        token = re.search(r'name="csrf_token" value="([^"]+)"', office.get(path).text)[1]
        if content is not None:
            form["list"] = (io.BytesIO(content), "meeting.csv")
        to = f"{path}/apply" if content is None else path
        return office.post(to, data={"csrf_token": token, **form})

    return send


def recorded(database):
    with database.sessions() as session:
        return {
            row.enrolment_id: (row.presence, row.how, row.source)
            for row in session.scalars(select(Attendance))
        }


def ticked(page):
    return dict(re.findall(r'name="(came-\d+)" value="(\w+)" checked', page))


def test_who_was_matched_is_recorded_online_and_twice_is_once(database, office, send, enrol, meeting):
    aoi = enrol(name="架空 蒼", email="aoi@example.jp")
    yui = enrol(name="架空 結", email="yui@example.jp")
    content = zoom(
        meeting, ("Aoi", "aoi@example.jp", 20, 110), ("結", "yui@example.jp", 0, 20),
        ("架空のどなたか", "stranger@example.jp", 0, 120),
    )  # fmt: skip
    page = send(content)
    assert page.status_code == 200
    assert "60分" in page.text
    assert "架空のどなたか" in page.text
    assert ticked(page.text) == {f"came-{aoi.id}": "late"}
    assert f'name="came-{yui.id}" value="present">' in page.text
    assert recorded(database) == {}
    for words in ("1人をオンラインの出席として記録しました", "何も変えていません"):
        answer = send(**ticked(page.text))
        assert answer.status_code == 303
        assert recorded(database) == {
            aoi.id: (Presence.LATE, AttendedHow.ONLINE, AttendanceSource.WEB_MEETING)
        }
        assert words in office.get(answer.location).text
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.HELD
        changes = session.scalars(select(AuditEntry).where(AuditEntry.action == "attendance")).all()
        assert len(changes) == 1


def test_nothing_else_of_the_file_is_kept(database, send, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    page = send(zoom(meeting, ("ずばり秘密", "secret@example.jp", 0, 120), ("蒼", "aoi@example.jp", 0, 120)))
    send(**ticked(page.text))
    with database.sessions() as session:
        for table in Model.metadata.sorted_tables:
            for row in session.execute(table.select()):
                assert "秘密" not in str(row)
                assert "secret@" not in str(row)
        (read,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "web_meeting_read"))
        told = {name: read.detail[name] for name in ("stays", "found", "unsure", "people", "purpose")}
        assert told == {"stays": 2, "found": 1, "unsure": 1, "people": 1, "purpose": "attend"}


def test_who_came_to_the_room_stays_recorded_there(database, send, enrol, meeting):
    aoi = enrol(name="架空 蒼", email="aoi@example.jp")
    send(**{f"came-{aoi.id}": "present"})
    with database.transaction() as session:
        row = session.get(Attendance, (aoi.id, meeting.id))
        row.how, row.source = AttendedHow.IN_PERSON, AttendanceSource.QR
    page = send(zoom(meeting, ("蒼", "aoi@example.jp", 20, 120)))
    assert "すでに出席が記録されている人（1人）" in page.text
    assert "came-" not in page.text
    send(**{f"came-{aoi.id}": "late"})
    assert recorded(database) == {aoi.id: (Presence.PRESENT, AttendedHow.IN_PERSON, AttendanceSource.QR)}


def test_people_of_other_courses_and_made_up_words_record_nothing(
    database, send, enrol, make_offering, offering
):
    stranger = enrol(make_offering(host_id=offering.host_id, number=9).id)
    here = enrol()
    answer = send(**{f"came-{stranger.id}": "present", f"came-{here.id}": "excused", "came-x": "late"})
    assert answer.status_code == 303
    assert recorded(database) == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4", "PDF は読めません"),
        ("氏名,所属\n架空 蒼,架空市".encode(), "参加者の表が見つかりません"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(send, content, words):
    answer = send(content)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_file_of_another_day_is_warned_of(send, enrol, meeting):
    enrol(name="架空 蒼", email="aoi@example.jp")
    page = send(zoom(meeting, ("蒼", "aoi@example.jp", 3000, 3100)))
    assert "まったく重なりません" in page.text
    assert ticked(page.text) == {}


@on_both_databases
def test_it_is_recorded_on_both_databases(database, enrol, meeting, now):
    people = [enrol() for _ in range(3)]
    came = {person.id: Presence.PRESENT for person in people[:2]}
    for changed in (2, 0):
        with database.transaction() as session:
            there = session.get(Meeting, meeting.id)
            assert record_web_meeting(session, there, came, now, people[0].learner_id) == changed
    with database.sessions() as session:
        assert len(session.scalars(select(Enrolment)).all()) == 3
    assert recorded(database) == {
        person.id: (Presence.PRESENT, AttendedHow.ONLINE, AttendanceSource.WEB_MEETING)
        for person in people[:2]
    }
