"""出席のページ: the room's screen, phones without scripts, staff who type, and what each refuses."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.audit import AuditEntry
from webapp.participation.attendance.codes import own_code, screen_code
from webapp.participation.models import Attendance, AttendanceSource, AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingState

PREFIX = "/services/tateyama"


@pytest.fixture
def office(app, coordinator, sign_in):
    return sign_in(app.test_client(), coordinator)


@pytest.fixture
def phone_of(app, database, sign_in):
    def phone_of(enrolment):
        with database.sessions() as session:
            return sign_in(app.test_client(), session.merge(enrolment).learner)

    return phone_of


@pytest.fixture
def staff(office, offering, meeting):
    """The staff's addresses of the class."""
    return f"/teaching/{offering.id}/meetings/{meeting.id}"


def scan(client, settings, meeting, at=None):
    code = screen_code(settings.secret_key, meeting.id, at or datetime.now(UTC))
    return client.get(f"{PREFIX}/attend/{meeting.id}/{code}")


def token_on(page):
    return re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]


def press(client, path, to=None, **form):
    page = client.get(f"{PREFIX}{path}")
    return client.post(f"{PREFIX}{to or path}", data={"csrf_token": token_on(page), **form})


def recorded(database):
    with database.sessions() as session:
        return {row.enrolment_id: row for row in session.scalars(select(Attendance))}


def test_a_phone_that_scanned_records_once_and_the_screen_counts_it(
    settings, database, office, staff, phone_of, enrol, meeting
):
    person, other = enrol(), enrol()
    screen = office.get(f"{PREFIX}{staff}/reception")
    assert "出席 0人 / 2人" in screen.text
    assert "山田" not in screen.text
    phone = phone_of(person)
    assert scan(phone, settings, meeting).status_code == 303
    for _ in range(2):
        assert press(phone, "/my-page/attendance", f"/attend/{meeting.id}").status_code == 303
    assert "出席が記録されています" in phone.get(f"{PREFIX}/attend/{meeting.id}").text
    assert "出席 1人 / 2人" in office.get(f"{PREFIX}{staff}/reception").text
    (row,) = recorded(database).values()
    assert (row.enrolment_id, row.source) == (person.id, AttendanceSource.QR)
    assert other.id not in recorded(database)


def test_who_has_to_sign_in_after_scanning_has_still_scanned(
    app, settings, database, phone_of, enrol, meeting, sign_in
):
    person = enrol()
    phone = app.test_client()
    scan(phone, settings, meeting)
    assert "sign-in" in phone.get(f"{PREFIX}/attend/{meeting.id}").location
    with database.sessions() as session:
        sign_in(phone, session.merge(person).learner)
    assert press(phone, f"/attend/{meeting.id}").status_code == 303
    assert set(recorded(database)) == {person.id}


def test_a_photo_of_an_old_code_a_forged_one_and_none_record_nothing(
    settings, database, phone_of, enrol, meeting, make_meeting
):
    phone = phone_of(enrol())
    old = scan(phone, settings, meeting, datetime.now(UTC) - timedelta(minutes=2))
    assert old.status_code == 410
    assert "新しいQRコード" in old.text
    code = screen_code("another key", meeting.id, datetime.now(UTC))
    assert phone.get(f"{PREFIX}/attend/{meeting.id}/{code}").status_code == 404
    other = make_meeting(number=2, begins=timedelta(minutes=-4))
    scan(phone, settings, other)
    assert phone.get(f"{PREFIX}/attend/{meeting.id}").status_code == 410
    assert press(phone, "/my-page/attendance", f"/attend/{meeting.id}").status_code == 410
    phone.set_cookie(f"tateyama-arrival-{meeting.id}", "nobodys")
    assert press(phone, "/my-page/attendance", f"/attend/{meeting.id}").status_code == 410
    assert recorded(database) == {}


def test_a_stranger_is_told_and_a_called_off_class_too(
    settings, database, phone_of, enrol, meeting, make_meeting, make_offering, offering
):
    stranger = phone_of(enrol(make_offering(host_id=offering.host_id, number=9).id))
    assert stranger.get(f"{PREFIX}/attend/{meeting.id}").status_code == 404
    scan(stranger, settings, meeting)
    assert stranger.get(f"{PREFIX}/attend/{meeting.id}").status_code == 403
    assert press(stranger, "/my-page/attendance", f"/attend/{meeting.id}").status_code == 403
    gone = make_meeting(number=2, state=MeetingState.CANCELLED)
    phone = phone_of(enrol())
    scan(phone, settings, gone)
    told = press(phone, f"/attend/{gone.id}")
    assert told.status_code == 422
    assert "休講" in told.text
    assert recorded(database) == {}


