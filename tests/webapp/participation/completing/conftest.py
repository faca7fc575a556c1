"""An offering of eight classes that is completed by attending two thirds of them."""

from datetime import UTC, datetime, timedelta

import pytest

from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.operations import record_attendance
from webapp.participation.completing.settling import follow_changes
from webapp.participation.models import Presence
from webapp.programme.audience import Audience
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering

FIRST = datetime(2026, 5, 11, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 9, 1, tzinfo=UTC)
BY_ATTENDANCE = {"version": 1, "kind": "attendance", "min": "2/3"}


@pytest.fixture(autouse=True)
def _follows():
    follow_changes()


@pytest.fixture
def offering(database, make_offering):
    given = make_offering(completion_rule=BY_ATTENDANCE)
    with database.transaction() as session:
        session.add_all(
            Meeting(
                offering_id=given.id, number=number, starts_at=FIRST + timedelta(weeks=number),
                ends_at=FIRST + timedelta(weeks=number, minutes=90), mode=MeetingMode.IN_PERSON,
                state=MeetingState.PLANNED,
            )
            for number in range(1, 9)
        )  # fmt: skip
    return given


@pytest.fixture
def enrol(database, offering, make_learner):
    def enrol(learner=None, audience=Audience.PRIVATE, **given):
        learner = learner or make_learner(**given)
        with database.transaction() as session:
            made = Enrolment(
                learner_id=learner.id, offering_id=offering.id, audience=audience, enrolled_at=FIRST
            )
            session.add(made)
        return made

    return enrol


@pytest.fixture
def attend(database):
    """Record somebody at the classes of these numbers; `presence` None takes the record back."""

    def attend(enrolment, *numbers, presence=Presence.PRESENT):
        with database.transaction() as session:
            row = session.get(Enrolment, enrolment.id)
            meetings = {m.number: m for m in session.get(Offering, row.offering_id).meetings}
            for number in numbers:
                record_attendance(session, row, meetings[number], presence, None, LATER, row.learner_id)

    return attend
