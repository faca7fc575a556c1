"""A person enrols once per offering, and their year keeps what was first known."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner, LearnerYear
from webapp.enrolment.operations import (
    NotPossible,
    PersonAttributes,
    enrol,
    has_invented_people,
    new_hub_user,
    withdraw,
)
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
WORKER = PersonAttributes(Audience.PRIVATE, industry="E", age_band="30s", organisation="立山製作所")


@pytest.fixture
def enrol_in(database, make_learner):
    """Enrol one and the same person."""
    learner = make_learner()

    def enrol_with(offering, attributes=WORKER, at=NOON):
        with database.transaction() as session:
            return enrol(
                session, session.get(Learner, learner.id), session.get(Offering, offering.id), attributes, at
            )

    return enrol_with


def test_enrolling_accepts_the_application_and_freezes_the_year(enrol_in, make_offering, session):
    enrolment = enrol_in(make_offering())
    application = session.scalars(select(Application)).one()
    assert application.state is ApplicationState.ACCEPTED
    assert enrolment.application_id == application.id
    year = session.get(LearnerYear, (enrolment.learner_id, 2026))
    assert (year.industry, year.organisation, year.frozen_at) == ("E", "立山製作所", NOON)


def test_enrolling_twice_is_one_enrolment(enrol_in, make_offering, session):
    offering = make_offering()
    assert enrol_in(offering).id == enrol_in(offering).id
    assert len(session.scalars(select(Enrolment)).all()) == 1


def test_a_later_enrolment_of_the_year_does_not_change_what_was_known(enrol_in, make_offering, session):
    first = enrol_in(make_offering())
    moved = PersonAttributes(Audience.TEACHER, school_type="high_school")
    second = enrol_in(make_offering(), moved, NOON + timedelta(days=30))
    year = session.get(LearnerYear, (first.learner_id, 2026))
    assert (year.audience, year.industry, year.school_type) == (Audience.PRIVATE, "E", None)
    assert second.audience is Audience.TEACHER


def test_another_year_is_known_anew(enrol_in, make_offering, session):
    enrol_in(make_offering())
    enrolment = enrol_in(make_offering(fiscal_year=2027), PersonAttributes(Audience.EXECUTIVE))
    assert session.get(LearnerYear, (enrolment.learner_id, 2027)).audience is Audience.EXECUTIVE


@pytest.mark.parametrize("state", [OfferingState.CLOSED, OfferingState.CANCELLED])
def test_nobody_enrols_in_what_is_over(enrol_in, make_offering, state):
    with pytest.raises(NotPossible, match="登録できません"):
        enrol_in(make_offering(state=state))


def test_withdrawing_keeps_the_first_moment(enrol_in, make_offering, database, session):
    enrolment = enrol_in(make_offering())
    for days in (1, 2):
        with database.transaction() as writing:
            withdraw(writing, writing.get(Enrolment, enrolment.id), NOON + timedelta(days=days))
    assert session.get(Enrolment, enrolment.id).withdrawn_at == NOON + timedelta(days=1)


def test_who_withdrew_does_not_enrol_again(enrol_in, make_offering, database):
    offering = make_offering()
    enrolment = enrol_in(offering)
    with database.transaction() as session:
        withdraw(session, session.get(Enrolment, enrolment.id), NOON)
    with pytest.raises(NotPossible, match="辞退"):
        enrol_in(offering)


def test_a_completed_course_is_not_withdrawn_from(enrol_in, make_offering, database):
    enrolment = enrol_in(make_offering())
    with database.transaction() as session:
        session.get(Enrolment, enrolment.id).completed_at = NOON

    def withdraw_it():
        with database.transaction() as session:
            withdraw(session, session.get(Enrolment, enrolment.id), NOON)

    with pytest.raises(NotPossible, match="修了"):
        withdraw_it()


def test_hub_users_are_opaque():
    names = {new_hub_user() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) == 13 and name[0] == "u" and int(name[1:], 16) >= 0 for name in names)


def test_demo_people_make_the_data_invented(make_learner, database):
    def invented():
        with database.sessions() as session:
            return has_invented_people(session)

    make_learner()
    assert not invented()
    make_learner(is_demo=True)
    assert invented()
