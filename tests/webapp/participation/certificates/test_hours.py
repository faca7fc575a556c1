"""時間数: of a series a certificate counts the modules that its owner did, not all that there are."""

from dataclasses import replace
from uuid import uuid4

import pytest

from course.catalogue import ROOT, load_courses, read_releases
from course.publish import publish
from tests.webapp.participation.certificates.conftest import AT
from webapp.enrolment.models import Enrolment
from webapp.participation.certificates.hours import minutes_for, minutes_of
from webapp.participation.completing.deciding import decide
from webapp.participation.completion import complete
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.records.fields import record_of
from webapp.programme.models import Offering

SERIES = {
    "version": 1, "kind": "all_basic", "lessons": ["t0"], "paths": [{"school_types": [], "lessons": ["t1", "t2"]}],
}  # fmt: skip


@pytest.fixture
def series(database, offering, settings):
    """The offering is a series: T0 (30 minutes) and one of T1 and T2 (80 minutes each)."""
    teachers = load_courses(ROOT)["teacher_training"]
    publish([replace(teachers, lessons=teachers.lessons[:3])], settings.releases)
    with database.transaction() as session:
        row = session.get(Offering, offering.id)
        row.completion_rule, row.course_slug = SERIES, "teacher_training"
    return read_releases(settings.releases)


@pytest.fixture
def pass_lesson(database, series, settings):
    def pass_lesson(enrolment, slug):
        release = series.current("teacher_training", slug)
        sheet = {
            "exercises": [
                {"id": each.id, "passed": True, "points": each.points, "max_points": each.points}
                for each in release.exercises
            ]
        }
        with database.transaction() as session:
            handed_in = Submission(
                learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="teacher_training",
                lesson_slug=slug, release_digest=release.digest, sha256="0" * 64, size=1,
                idempotency_key=str(uuid4()), received_at=AT, state=SubmissionState.GRADED,
            )  # fmt: skip
            session.add(handed_in)
            session.flush()
            session.add(
                Score(
                    submission_id=handed_in.id, state="ok", points=1, max_points=1, sheet=sheet, recorded_at=AT
                )
            )  # fmt: skip
            complete(session, session.get(Enrolment, enrolment.id), settings.releases)

    return pass_lesson


def test_a_certificate_of_a_series_counts_the_modules_that_were_done(enrol, pass_lesson, certify, database):
    one, two = enrol(), enrol()
    for enrolment, modules in ((one, ("t0", "t2")), (two, ("t0", "t1", "t2"))):
        for slug in modules:
            pass_lesson(enrolment, slug)
    assert [certify(each).minutes for each in (one, two)] == [110, 190]


def test_whoever_is_still_at_it_has_the_hours_of_what_is_done(enrol, pass_lesson, database, settings):
    aoi = enrol()
    pass_lesson(aoi, "t0")
    with database.sessions() as session:
        told = record_of(session, session.get(Enrolment, aoi.id), settings.releases)
    assert (told["result"], told["minutes"]) == ("未修了", "30")


def test_who_completed_by_decision_is_credited_with_what_the_series_asks_for(
    enrol, series, certify, database, make_learner, settings
):
    aoi, staff = enrol(), make_learner()
    with database.transaction() as session:
        decide(
            session, session.get(Enrolment, aoi.id), settings.releases,
            granted=True, reason="紙で提出した", at=AT, by=staff.id,
        )  # fmt: skip
    assert certify(aoi).minutes == 110


def test_any_other_course_is_as_long_as_its_classes(enrol, offering, database, settings):
    aoi = enrol()
    with database.sessions() as session:
        row = session.get(Enrolment, aoi.id)
        assert minutes_for(session, row, settings.releases, completed=True) == 8 * 90
        assert minutes_of(row.offering, settings.releases) == 8 * 90
