"""振替受講: whoever sits in a parallel offering's class is credited once, in their own, and never twice in a report."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.participation.classroom import on_both_databases
from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.codes import own_code, screen_code
from webapp.participation.attendance.holding import hold_begun
from webapp.participation.attendance.making_up import OwnClass, classes_beside, own_class_for, take_in
from webapp.participation.attendance.operations import check_in, record_attendance
from webapp.participation.attendance.sheet import BadSheet, save_sheet
from webapp.participation.models import Attendance, AttendanceSource, AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState
from webapp.programme.operations import NotPossible

PREFIX = "/services/tateyama"


@pytest.fixture
def beside(make_offering, offering):
    """第2期 of the same course."""
    return make_offering(host_id=offering.host_id, number=2)


@pytest.fixture
def room(make_meeting, beside):
    """The parallel offering's first class, which has just begun."""
    return make_meeting(offering_id=beside.id)


@pytest.fixture
def own_meeting(make_meeting):
    """The own offering's first class, a week ahead."""
    return make_meeting(begins=timedelta(days=7))


@pytest.fixture
def come(database, now):
    def come(enrolment, room, came_at=None):
        with database.transaction() as session:
            own = own_class_for(session, enrolment.learner_id, there := session.get(Meeting, room.id))
            take_in(session, own, there, came_at or now, AttendanceSource.QR, now, enrolment.learner_id)

    return come


def rows(database):
    with database.sessions() as session:
        return [
            (row.enrolment_id, row.meeting_id, row.made_up_at_id, row.presence, row.how)
            for row in session.scalars(select(Attendance))
        ]


@on_both_databases
def test_the_credit_goes_to_the_own_class_and_once(database, come, enrol, own_meeting, room, now):
    person = enrol()
    for _ in range(2):
        come(person, room)
    credit = (person.id, own_meeting.id, room.id, Presence.PRESENT, AttendedHow.IN_PERSON)
    assert rows(database) == [credit]
    with database.transaction() as session:
        assert session.get(Meeting, room.id).state is MeetingState.HELD
        assert hold_begun(session, own_meeting.starts_at) == 0
        enrolment, meeting = session.get(Enrolment, person.id), session.get(Meeting, own_meeting.id)
        check_in(
            session, enrolment, meeting, own_meeting.starts_at, AttendanceSource.QR, own_meeting.starts_at, person.learner_id
        )  # fmt: skip
    assert rows(database) == [credit]


@on_both_databases
def test_who_came_to_the_own_class_stays_recorded_there(database, come, enrol, make_meeting, room, now):
    own_meeting, person = make_meeting(begins=timedelta(days=-1)), enrol()
    with database.transaction() as session:
        enrolment, meeting = session.get(Enrolment, person.id), session.get(Meeting, own_meeting.id)
        record_attendance(session, enrolment, meeting, Presence.LATE, None, now, 1)
    come(person, room)
    assert rows(database) == [(person.id, own_meeting.id, None, Presence.LATE, AttendedHow.IN_PERSON)]


def test_a_sheet_that_says_otherwise_takes_the_make_up_back(database, come, enrol, make_meeting, room, now):
    own_meeting, person = make_meeting(begins=timedelta(days=-1)), enrol()
    come(person, room)
    with database.transaction() as session:
        enrolment, meeting = session.get(Enrolment, person.id), session.get(Meeting, own_meeting.id)
        record_attendance(session, enrolment, meeting, Presence.ABSENT, None, now, 1)
    assert rows(database) == [(person.id, own_meeting.id, None, Presence.ABSENT, None)]


