"""Numbers are rounded as public tables are, falls carry △, and what is no number has its sign."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reports.numerals import Sign, change, per_cent, percent, write


@pytest.mark.parametrize(
    ("share", "rate"),
    [((49, 400), "12.3"), ((1, 8), "12.5"), ((1, 3), "33.3"), ((2, 3), "66.7"), ((10, 10), "100.0")],
)
def test_a_half_is_rounded_up(share, rate):
    assert write(percent(share)) == rate


def test_no_base_is_no_rate():
    assert percent(None) is Sign.NIL
    assert percent((0, 0)) is Sign.NIL
    assert percent(None, Sign.PENDING) is Sign.PENDING
    assert per_cent(None) is Sign.NIL


def test_thousands_are_separated():
    assert write(1234567) == "1,234,567"
    assert write(Sign.UNKNOWN) == "…"


@pytest.mark.parametrize(
    ("now", "before", "written"),
    [
        (104, 100, "＋4.0"),
        (96, 100, "△4.0"),
        (100, 100, "±0.0"),
        (5, 0, "皆増"),
        (0, 0, None),
        (0, 5, "△100.0"),
        (Decimal("56.8"), Decimal("57.5"), "△0.7"),
        (Decimal("56.8"), Sign.PENDING, None),
        (Sign.PENDING, Decimal("56.8"), None),
    ],
)
def test_a_change_is_in_per_cent_of_counts_and_in_points_between_rates(now, before, written):
    assert change(now, before) == written


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_rounding_is_never_off_by_more_than_half_a_tenth(part, whole):
    rate = percent((part, whole))
    assert abs(Fraction(rate) - Fraction(part * 100, whole)) <= Fraction(1, 20)
