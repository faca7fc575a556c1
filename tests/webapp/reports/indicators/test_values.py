"""How counts and rates are printed."""

from decimal import Decimal

from webapp.reports.indicators.values import Count, Rate
from webapp.reports.numerals import Sign


def test_nothing_is_printed_as_nil():
    assert Count(0, 0).cell is Sign.NIL


def test_a_half_is_rounded_away_from_zero():
    assert Rate(Count(1, 1), Count(16, 16)).cell == Decimal("6.3")  # 6.25


def test_a_ratio_has_the_digits_that_its_kind_is_printed_with():
    assert Rate(Count(5, 5), Count(4, 4), scale=1, digits=2).cell == Decimal("1.25")


def test_a_rate_over_nothing_is_no_number():
    assert Rate(Count(0, 0), Count(0, 0)).cell is Sign.NIL