def test_only_the_same_class_of_the_same_course_in_the_same_year_is_parallel(
    database, enrol, make_meeting, make_offering, own_meeting, beside, room, offering
):
    person = enrol()
    other_course = make_offering(host_id=offering.host_id, number=3, course_slug="intermediate")
    second = make_meeting(number=2, offering_id=beside.id)
    elsewhere = make_meeting(offering_id=other_course.id)
    with database.sessions() as session:

        def own(meeting, who=person):
            return own_class_for(session, who.learner_id, session.get(Meeting, meeting.id))

        assert own(room).meeting.id == own_meeting.id
        assert own(second) is None
        assert own(elsewhere) is None
        assert [each.enrolment.id for each in classes_beside(session, session.get(Meeting, room.id))] == [
            person.id
        ]


@pytest.mark.parametrize("gone", ["room", "own"])
def test_where_either_class_does_not_take_place_nothing_is_recorded(
    database, enrol, own_meeting, room, now, gone
):
    person = enrol()
    with database.transaction() as session:
        session.get(Meeting, (room if gone == "room" else own_meeting).id).state = MeetingState.CANCELLED
    with database.transaction() as session:
        own = OwnClass(session.get(Enrolment, person.id), session.get(Meeting, own_meeting.id))
        with pytest.raises(NotPossible):
            take_in(session, own, session.get(Meeting, room.id), now, AttendanceSource.QR, now, 1)
        with pytest.raises(NotPossible):
            take_in(
                session, own, session.get(Meeting, room.id), now + timedelta(days=1), AttendanceSource.QR, now, 1
            )  # fmt: skip
    assert rows(database) == []


def test_an_online_room_is_attended_online(database, come, enrol, own_meeting, make_meeting, beside):
    come(enrol(), make_meeting(offering_id=beside.id, mode=MeetingMode.ONLINE))
    assert [row[-1] for row in rows(database)] == [AttendedHow.ONLINE]


def test_a_phone_and_a_code_make_up_and_the_pages_say_so(
    app, settings, database, enrol, own_meeting, room, beside, offering, coordinator, sign_in
):
    person, other = enrol(name="架空 蒼"), enrol(name="架空 結")
    phone = app.test_client()
    with database.sessions() as session:
        sign_in(phone, session.merge(person).learner)
    path = f"{PREFIX}/attend/{room.id}"
    assert phone.get(path).status_code == 404
    phone.get(f"{path}/{screen_code(settings.secret_key, room.id, datetime.now(UTC))}")
    page = phone.get(path).text
    assert "振替受講です" in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert phone.post(path, data={"csrf_token": token}).status_code == 303
    assert "出席が記録されています" in phone.get(path).text
    office = sign_in(app.test_client(), coordinator)
    staff = f"{PREFIX}/teaching/{beside.id}/meetings/{room.id}"
    sheet = office.get(f"{staff}/attendance").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', sheet)[1]
    code = own_code(settings.secret_key, other.learner_id, datetime.now(UTC))
    office.post(f"{staff}/code", data={"csrf_token": token, "code": code})
    assert {row[:3] for row in rows(database)} == {
        (each.id, own_meeting.id, room.id) for each in (person, other)
    }
    screen = office.get(f"{staff}/reception").text
    assert "出席 0人 / 0人" in screen
    assert "ほかの期からの振替 2人" in screen
    own_sheet = office.get(f"{PREFIX}/teaching/{offering.id}/meetings/{own_meeting.id}/attendance").text
    assert own_sheet.count("第2期で振替受講") == 2
    assert "未集計" in office.get(f"{PREFIX}/teaching/{offering.id}/attendance").text


def test_a_cancelled_offering_has_no_parallel_classes(database, enrol, own_meeting, room, offering):
    person = enrol()
    with database.transaction() as session:
        session.merge(offering).state = OfferingState.CANCELLED
    with database.sessions() as session:
        assert own_class_for(session, person.learner_id, session.get(Meeting, room.id)) is None


@pytest.fixture
def typed(database):
    """Type one row of the own class's sheet."""

    def typed(person, own, value, was, at):
        with database.transaction() as session:
            presence, _, room = value.partition(" ")
            fields = {
                f"presence-{person.id}": presence, f"room-{person.id}": room, f"was-{person.id}": was,
            }  # fmt: skip
            return save_sheet(session, session.get(Meeting, own.id), fields, at, 1)

    return typed


