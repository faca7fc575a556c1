"""The tables say what the indicators say, with last year beside it and a total in which 実 is counted anew."""

from decimal import Decimal

import pytest

from webapp.reports.facts import YearFacts
from webapp.reports.numerals import Sign
from webapp.reports.tables import year_table


@pytest.fixture
def table(facts, november):
    return year_table(facts, YearFacts(), november)


def test_four_of_the_five_numbers_stand_first_in_this_order(table):
    assert [(figure.name, figure.value) for figure in table.figures] == [
        ("実受講者数", 3),
        ("延べ受講者数", 4),
        ("定員充足率", Decimal("28.6")),
        ("修了率", Decimal("33.3")),
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
    assert table.total.submissions == sum(row.submissions for row in table.rows) == 2


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
