"""An offering with people in it who can be asked."""

from datetime import timedelta

import pytest

from tests.webapp.participation.surveys.people import NOW
from webapp import create_app
from webapp.enrolment.models import Enrolment
from webapp.participation.surveys.forms import SurveyKind
from webapp.participation.surveys.operations import open_survey
from webapp.programme.audience import Audience
from webapp.programme.models import Offering


@pytest.fixture
def offering(make_offering):
    return make_offering()


@pytest.fixture
def enrol(database, offering, make_learner):
    def enrol(withdrawn=False, **given):
        learner = make_learner(**given)
        with database.transaction() as session:
            enrolment = Enrolment(
                learner_id=learner.id,
                offering_id=offering.id,
                audience=Audience.PRIVATE,
                enrolled_at=NOW - timedelta(days=30),
                withdrawn_at=NOW - timedelta(days=1) if withdrawn else None,
            )
            session.add(enrolment)
        return enrolment

    return enrol


@pytest.fixture
def ask(database, offering):
    def ask(kind=SurveyKind.AFTER, at=NOW, days=21):
        with database.transaction() as session:
            return open_survey(
                session, session.get(Offering, offering.id), kind, at + timedelta(days=days), at
            )

    return ask


@pytest.fixture
def app(settings, database):
    """The application without the classroom, whose programme would be a second one."""
    app = create_app(settings)
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()
