"""I22 per contact: counted as I04 counts applications, and only where the contact had its own code."""

from datetime import date

from tests.webapp.reports.indicators.worlds import REGION, at, scope
from webapp.enrolment.models import ApplicationState
from webapp.programme.outreach.recording import record_outreach
from webapp.reports.queries.applications import by_contact
from webapp.reports.queries.reader import Reader


def flyer(world):
    return record_outreach(
        world.session, host=world.host, made_on=date(2026, 4, 1), channel="flyer", what="会報", by=None,
        at=at("2026-04-01"),
    )  # fmt: skip


def test_each_application_is_one_and_a_person_in_two_courses_is_one_person(world):
    contact, first, second = flyer(world), world.offering("2026-05-12"), world.offering("2026-06-12")
    for name, offering in (("ann", first), ("ann", second), ("ben", first)):
        world.apply(name, offering).outreach = contact
    world.apply("cho", first)
    world.session.flush()
    assert by_contact(Reader(world.session, REGION), scope()) == {contact.id: (3, 2), None: (1, 1)}


def test_what_was_cancelled_in_time_came_by_no_contact(world):
    contact, offering = flyer(world), world.offering("2026-05-12")
    world.apply("ann", offering, ApplicationState.CANCELLED, cancelled="2026-04-05").outreach = contact
    world.apply("ben", offering).outreach = contact
    world.session.flush()
    found = by_contact(Reader(world.session, REGION), scope())
    assert found == {contact.id: (1, 1)}
    assert sum(number for number, _ in found.values()) == world.whole("I04")
