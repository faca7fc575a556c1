"""A named row says how somebody stands, in the words of the definitions."""

from datetime import date
from decimal import Decimal

import pytest

from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.facts import PersonFact, YearFacts
from webapp.reports.numerals import Sign
from webapp.reports.roster import Standing, offering_table


@pytest.fixture
def people():
    names = ("一", "二", "三", "四", "五", "六")
    return tuple(
        PersonFact(number, f"架空 {name}", "かくう", Audience.PRIVATE) for number, name in enumerate(names, 1)
    )


def one_offering(facts, number):
    ids = {enrolment.id for enrolment in facts.enrolments if enrolment.offering_id == number}
    return YearFacts(
        tuple(offering for offering in facts.offerings if offering.id == number),
        tuple(enrolment for enrolment in facts.enrolments if enrolment.id in ids),
        tuple(work for work in facts.work if work.enrolment_id in ids),
    )


def test_a_named_row_says_how_somebody_stands(facts, people, november):
    table = offering_table(one_offering(facts, 1), people[:3], november, Sign.NIL, {})
    assert [row.standing for row in table.people] == [
        Standing.COMPLETED,
        Standing.NOT_COMPLETED,
        Standing.WITHDRAWN,
    ]
    assert table.people[0].completed_on == date(2026, 7, 4)
    assert (table.completion, table.asks_basics) == (Decimal("33.3"), False)


def test_a_named_row_shows_points_and_basics(facts, people, november):
    table = offering_table(one_offering(facts, 2), people[3:5], november, 5, {4: 3})
    learning, left = table.people
    assert (learning.standing, learning.basics, learning.points, learning.max_points) == (
        Standing.LEARNING,
        3,
        9,
        12,
    )
    assert (left.standing, left.basics, left.points) == (Standing.NEVER_BEGAN, 0, Sign.NIL)
    assert (table.completion, table.row.nobe_enrolments) == (Sign.PENDING, 1)


def test_who_is_enrolled_in_what_has_not_begun_waits(an_offering, an_enrolment, people, november):
    facts = YearFacts((an_offering(1, state=OfferingState.OPEN, held=None),), (an_enrolment(1, 1, 1),))
    (row,) = offering_table(facts, people[:1], november, Sign.NIL, {}).people
    assert row.standing is Standing.TO_BEGIN
