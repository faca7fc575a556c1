"""An offering with one class that has just begun, people in it, and pages without the classroom."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp import create_app
from webapp.enrolment.models import Enrolment, Role
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, Partner


@pytest.fixture
def app(settings, database):
    app = create_app(settings)
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


@pytest.fixture
def now():
    """The pages have the real clock, so the class begins by it."""
    return datetime.now(UTC)


@pytest.fixture
def offering(make_offering):
    return make_offering()


@pytest.fixture
def make_meeting(database, offering, now):
    def make(number=1, begins=timedelta(minutes=-5), **given):
        known = {
            "offering_id": offering.id,
            "number": number,
            "starts_at": now + begins,
            "ends_at": now + begins + timedelta(hours=2),
            "mode": MeetingMode.IN_PERSON,
            "state": MeetingState.PLANNED,
        }
        with database.transaction() as session:
            meeting = Meeting(**{**known, **given})
            session.add(meeting)
        return meeting

    return make


@pytest.fixture
def meeting(make_meeting):
    return make_meeting()


@pytest.fixture
def enrol(database, offering, make_learner, now):
    def enrol(offering_id=None, withdrawn_at=None, **given):
        learner = make_learner(**given)
        with database.transaction() as session:
            enrolment = Enrolment(
                learner_id=learner.id,
                offering_id=offering_id or offering.id,
                audience=Audience.PRIVATE,
                enrolled_at=now - timedelta(days=30),
                withdrawn_at=withdrawn_at,
            )
            session.add(enrolment)
        return enrolment

    return enrol


@pytest.fixture
def coordinator(database, offering, make_learner):
    with database.sessions() as session:
        host = session.get(Partner, session.get(Offering, offering.id).host_id)
    return make_learner((Role.COORDINATOR, host))
