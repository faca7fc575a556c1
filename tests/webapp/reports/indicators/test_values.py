"""How counts and rates are printed."""

from decimal import Decimal

import pytest

from tests.webapp.reports.indicators.worlds import scope
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.values import Count, NeverAdded, Parts, Persons, Rate, added
from webapp.reports.numerals import Sign


def test_nothing_is_printed_as_nil():
    assert Count(0, 0).cell is Sign.NIL


def test_a_half_is_rounded_away_from_zero():
    assert Rate(Count(1, 1), Count(16, 16)).cell == Decimal("6.3")  # 6.25


def test_a_ratio_has_the_digits_that_its_kind_is_printed_with():
    assert Rate(Count(5, 5), Count(4, 4), scale=1, digits=2).cell == Decimal("1.25")


def test_a_rate_over_nothing_is_no_number():
    assert Rate(Count(0, 0), Count(0, 0)).cell is Sign.NIL


def persons(number, by=Breakdown.AREA, where=None):
    return Persons(number, number, Parts.of(where or scope(), by))


def test_people_are_added_up_over_the_lines_of_one_attribute():
    assert added([persons(2), persons(3)]) == persons(5)
    assert added([]) == Count(0, 0)


@pytest.mark.parametrize(
    "other",
    [
        persons(3, Breakdown.MUNICIPALITY),
        persons(3, Breakdown.QUARTER),
        persons(3, where=scope(year=2025)),
        persons(3, where=scope(quarter=2)),
        Persons(3, 3),
        Count(3, 3),
    ],
)
def test_people_who_might_be_the_same_are_never_added_up(other):
    for first, second in ((persons(2), other), (other, persons(2))):
        with pytest.raises(NeverAdded):
            first + second


def test_people_of_courses_quarters_and_years_have_no_sum_at_all():
    for by in (Breakdown.COURSE, Breakdown.QUARTER, Breakdown.QUARTER_PRESENT, Breakdown.TOTAL):
        with pytest.raises(NeverAdded):
            added([persons(2, by), persons(3, by)])


def test_enrolments_are_added_up_and_what_counts_nobody_protects_nobody():
    assert Count(2, 2) + Count(3, 1) == Count(5, 3)
    assert Count(2, None) + Count(3, None) == Count(5, None)
