"""What was offered, how many places there were and who wanted them, on either database."""

from decimal import Decimal

from sqlalchemy import select

from tests.webapp.reports.indicators.worlds import at, scope
from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application, ApplicationState
from webapp.programme.drafts import Draft
from webapp.programme.models import (
    MeetingMode,
    MeetingState,
    OfferingState,
)
from webapp.programme.planning import PLAIN, change_offering
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import WHOLE
from webapp.reports.numerals import Sign


def test_an_offering_called_off_or_not_begun_is_in_no_number(world):
    world.enrol("ann", world.offering("2026-05-12", state=OfferingState.CANCELLED))
    world.enrol("ben", world.offering(state=OfferingState.PLANNED))
    assert world.whole("I01") == 0
    assert world.ask("I03")[WHOLE] is Sign.NIL
    assert world.whole("I06") == 0


def test_a_class_on_the_last_of_march_counts_and_one_on_the_first_of_april_does_not(world):
    world.offering("2027-03-31")
    assert world.whole("I02") == 1
    assert world.whole("I02", scope(until="2027-03-31")) == 0


def test_parallel_rooms_and_a_class_held_instead_are_one_class_and_on_demand_there_is_none(world):
    offering = world.offering("2026-05-12", "2026-05-12", "2026-05-19", "2026-05-26")
    offering.meetings[2].state = MeetingState.CANCELLED
    world.offering("2026-06-01", mode=MeetingMode.ON_DEMAND)
    assert (world.whole("I01"), world.whole("I02")) == (2, 2)


def test_an_application_cancelled_in_time_is_none_and_the_waiting_list_is_one(world):
    offering = world.offering("2026-05-12")
    world.apply("ann", offering, ApplicationState.CANCELLED, cancelled="2026-04-05")
    world.apply("ben", offering, ApplicationState.CANCELLED, cancelled="2026-04-11")
    world.apply("cho", offering, ApplicationState.WAITING)
    assert world.whole("I04") == 2
    assert world.ask("I05")[WHOLE].cell == Decimal("0.20")


def test_an_application_is_counted_as_it_stood_on_the_day(world):
    offering = world.offering("2026-05-12")
    offering.apply_until = at("2026-06-30")
    world.apply("ann", offering, ApplicationState.CANCELLED, cancelled="2026-06-10")
    world.apply("ben", offering)
    assert world.whole("I04", scope(until="2026-06-01")) == 2
    assert world.whole("I04", scope(until="2026-07-01")) == 1


def test_an_application_that_was_taken_up_again_is_one(world):
    offering = world.offering("2026-05-12")
    world.apply("ann", offering, ApplicationState.ACCEPTED, cancelled="2026-04-05")
    world.session.flush()
    (application,) = world.session.scalars(select(Application))
    world.session.add(
        ApplicationMove(
            application=application,
            before=ApplicationState.CANCELLED,
            after=ApplicationState.APPLIED,
            moved_at=at("2026-04-06"),
        )
    )
    assert world.whole("I04") == 1


def test_applications_per_place_leave_offerings_without_a_capacity_out_of_both(world):
    world.apply("ann", world.offering("2026-05-12", capacity=None))
    world.apply("ann", world.offering("2026-06-12", capacity=2))
    assert world.whole("I05") == (1, 2)
    assert world.whole("I03") == 2


def test_a_capacity_that_is_changed_after_applications_closed_changes_no_number_of_the_past(world):
    offering = world.offering("2026-05-12", capacity=2)
    world.apply("ann", offering)
    world.enrol("ann", offering)
    world.ask("I03")
    as_it_is = {name: getattr(offering, name) for name in PLAIN}
    rule = {"kind": "attendance", "min": "2/3"}
    change_offering(
        world.session, offering, Draft(**as_it_is | {"capacity": 40}, rule=rule), at("2026-06-01")
    )
    assert offering.capacity == 40
    assert world.whole("I03") == 2
    assert (world.whole("I05"), world.whole("I09")) == ((1, 2), (1, 2))


def test_several_channels_may_be_named_and_who_said_nothing_is_not_in_the_share(world):
    offering = world.offering("2026-05-12")
    world.apply("ann", offering, channels=("flyer", "web"))
    world.apply("ben", offering, channels=("web",))
    world.apply("cho", offering)
    shares = world.ask("I22", Breakdown.CHANNEL)
    assert [shares[(channel,)].cell for channel in ("flyer", "web", "mail")] == [
        Decimal("50.0"),
        Decimal("100.0"),
        Decimal("0.0"),
    ]
