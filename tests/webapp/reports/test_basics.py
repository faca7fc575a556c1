"""基本の合格数 joins all attempts, counts 基本 only, and says so where it cannot count."""

from tests.webapp.participation import classroom as room
from webapp.reports.basics import basics_asked, basics_passed
from webapp.reports.facts import AttemptFact
from webapp.reports.numerals import Sign

RULE = {"version": 1, "kind": "all_basic", "lessons": ["b1"]}
ATTENDANCE = {"version": 0, "kind": "attendance", "min": "2/3"}


def attempt(enrolment, *passed, release=room.FIRST_RELEASE):
    exercises = [{"id": id, "passed": id in passed} for id in ("b1-1", "b1-2")]
    return AttemptFact(enrolment, release, {"exercises": exercises})


def test_the_rule_asks_for_the_basics_of_the_current_release(tmp_path):
    room.publish(tmp_path, room.FIRST_RELEASE)
    basics = basics_asked(RULE, "beginner", tmp_path)
    assert isinstance(basics, int)
    assert basics >= 1


def test_a_rule_by_attendance_asks_for_none(tmp_path):
    assert basics_asked(ATTENDANCE, "beginner", tmp_path) is Sign.NIL


def test_a_lesson_that_is_not_released_leaves_it_unknown(tmp_path):
    assert basics_asked(RULE, "beginner", tmp_path) is Sign.UNKNOWN


def test_a_basic_passed_once_stays_passed_and_is_counted_once(tmp_path):
    room.publish(tmp_path, room.FIRST_RELEASE)
    attempts = [attempt(7, "b1-1"), attempt(7), attempt(7, "b1-1"), attempt(8)]
    assert basics_passed(attempts, RULE, tmp_path) == {7: 1, 8: 0}


def test_a_challenge_does_not_count(tmp_path):
    room.publish(tmp_path, room.FIRST_RELEASE)
    assert basics_passed([attempt(7, "b1-2")], RULE, tmp_path) == {7: 0}


def test_a_lost_release_costs_its_own_attempts_only(tmp_path):
    room.publish(tmp_path, room.FIRST_RELEASE)
    attempts = [attempt(7, "b1-1", release=room.SECOND_RELEASE), attempt(8, "b1-1")]
    assert basics_passed(attempts, RULE, tmp_path) == {8: 1}
