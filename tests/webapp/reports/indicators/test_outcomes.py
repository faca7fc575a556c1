"""Who was there, who completed, and what is still pending, on either database."""

from tests.webapp.reports.indicators.worlds import REGION, scope
from webapp.participation.models import Attendance, AttendanceSource, Presence
from webapp.programme.models import (
    MeetingState,
    OfferingState,
)
from webapp.reports.indicators.values import WHOLE
from webapp.reports.numerals import Sign
from webapp.reports.queries.reader import Reader


def test_who_withdrew_before_the_first_held_class_never_took_part_and_a_no_show_did(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, withdrawn="2026-05-01")
    world.enrol("ben", offering, withdrawn="2026-05-13")
    world.enrol("cho", offering)
    assert world.whole("I06") == 2
    assert world.whole("I13") == (1, 2)


def test_a_running_course_is_pending_and_in_neither_count_of_the_rate(world):
    running = world.offering("2026-05-12", state=OfferingState.RUNNING)
    world.enrol("ann", running)
    assert world.whole("I11") is Sign.PENDING
    assert world.whole("I12") is Sign.PENDING
    closed = world.offering("2026-06-02")
    world.enrol("ben", closed, completed="2026-06-03")
    world.enrol("cho", closed)
    assert world.whole("I12") == (1, 2)
    assert world.whole("I06") == 3


def test_completed_withdrawn_and_the_rest_are_all_that_is_closed(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, completed="2026-05-20")
    world.enrol("ben", offering, withdrawn="2026-05-14")
    world.enrol("cho", offering)
    row = Reader(world.session, REGION).enrolments(scope())[WHOLE]
    assert (row.completed, row.dropped, row.closed) == (1, 1, 3)


def test_who_completed_and_withdrew_afterwards_has_completed(world):
    offering = world.offering("2026-05-12")
    world.enrol("ann", offering, completed="2026-05-20", withdrawn="2026-05-21")
    assert (world.whole("I11"), world.whole("I13")) == (1, (0, 1))


def test_a_sheet_of_march_that_was_typed_in_april_counts_until_the_closing_date(world):
    offering = world.offering("2027-03-28")
    world.came(world.enrol("ann", offering), 1, recorded="2027-04-05")
    assert world.whole("I08a") == 1
    assert world.whole("I08a", scope(recorded="2027-04-01")) == 0


def test_a_class_of_which_nothing_was_recorded_is_in_neither_count_of_attendance(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    ann, _ben = world.enrol("ann", offering), world.enrol("ben", offering)
    world.came(ann, 1)
    assert world.whole("I10") == (1, 2)


def test_a_cancelled_class_moves_numerator_and_denominator_together(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    ann = world.enrol("ann", offering)
    world.came(ann, 1)
    world.came(ann, 2, Presence.ABSENT)
    assert world.whole("I10") == (1, 2)
    offering.meetings[1].state = MeetingState.CANCELLED
    assert world.whole("I10") == (1, 1)


def test_who_came_in_late_is_expected_from_then_on_and_who_came_late_to_class_was_there(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    early, late = world.enrol("ann", offering), world.enrol("ben", offering, enrolled="2026-05-15")
    world.came(early, 1, Presence.LATE)
    world.came(early, 2, Presence.EXCUSED)
    world.came(late, 2)
    assert world.whole("I10") == (2, 3)


def test_a_class_in_two_rooms_is_attended_once_whoever_checked_in_to_both(world):
    offering = world.offering("2026-05-12", "2026-05-12")
    ann, ben = world.enrol("ann", offering), world.enrol("ben", offering)
    world.came(ann, 1)
    world.came(ann, 2)
    world.came(ben, 2)
    assert world.whole("I08a") == 2
    assert world.whole("I10") == (2, 2)


def test_a_class_of_which_only_a_notice_of_absence_is_known_is_not_counted_yet(world):
    offering = world.offering("2026-05-12", "2026-05-19")
    ann, ben = world.enrol("ann", offering), world.enrol("ben", offering)
    world.came(ann, 1)
    world.session.add(
        Attendance(
            enrolment=ben, meeting=offering.meetings[1], presence=Presence.ABSENT, source=AttendanceSource.NOTICE,
            recorded_at=offering.meetings[0].ends_at,
        )
    )  # fmt: skip
    assert world.whole("I10") == (1, 2)
    world.came(ann, 2)
    assert world.whole("I10") == (2, 4)


def test_a_make_up_is_credited_once_to_the_own_offering(world):
    """I08a: the class of the parallel offering counts for the own one; a class of which only that is known stays 未集計."""
    own, beside = world.offering("2026-05-12", "2026-05-19"), world.offering("2026-05-13", "2026-05-20")
    ann, ben, cem = (
        world.enrol("ann", own), world.enrol("ben", own), world.enrol("cem", beside),
    )  # fmt: skip
    world.came(ben, 1)
    world.came(cem, 1)
    world.came(cem, 2)
    world.session.flush()
    for number in (1, 2):
        meeting, room = own.meetings[number - 1], beside.meetings[number - 1]
        world.session.add(
            Attendance(
                enrolment=ann, meeting=meeting, presence=Presence.PRESENT, made_up_at=room, recorded_at=room.ends_at,
            )
        )  # fmt: skip
    assert world.whole("I08a") == 4
    assert world.whole("I10") == (4, 4)
