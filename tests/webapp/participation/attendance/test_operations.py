"""出席を記録する: once, by the class's own time, with who changed what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.webapp.participation.classroom import on_both_databases
from webapp.audit import AuditEntry
from webapp.enrolment.models import Enrolment
from webapp.participation import rounds
from webapp.participation.attendance.holding import hold_begun
from webapp.participation.attendance.operations import (
    check_in,
    give_notice,
    record_attendance,
    take_notice_back,
)
from webapp.participation.models import Attendance, AttendanceSource, AttendedHow, Presence
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState
from webapp.programme.operations import NotPossible

pytestmark = on_both_databases


@pytest.fixture
def do(database):
    """Run an operation on these rows in a transaction of its own."""

    def do(operation, enrolment, meeting, *args):
        with database.transaction() as session:
            operation(
                session, session.get(Enrolment, enrolment.id), session.get(Meeting, meeting.id), *args, enrolment.learner_id
            )  # fmt: skip

    return do


def rows(database):
    with database.sessions() as session:
        return [(row.presence, row.how, row.source) for row in session.scalars(select(Attendance))]


def changes(database):
    with database.sessions() as session:
        said = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "attendance").order_by(AuditEntry.id)
        )
        return [
            tuple(side and side["presence"] for side in (line.detail["before"], line.detail["after"]))
            for line in said
        ]


def test_two_at_once_are_one(database, do, enrol, meeting, now):
    person = enrol()
    with ThreadPoolExecutor(4) as threads:
        sent = [
            threads.submit(do, check_in, person, meeting, now, AttendanceSource.QR, now) for _ in range(4)
        ]
        [each.result() for each in sent]
    assert rows(database) == [(Presence.PRESENT, AttendedHow.IN_PERSON, AttendanceSource.QR)]
    assert changes(database) == [(None, "present")]


@pytest.mark.parametrize(
    ("after", "presence"),
    [(-60, Presence.PRESENT), (14, Presence.PRESENT), (15, Presence.LATE), (150, Presence.LATE)],
)
def test_lateness_is_by_the_moment_of_coming_and_not_of_sending(
    database, do, enrol, meeting, now, after, presence
):
    came = meeting.starts_at + timedelta(minutes=after)
    do(check_in, enrol(), meeting, came, AttendanceSource.QR, now + timedelta(hours=20))
    assert [row[0] for row in rows(database)] == [presence]


@pytest.mark.parametrize("after", [-61, 151])
def test_outside_the_doors_hours_nobody_is_recorded(database, do, enrol, meeting, now, after):
    with pytest.raises(NotPossible):
        do(check_in, enrol(), meeting, meeting.starts_at + timedelta(minutes=after), AttendanceSource.QR, now)
    assert rows(database) == []


def test_an_online_class_is_attended_online(database, do, enrol, make_meeting, now):
    do(check_in, enrol(), make_meeting(mode=MeetingMode.ONLINE), now, AttendanceSource.CODE, now)
    assert rows(database) == [(Presence.PRESENT, AttendedHow.ONLINE, AttendanceSource.CODE)]


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.MOVED])
def test_at_a_class_that_was_called_off_nobody_is_recorded(database, do, enrol, make_meeting, now, state):
    meeting = make_meeting(state=state)
    for operation, args in (
        (check_in, (now, AttendanceSource.QR, now)),
        (record_attendance, (Presence.PRESENT, None, now)),
    ):
        with pytest.raises(NotPossible):
            do(operation, enrol(), meeting, *args)
    assert rows(database) == []


def test_who_is_enrolled_elsewhere_or_has_left_is_not_recorded(
    database, do, enrol, offering, make_offering, meeting, now
):
    elsewhere = make_offering(host_id=offering.host_id, number=9)
    for person in (enrol(elsewhere.id), enrol(withdrawn_at=meeting.starts_at)):
        with pytest.raises(NotPossible):
            do(check_in, person, meeting, now, AttendanceSource.QR, now)
    assert rows(database) == []


def test_a_sheet_marks_the_class_as_held_and_tells_of_its_day(database, do, enrol, meeting, now):
    later = now + timedelta(days=8)
    do(record_attendance, enrol(), meeting, Presence.ABSENT, None, later)
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.PLANNED
    do(record_attendance, enrol(), meeting, Presence.PRESENT, AttendedHow.ONLINE, later)
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.HELD
        row = session.scalar(select(Attendance).where(Attendance.presence == Presence.PRESENT))
        assert (row.happened_at, row.recorded_at, row.how) == (meeting.starts_at, later, AttendedHow.ONLINE)


def test_before_the_class_only_a_notice_can_be_given(database, do, enrol, make_meeting, now):
    ahead = make_meeting(begins=timedelta(days=2))
    person = enrol()
    with pytest.raises(NotPossible):
        do(record_attendance, person, ahead, Presence.PRESENT, None, now)
    do(give_notice, person, ahead, now)
    do(give_notice, person, ahead, now)
    assert rows(database) == [(Presence.ABSENT, AttendedHow.NOTIFIED, AttendanceSource.NOTICE)]
    do(take_notice_back, person, ahead, now)
    assert rows(database) == []
    assert changes(database) == [(None, "absent"), ("absent", None)]
    with pytest.raises(NotPossible):
        do(give_notice, person, ahead, ahead.starts_at)


def test_who_gave_notice_and_came_after_all_is_present(database, do, enrol, meeting, now):
    person = enrol()
    do(give_notice, person, meeting, meeting.starts_at - timedelta(hours=1))
    do(check_in, person, meeting, now, AttendanceSource.QR, now)
    do(check_in, person, meeting, now + timedelta(minutes=30), AttendanceSource.CODE, now)
    assert rows(database) == [(Presence.PRESENT, AttendedHow.IN_PERSON, AttendanceSource.QR)]
    assert changes(database) == [(None, "absent"), ("absent", "present")]


def test_a_record_that_is_taken_back_leaves_its_trace(database, do, enrol, meeting, now):
    person = enrol()
    do(record_attendance, person, meeting, Presence.EXCUSED, None, now)
    do(record_attendance, person, meeting, None, None, now)
    assert rows(database) == []
    assert changes(database) == [(None, "excused"), ("excused", None)]


def test_a_closed_course_takes_late_sheets_of_classes_that_were_held(
    database, do, enrol, make_meeting, offering, now
):
    meeting = make_meeting(state=MeetingState.HELD)
    with database.transaction() as session:
        session.merge(offering).state = OfferingState.CLOSED
    do(record_attendance, enrol(), meeting, Presence.LATE, None, now)
    assert rows(database) == [(Presence.LATE, AttendedHow.IN_PERSON, AttendanceSource.SHEET)]


def test_a_check_in_marks_a_class_that_has_begun_as_held(database, do, enrol, meeting, now):
    with ThreadPoolExecutor(3) as threads:
        sent = [
            threads.submit(do, check_in, enrol(), meeting, now, AttendanceSource.QR, now) for _ in range(3)
        ]
        [each.result() for each in sent]
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.HELD


def test_where_all_came_early_the_class_is_held_once_it_begins(database, do, enrol, make_meeting, now):
    ahead, empty = (make_meeting(number, begins=timedelta(minutes=30)) for number in (1, 2))
    do(check_in, enrol(), ahead, now, AttendanceSource.QR, now)
    do(give_notice, enrol(), empty, now)
    with database.transaction() as session:
        assert hold_begun(session, now) == 0
    for marked in (1, 0):
        with database.transaction() as session:
            assert hold_begun(session, ahead.starts_at) == marked
    with database.sessions() as session:
        assert session.get(Meeting, ahead.id).state is MeetingState.HELD
        assert session.get(Meeting, empty.id).state is MeetingState.PLANNED


def test_a_late_check_in_does_not_reopen_a_closed_course(
    database, do, enrol, make_meeting, offering, meeting, now
):
    with database.transaction() as session:
        session.merge(offering).state = OfferingState.CLOSED
    do(check_in, enrol(), meeting, now, AttendanceSource.QR, now + timedelta(hours=20))
    with database.transaction() as session:
        assert hold_begun(session, now) == 0
        assert session.get(Meeting, meeting.id).state is MeetingState.PLANNED
    assert len(rows(database)) == 1


def test_the_rounds_mark_classes_and_outlive_a_database_that_is_away(
    database, do, enrol, meeting, now, caplog
):
    ahead = meeting.starts_at + timedelta(minutes=-10)
    do(check_in, enrol(), meeting, ahead, AttendanceSource.QR, ahead)
    rounds.hold(database, now)
    with database.sessions() as session:
        assert session.get(Meeting, meeting.id).state is MeetingState.HELD
    with database.transaction() as session:
        session.execute(text("ALTER TABLE attendance RENAME TO away"))
    with caplog.at_level("INFO"):
        rounds.hold(database, now)
    assert "classes wait" in caplog.text
