"""Hand-ins are received under the right enrolment, and scored once."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from course.catalogue import load_courses, read_releases
from course.publish import publish
from grader.contract import ExerciseScore, ScoreSheet, State
from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.operations import (
    Pace,
    check_pace,
    look_at_work,
    receive_submission,
    record_scores,
)
from webapp.participation.queries import progress_of
from webapp.participation.refusals import Refused
from webapp.programme.models import OfferingState

pytestmark = room.on_both_databases


def sheet(*passed, state=State.GRADED):
    exercises = tuple(
        ExerciseScore(id, points if id in passed else 0, points, id in passed)
        for id, points in (("b1-1", 2), ("b1-2", 3))
    )
    return ScoreSheet(state, sum(exercise.points for exercise in exercises), 5, exercises)


@pytest.fixture
def hand_in(database, classroom, store, releases):
    def hand_in(learner=None, content=None, at=room.NOW):
        learner = learner or classroom.aoi
        with database.sessions() as reading:
            work = look_at_work(reading, store, releases, learner, content or room.work())
        with database.transaction() as session:
            return receive_submission(session, learner, work, room.new_key(), at).submission

    return hand_in


@pytest.fixture
def score(database, releases):
    def score(submission, *passed, at=room.NOW):
        with database.transaction() as session:
            return record_scores(session, submission.id, sheet(*passed), releases, at)

    return score


def enrolment_of(session, submission):
    return session.get(Enrolment, submission.enrolment_id)


def test_work_belongs_to_the_running_offering_before_a_closed_one(database, classroom, hand_in):
    with database.transaction() as session:
        given = session.merge(classroom.offering)
        later = room.offering(given.programme, given.host, number=2, state=OfferingState.CLOSED)
        other = room.offering(given.programme, given.host, number=1, course_slug="intermediate")
        aoi = session.merge(classroom.aoi)
        session.add_all([room.enrolment(aoi, later, at=room.NOW), room.enrolment(aoi, other, at=room.NOW)])
    with database.sessions() as session:
        assert enrolment_of(session, hand_in()).offering_id == classroom.offering.id


@pytest.mark.parametrize("state", [OfferingState.PLANNED, OfferingState.OPEN, OfferingState.CANCELLED])
def test_an_offering_that_is_not_running_yet_or_was_cancelled_takes_no_work(
    database, classroom, hand_in, state
):
    with database.transaction() as session:
        session.merge(classroom.offering).state = state
    with pytest.raises(Refused, match="not_enrolled"):
        hand_in()


def test_work_handed_in_after_the_offering_closed_is_still_taken(database, classroom, hand_in):
    with database.transaction() as session:
        session.merge(classroom.offering).state = OfferingState.CLOSED
    assert hand_in().state is SubmissionState.QUEUED


def test_the_pace_counts_one_persons_last_minute_and_says_how_long_to_wait(classroom, hand_in, session):
    pace = Pace(most=2, seconds=60)
    for seconds in (0, 20):
        hand_in(at=room.NOW + timedelta(seconds=seconds))
    with pytest.raises(Refused, match="too_often") as refused:
        check_pace(session, classroom.aoi, pace, room.NOW + timedelta(seconds=30))
    assert refused.value.retry_after == 30
    check_pace(session, classroom.aoi, pace, room.NOW + timedelta(seconds=60))
    check_pace(session, classroom.yui, pace, room.NOW + timedelta(seconds=30))


def test_scores_are_recorded_once_however_often_they_arrive(hand_in, score, session):
    submission = hand_in()
    assert score(submission, "b1-1") is True
    assert score(submission, "b1-1", "b1-2") is False
    (recorded,) = session.scalars(select(Score)).all()
    assert (recorded.points, recorded.max_points, recorded.state) == (2, 5, "GRADED")
    assert session.get(Submission, submission.id).state is SubmissionState.GRADED


def test_the_whole_score_sheet_is_kept(hand_in, score, session):
    submission = hand_in()
    score(submission, "b1-2")
    assert session.get(Score, submission.id).sheet == sheet("b1-2").as_dict()


def test_passing_every_basic_completes_the_enrolment_with_the_rules_version(hand_in, score, session):
    first, second = hand_in(at=room.NOW), hand_in(at=room.NOW + timedelta(hours=1))
    score(first, "b1-2", at=room.NOW + timedelta(days=1))
    assert enrolment_of(session, first).completed_at is None
    session.rollback()
    score(second, "b1-1", at=room.NOW + timedelta(days=1))
    enrolment = enrolment_of(session, first)
    session.refresh(enrolment)
    assert enrolment.completed_at == room.NOW + timedelta(hours=1)
    assert enrolment.completion_rule_version == 1


def test_work_handed_in_on_31_march_completes_in_that_year_though_scored_in_april(hand_in, score, session):
    last_minute = datetime(2027, 3, 31, 14, 59, tzinfo=UTC)
    submission = hand_in(at=last_minute)
    score(submission, "b1-1", at=last_minute + timedelta(minutes=5))
    assert enrolment_of(session, submission).completed_at == last_minute


def test_a_completion_is_not_moved_by_a_later_attempt(hand_in, score, session):
    for day in (0, 1):
        submission = hand_in(at=room.NOW + timedelta(days=day))
        score(submission, "b1-1", "b1-2")
    assert enrolment_of(session, submission).completed_at == room.NOW


def test_a_release_that_was_lost_does_not_keep_newer_work_from_its_score(hand_in, score, session, releases):
    score(hand_in(content=room.work(release=room.FIRST_RELEASE)), "b1-2")
    shutil.rmtree(releases / room.FIRST_RELEASE)
    submission = hand_in(content=room.work(release=room.SECOND_RELEASE))
    assert score(submission, "b1-1")
    assert enrolment_of(session, submission).completed_at == room.NOW


def test_who_withdrew_meanwhile_does_not_complete(database, hand_in, score, session):
    submission = hand_in()
    with database.transaction() as writing:
        enrolment_of(writing, submission).withdrawn_at = room.NOW
    score(submission, "b1-1")
    assert enrolment_of(session, submission).completed_at is None


def test_work_is_scored_and_completes_nobody_where_attendance_decides(
    database, classroom, hand_in, score, session
):
    submission = hand_in()
    with database.transaction() as writing:
        offering = writing.get(type(classroom.offering), classroom.offering.id)
        offering.completion_rule = {"version": 0, "kind": "attendance", "min": "2/3"}
    assert score(submission, "b1-1", "b1-2") is True
    assert enrolment_of(session, submission).completed_at is None


def test_refused_work_leaves_no_row(hand_in, session):
    with pytest.raises(Refused):
        hand_in(content=b"{}")
    assert session.scalar(select(func.count()).select_from(Submission)) == 0


def test_every_exercise_that_the_course_builds_is_taken_as_its_learner_got_it(
    database, classroom, store, settings
):
    publish(load_courses().values(), settings.releases)
    lessons = [lesson for course in read_releases(settings.releases).courses for lesson in course.lessons]
    assert lessons
    for lesson in lessons:
        with database.transaction() as session:
            session.merge(classroom.offering).course_slug = lesson.course
        content = (settings.releases / lesson.digest / "learner" / "exercise.ipynb").read_bytes()
        with database.sessions() as session:
            work = look_at_work(session, store, settings.releases, classroom.aoi, content)
        assert work.release == lesson


def test_a_lesson_that_two_courses_share_counts_in_the_course_it_was_handed_in_for(
    database, classroom, store, settings
):
    publish(load_courses().values(), settings.releases)
    with database.transaction() as session:
        given = session.merge(classroom.offering)
        staff = room.offering(given.programme, given.host, course_slug="staff")
        aoi = session.merge(classroom.aoi)
        session.add(room.enrolment(aoi, staff, at=room.NOW))
    release = read_releases(settings.releases).current("staff", "b1")
    content = (settings.releases / release.digest / "learner" / "exercise.ipynb").read_bytes()
    with database.sessions() as session:
        work = look_at_work(session, store, settings.releases, classroom.aoi, content)
    with database.transaction() as session:
        receive_submission(session, classroom.aoi, work, room.new_key(), room.NOW)
    with database.sessions() as session:
        progress = progress_of(session, session.get_one(Learner, classroom.aoi.id), settings.releases)
        handed_in = {p.enrolment.offering.course_slug: p.lessons[0].attempts for p in progress}
        assert handed_in == {"staff": 1, "beginner": 0}


def test_the_reading_notebook_is_not_an_exercise(session, classroom, store, settings):
    publish(load_courses().values(), settings.releases)
    for notebook in settings.releases.glob("*/learner/lesson.ipynb"):
        with pytest.raises(Refused, match="not_an_exercise"):
            look_at_work(session, store, settings.releases, classroom.aoi, notebook.read_bytes())
