"""出席と演習の両方: a rule that asks for two thirds of the classes and for a lesson's exercises is met by both alone."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.catalogue import ROOT, load_courses, read_releases
from course.publish import publish
from tests.webapp.participation.certificates.conftest import app as app
from tests.webapp.participation.completing.conftest import FIRST
from webapp.enrolment.models import Enrolment
from webapp.participation.completing.standing import standing_of
from webapp.participation.completion import complete
from webapp.participation.models import Presence, Score, Submission, SubmissionState

PREFIX = "/services/tateyama"
BOTH = {"version": 1, "kind": "both", "min": "2/3", "lessons": ["b1"]}
LATER = FIRST + timedelta(days=100)


@pytest.fixture
def release(settings):
    beginner = load_courses(ROOT)["beginner"]
    publish([replace(beginner, lessons=beginner.lessons[:1])], settings.releases)
    return read_releases(settings.releases).current("beginner", "b1")


@pytest.fixture
def offering(offering, database):
    """The eight classes, with a rule that asks for the first lesson as well."""
    with database.transaction() as session:
        session.merge(offering).completion_rule = BOTH
    return offering


@pytest.fixture
def present(attend, app):
    """Record classes as pages do: within the application, which knows where releases are."""

    def present(enrolment, *numbers, **given):
        with app.app_context():
            attend(enrolment, *numbers, **given)

    return present


@pytest.fixture
def pass_b1(database, release, settings):
    def pass_b1(enrolment, at=LATER):
        sheet = {"exercises": [{"id": each.id, "passed": True} for each in release.exercises]}
        with database.transaction() as session:
            handed_in = Submission(
                learner_id=enrolment.learner_id, enrolment_id=enrolment.id, course_slug="beginner",
                lesson_slug="b1", release_digest=release.digest, sha256="0" * 64, size=1,
                idempotency_key=str(uuid4()), received_at=at, state=SubmissionState.GRADED,
            )  # fmt: skip
            session.add(handed_in)
            session.flush()
            session.add(
                Score(
                    submission_id=handed_in.id, state="GRADED", points=1, max_points=1, sheet=sheet, recorded_at=at
                )
            )  # fmt: skip
            complete(session, session.get(Enrolment, enrolment.id), settings.releases)

    return pass_b1


@pytest.fixture
def stands(database, settings):
    """When somebody completed, as it is written down and as the rule is read now; both say the same."""

    def stands(enrolment):
        with database.sessions() as session:
            row = session.get(Enrolment, enrolment.id)
            read = standing_of(session, row, settings.releases)
            assert read.completed_at == row.completed_at
            assert read.rule_met == (row.completed_at is not None)
            return row.completed_at

    return stands


def test_neither_alone_completes_and_the_later_of_the_two_is_the_moment(enrol, present, pass_b1, stands):
    came, worked = enrol(), enrol()
    present(came, 1, 2, 3, 4, 5, 6)
    pass_b1(worked)
    assert stands(came) is stands(worked) is None
    pass_b1(came)
    assert stands(came) == LATER
    present(worked, 1, 2, 3, 4, 5)
    assert stands(worked) is None
    present(worked, 6)
    assert stands(worked) == LATER
    early = enrol()
    pass_b1(early, FIRST)
    present(early, 1, 2, 3, 4, 5, 6)
    assert stands(early) == FIRST + timedelta(weeks=6)


def test_a_corrected_attendance_takes_it_back(enrol, present, pass_b1, stands):
    aoi = enrol()
    present(aoi, 1, 2, 3, 4, 5, 6)
    pass_b1(aoi)
    present(aoi, 6, presence=Presence.ABSENT)
    assert stands(aoi) is None


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.just("work"), st.integers(1, 8)), max_size=12))
def test_whatever_comes_first_the_record_is_what_the_rule_says(enrol, present, pass_b1, stands, steps):
    aoi = enrol()
    for step in steps:
        pass_b1(aoi) if step == "work" else present(aoi, step)
    met = "work" in steps and len({step for step in steps if step != "work"}) >= 6
    assert (stands(aoi) is not None) is met


def test_ones_page_says_what_is_missing_of_each(client, sign_in, database, enrol, present, pass_b1, release):
    aoi = enrol()
    present(aoi, 1, 2, 3, 4)
    with database.sessions() as session:
        learner = session.get(Enrolment, aoi.id).learner
    sign_in(client, learner)
    page = client.get(f"{PREFIX}/my-page/certificates").text
    assert "出席 4/8（必要 6/8） · あと2回" in page
    assert "残り: B1" in page
    pass_b1(aoi)
    page = client.get(f"{PREFIX}/my-page/certificates").text
    assert "基本の問題をすべて合格したレッスン 1/1" in page
    assert "残り:" not in page


def test_the_offerings_page_promises_both(client, offering):
    page = client.get(f"{PREFIX}/offerings/{offering.id}").text
    assert "全体の3分の2以上の回に出席すること。" in page
    assert "次のレッスンの基本の問題に、すべて合格すること" in page
    assert "振替受講" in page
