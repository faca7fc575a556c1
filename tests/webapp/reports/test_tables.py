"""The tables say what the indicators say, with last year beside it and a total in which 実 is counted anew."""

from datetime import date
from decimal import Decimal

import pytest

from webapp.programme.audience import Audience
from webapp.programme.models import OfferingState
from webapp.reports.facts import PersonFact, WorkFact, YearFacts
from webapp.reports.numerals import Sign
from webapp.reports.tables import Standing, offering_table, year_table


@pytest.fixture
def facts(an_offering, an_enrolment):
    """A closed course, a running one and one called off; person 1 is in both that were held."""
    return YearFacts(
        (
            an_offering(1, capacity=4),
            an_offering(2, state=OfferingState.RUNNING, held="2026-11-03T18:00", ends="2027-01-19"),
            an_offering(3, state=OfferingState.CANCELLED, held=None),
        ),
        (
            an_enrolment(1, 1, 1, completed="2026-07-04T17:00"),
            an_enrolment(2, 1, 2),
            an_enrolment(3, 1, 3, withdrawn="2026-05-20"),
            an_enrolment(4, 2, 1),
            an_enrolment(5, 2, 4, withdrawn="2026-11-01"),
            an_enrolment(6, 3, 5),
        ),
        (WorkFact(4, "b1", 2, 9.0, 12.0),),
    )


@pytest.fixture
def table(facts, november):
    return year_table(facts, YearFacts(), november)


def test_the_five_numbers_stand_first_in_this_order(table):
    assert [(figure.name, figure.value) for figure in table.figures] == [
        ("実受講者数", 3),
        ("延べ受講者数", 4),
        ("定員充足率", Decimal("28.6")),
        ("修了率", Decimal("33.3")),
        ("提出数", 2),
    ]


def test_every_head_count_is_called_nobe_or_jitsu(table):
    for figure in table.figures:
        assert figure.unit != "人" or figure.name.startswith(("延べ", "実"))


def test_a_rate_shows_the_counts_behind_it(table):
    fill, completion = table.figures[2], table.figures[3]
    assert (fill.basis, completion.basis, completion.pending) == ((4, 14), (1, 3), 1)


def test_the_total_adds_nobe_and_counts_jitsu_anew(table):
    assert table.total.nobe_enrolments == sum(row.nobe_enrolments for row in table.rows) == 4
    assert [row.jitsu_learners for row in table.rows] == [3, 1]
    assert table.total.jitsu_learners == 3


def test_a_running_row_is_pending_while_the_total_is_of_the_closed(table):
    assert [row.nobe_completions for row in table.rows] == [1, Sign.PENDING]
    assert table.total.nobe_completions == 1


def test_what_was_not_held_stands_apart(table):
    assert [offering.id for offering in table.apart] == [3]


def test_a_number_of_nothing_last_year_is_all_new(table):
    assert table.figures[0].change == "皆増"
    assert table.figures[2].change is None


def test_the_chart_reaches_the_longest_bar(table):
    assert table.scale == 10


def test_a_year_without_anything_is_empty(november):
    assert year_table(YearFacts(), YearFacts(), november).is_empty


def test_completion_is_pending_while_every_course_runs(facts, november):
    running = YearFacts(facts.offerings[1:2], facts.enrolments[3:5])
    assert year_table(running, YearFacts(), november).figures[3].value is Sign.PENDING


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
