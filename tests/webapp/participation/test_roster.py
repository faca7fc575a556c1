"""The hub has the people whom the database calls enrolled."""

from datetime import datetime

import pytest

from tests.webapp.participation import classroom as room
from tests.webapp.small_hub import SERVICE_TOKEN
from webapp.enrolment.models import Enrolment
from webapp.fiscal_year import JAPAN
from webapp.hub import Hub, HubUnavailable
from webapp.participation.roster import LOOK_AGAIN_AFTER, Roster, group_name, wanted_groups
from webapp.participation.rounds import tell_hub
from webapp.programme.models import OfferingState


@pytest.fixture
def clock():
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def roster(settings, clock):
    hub = Hub(settings.hub_socket, SERVICE_TOKEN)
    yield Roster(hub, clock)
    hub.close()


def members(hub, classroom):
    return hub.groups[group_name(classroom.offering.id)]["users"]


def withdraw(database, learner):
    with database.transaction() as session:
        session.query(Enrolment).filter_by(learner_id=learner.id).one().withdrawn_at = room.NOW


def test_everybody_enrolled_is_in_the_offerings_group_with_its_course(session, classroom):
    (group,) = wanted_groups(session, 2026).values()
    assert group.members == {classroom.aoi.hub_user, classroom.yui.hub_user}
    assert group.properties == {"course": "beginner"}


def test_who_withdrew_is_not(database, session, classroom):
    withdraw(database, classroom.aoi)
    (group,) = wanted_groups(session, 2026).values()
    assert group.members == {classroom.yui.hub_user}


@pytest.mark.parametrize("state", [OfferingState.CANCELLED, OfferingState.PLANNED])
def test_an_offering_that_is_not_given_has_nobody(database, session, classroom, state):
    with database.transaction() as writing:
        writing.merge(classroom.offering).state = state
    (group,) = wanted_groups(session, 2026).values()
    assert group.members == set()


def test_the_year_before_is_looked_after_and_older_ones_are_left_alone(session, classroom):
    assert len(wanted_groups(session, 2027)) == 1
    assert wanted_groups(session, 2028) == {}


@pytest.mark.parametrize(
    "day", [datetime(2027, 3, 31, 23, 59, tzinfo=JAPAN), datetime(2027, 4, 1, tzinfo=JAPAN)], ids=str
)
def test_a_withdrawal_reaches_the_hub_on_either_side_of_the_year(database, classroom, hub, roster, day):
    tell_hub(database, roster, day)
    assert len(members(hub, classroom)) == 2
    withdraw(database, classroom.yui)
    tell_hub(database, roster, day)
    assert members(hub, classroom) == {classroom.aoi.hub_user}


def test_changes_of_enrolment_reach_the_hub(database, classroom, hub, roster):
    tell_hub(database, roster)
    assert members(hub, classroom) == {classroom.aoi.hub_user, classroom.yui.hub_user}
    withdraw(database, classroom.yui)
    tell_hub(database, roster)
    assert members(hub, classroom) == {classroom.aoi.hub_user}


def test_without_changes_the_hub_is_left_in_peace(database, classroom, hub, roster):
    tell_hub(database, roster)
    hub.asked.clear()
    tell_hub(database, roster)
    assert hub.asked == []


def test_once_in_a_while_what_somebody_changed_at_the_hub_is_mended(database, classroom, hub, roster, clock):
    tell_hub(database, roster)
    members(hub, classroom).clear()
    clock.now = LOOK_AGAIN_AFTER + 1
    tell_hub(database, roster)
    assert len(members(hub, classroom)) == 2


def test_an_absent_hub_is_told_when_it_is_back(database, session, classroom, hub, roster):
    hub.broken = True
    with pytest.raises(HubUnavailable):
        roster.tell(wanted_groups(session, 2026))
    tell_hub(database, roster)
    hub.broken = False
    hub.groups.clear()
    tell_hub(database, roster)
    assert len(members(hub, classroom)) == 2