def test_a_typed_sheet_says_a_make_up_and_the_room_was_held(
    database, typed, enrol, own_meeting, room, now, offering
):
    person = enrol()
    made_up = f"made_up {room.id}"
    assert typed(person, own_meeting, made_up, "", now) == 1
    assert typed(person, own_meeting, made_up, made_up, now) == 0
    assert rows(database) == [(person.id, own_meeting.id, room.id, Presence.PRESENT, AttendedHow.IN_PERSON)]
    with database.sessions() as session:
        assert session.get(Meeting, room.id).state is MeetingState.HELD


def test_a_typed_sheet_takes_the_make_up_back_and_says_it_in_the_place_of_another_record(
    database, typed, enrol, make_meeting, room, now
):
    own_meeting, person = make_meeting(begins=timedelta(days=-1)), enrol()
    typed(person, own_meeting, "present", "", now)
    typed(person, own_meeting, f"made_up {room.id}", "present in_person", now)
    assert [row[2] for row in rows(database)] == [room.id]
    # The same presence and way of attending, but in the own class after all.
    typed(person, own_meeting, "present", f"made_up {room.id}", now)
    assert [row[2] for row in rows(database)] == [None]


def test_a_typed_make_up_somewhere_else_is_no_choice(database, typed, enrol, own_meeting, make_meeting, now):
    person, second = enrol(), make_meeting(number=2)
    with pytest.raises(BadSheet):
        typed(person, own_meeting, f"made_up {second.id}", "", now)
    assert rows(database) == []


def test_a_make_up_ahead_is_not_recorded(database, typed, enrol, own_meeting, make_meeting, beside, now):
    ahead, person = make_meeting(offering_id=beside.id, begins=timedelta(days=1)), enrol()
    with pytest.raises(NotPossible, match="まだ始まっていない"):
        typed(person, own_meeting, f"made_up {ahead.id}", "", now)
    assert rows(database) == []


def test_a_make_up_in_a_class_that_was_called_off_since_stays_when_the_sheet_is_saved(
    database, typed, come, enrol, make_meeting, room, now
):
    own_meeting, person, other = make_meeting(begins=timedelta(days=-1)), enrol(), enrol()
    come(person, room)
    with database.transaction() as session:
        session.get(Meeting, room.id).state = MeetingState.CANCELLED
    assert typed(person, own_meeting, f"made_up {room.id}", f"made_up {room.id}", now) == 0
    assert typed(other, own_meeting, "late", "", now) == 1
    assert [row[2] for row in rows(database) if row[0] == person.id] == [room.id]


@pytest.fixture
def office(app, coordinator, sign_in):
    return sign_in(app.test_client(), coordinator)


def test_the_page_offers_what_has_begun_and_shows_what_was_typed(
    database, office, offering, enrol, make_meeting, beside, room, now
):
    own_meeting, person = make_meeting(begins=timedelta(days=-1)), enrol()
    ahead = make_meeting(number=2, offering_id=beside.id, begins=timedelta(days=1), replaces_id=None)
    page = f"{PREFIX}/teaching/{offering.id}/meetings/{own_meeting.id}/attendance"
    shown = office.get(page).text
    assert f'<option value="{room.id}"' in shown
    assert f'<option value="{ahead.id}"' not in shown
    form = {f"presence-{person.id}": "made_up", f"room-{person.id}": str(room.id), f"was-{person.id}": ""}
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)[1]
    assert office.post(page, data={**form, "csrf_token": token}).status_code == 303
    shown = office.get(page).text
    assert 'value="made_up" checked' in shown
    assert f'<option value="{room.id}" selected' in shown
    assert rows(database)[0][2] == room.id
