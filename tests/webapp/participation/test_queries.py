"""How far somebody is, and which attempt counts."""

from datetime import timedelta

import pytest

from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.models import SubmissionState
from webapp.participation.queries import counted_submissions, progress_of

pytestmark = room.on_both_databases


@pytest.fixture
def lesson(session, classroom, releases):
    def lesson(learner=None):
        (offering,) = progress_of(session, learner or classroom.aoi, releases)
        (only,) = offering.lessons
        return only

    return lesson


def test_nothing_handed_in_is_no_points_and_not_zero_points(lesson):
    fresh = lesson()
    assert (fresh.points, fresh.max_points, fresh.attempts) == (None, 5, 0)
    assert (fresh.basics, fresh.basics_passed) == (1, 0)
    assert fresh.last_state is None


def test_the_best_attempt_gives_the_points_and_the_newest_the_state(attempt, lesson):
    attempt("b1-2")
    attempt("b1-1")
    last = attempt(scored=False)
    progress = lesson()
    assert (progress.points, progress.attempts) == (3, 3)
    assert (progress.last_number, progress.last_state) == (last.number, SubmissionState.QUEUED)
    assert progress.last_received_at == room.NOW + timedelta(hours=2)


def test_what_was_passed_once_stays_passed(attempt, lesson):
    attempt("b1-1")
    attempt("b1-2")
    assert [item.passed for item in lesson().exercises] == [True, True]
    assert lesson().basics_passed == 1


def test_work_from_an_older_release_counts_for_the_lesson_it_is_of(attempt, lesson):
    attempt("b1-1", release=room.FIRST_RELEASE)
    assert lesson().release.digest == room.SECOND_RELEASE
    assert lesson().points == 2


def test_one_persons_progress_is_not_anothers(attempt, lesson, classroom):
    attempt("b1-1", learner=classroom.yui)
    assert lesson().attempts == 0


def test_an_enrolment_that_was_withdrawn_is_not_shown(database, session, classroom, releases):
    with database.transaction() as writing:
        writing.query(Enrolment).filter_by(learner_id=classroom.aoi.id).one().withdrawn_at = room.NOW
    assert progress_of(session, classroom.aoi, releases) == []


def test_without_released_lessons_there_is_no_progress_and_no_error(session, classroom, tmp_path):
    (offering,) = progress_of(session, classroom.aoi, tmp_path)
    assert offering.lessons == ()


def test_the_counted_attempt_is_the_best_and_of_equals_the_newest(attempt, session, classroom):
    attempt("b1-1")
    attempt("b1-2")
    best = attempt("b1-2")
    attempt()
    attempt(scored=False)
    other = attempt(learner=classroom.yui)
    assert set(session.scalars(counted_submissions())) == {best.id, other.id}
