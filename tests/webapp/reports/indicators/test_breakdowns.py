"""Along what a number may be broken down, and what raises."""

import pytest

from webapp.reports.indicators.breakdowns import WHITELIST, Breakdown, NotAllowed, check


def test_the_whole_is_always_allowed():
    for indicator in WHITELIST:
        check(indicator, Breakdown.TOTAL)


@pytest.mark.parametrize(
    ("indicator", "by"),
    [
        ("I07", Breakdown.COURSE),
        ("I07", Breakdown.OFFERING),
        ("I07", Breakdown.MODE),
        ("I22", Breakdown.MUNICIPALITY),
        ("I04", Breakdown.AREA),
        ("I18", Breakdown.COURSE),
        ("I15", Breakdown.AREA),
        ("I28", Breakdown.MUNICIPALITY),
        ("I12", Breakdown.CHANNEL),
    ],
)
def test_what_would_count_twice_or_tell_who_somebody_is_raises(indicator, by):
    with pytest.raises(NotAllowed, match=indicator):
        check(indicator, by)