def test_staff_take_a_persons_own_code_once(settings, database, office, staff, enrol):
    person = enrol(name="架空 蒼")
    code = own_code(settings.secret_key, person.learner_id, datetime.now(UTC))
    for _ in range(2):
        press(office, f"{staff}/attendance", f"{staff}/code", code=f"{code[:4]} {code[4:]}")
    assert "架空 蒼さんの出席を記録しました" in office.get(f"{PREFIX}{staff}/attendance").text
    press(office, f"{staff}/attendance", f"{staff}/code", code="00000000")
    assert "いまのコードではありません" in office.get(f"{PREFIX}{staff}/attendance").text
    assert [row.source for row in recorded(database).values()] == [AttendanceSource.CODE]


def test_a_sheet_keeps_what_was_changed_and_names_are_looked_at_in_the_audit(
    database, office, staff, enrol, meeting
):
    came, stayed, unknown = enrol(), enrol(), enrol()
    typed = {f"was-{each.id}": "" for each in (came, stayed, unknown)}
    typed |= {
        f"presence-{came.id}": "present",
        f"how-{came.id}": "online",
        f"presence-{stayed.id}": "notified",
    }
    assert press(office, f"{staff}/attendance", **typed).status_code == 303
    rows = recorded(database)
    assert (rows[came.id].presence, rows[came.id].how) == (Presence.PRESENT, AttendedHow.ONLINE)
    assert (rows[stayed.id].presence, rows[stayed.id].how) == (Presence.ABSENT, AttendedHow.NOTIFIED)
    assert unknown.id not in rows
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.HELD
        actions = session.scalars(select(AuditEntry.action)).all()
    assert actions.count("attendance") == 2
    assert "attendance_sheet" in actions


def test_a_row_that_changed_meanwhile_is_marked_and_nothing_typed_is_lost(
    settings, database, office, staff, phone_of, enrol, meeting
):
    person, other = enrol(), enrol()
    phone = phone_of(person)
    scan(phone, settings, meeting)
    press(phone, f"/attend/{meeting.id}")
    typed = {f"was-{each.id}": "" for each in (person, other)}
    typed |= {f"presence-{person.id}": "absent", f"presence-{other.id}": "late"}
    answer = press(office, f"{staff}/attendance", **typed)
    assert answer.status_code == 409
    assert answer.text.count('class="stale"') == 1
    assert f'name="presence-{other.id}" value="late" checked' in answer.text
    assert set(recorded(database)) == {person.id}
    bad = press(office, f"{staff}/attendance", **{f"was-{other.id}": "", f"presence-{other.id}": "dancing"})
    assert bad.status_code == 409
    assert set(recorded(database)) == {person.id}


def test_a_sheet_of_a_class_ahead_says_why_not(database, office, offering, enrol, make_meeting):
    ahead, person = make_meeting(begins=timedelta(days=1)), enrol()
    path = f"/teaching/{offering.id}/meetings/{ahead.id}/attendance"
    answer = press(office, path, **{f"was-{person.id}": "", f"presence-{person.id}": "present"})
    assert answer.status_code == 422
    assert "まだ始まっていない" in answer.text
    assert recorded(database) == {}


def test_classes_without_any_record_are_not_counted_yet(settings, office, offering, phone_of, enrol, meeting):
    assert "未集計" in office.get(f"{PREFIX}/teaching/{offering.id}/attendance").text
    phone = phone_of(enrol())
    scan(phone, settings, meeting)
    press(phone, f"/attend/{meeting.id}")
    shown = office.get(f"{PREFIX}/teaching/{offering.id}/attendance").text
    assert "未集計" not in shown
    assert "出席 1人" in shown


def test_a_notice_alone_does_not_count_a_class(office, offering, phone_of, enrol, make_meeting):
    ahead = make_meeting(begins=timedelta(days=1))
    phone = phone_of(enrol())
    press(phone, "/my-page/attendance", f"/my-page/attendance/{ahead.id}/notice")
    assert "未集計" in office.get(f"{PREFIX}/teaching/{offering.id}/attendance").text


def test_a_learner_gives_notice_and_takes_it_back(database, phone_of, enrol, make_meeting):
    ahead = make_meeting(begins=timedelta(days=1))
    phone = phone_of(enrol())
    press(phone, "/my-page/attendance", f"/my-page/attendance/{ahead.id}/notice")
    assert "欠席連絡" in phone.get(f"{PREFIX}/my-page/attendance").text
    assert len(recorded(database)) == 1
    press(phone, "/my-page/attendance", f"/my-page/attendance/{ahead.id}/notice", what="back")
    assert recorded(database) == {}
