"""A period ends now while its year runs, with 31 March once it is over, and is compared with the same days."""

from datetime import date

import pytest

from webapp.fiscal_year import FiscalYear
from webapp.reports.period import Period


def test_a_running_year_counts_up_to_now(at):
    period = Period.of(FiscalYear(2026), at("2026-11-23T12:00"))
    assert not period.is_over
    assert period.day == date(2026, 11, 23)


def test_a_year_that_is_over_is_as_of_31_march(at):
    period = Period.of(FiscalYear(2025), at("2026-11-23"))
    assert period.is_over
    assert period.day == date(2026, 3, 31)


@pytest.mark.parametrize(("moment", "over"), [("2027-03-31T23:59", False), ("2027-04-01T00:00", True)])
def test_a_year_is_over_at_midnight_in_japan(at, moment, over):
    assert Period.of(FiscalYear(2026), at(moment)).is_over is over


def test_a_part_of_a_year_stands_beside_the_same_part_of_the_last(at):
    before = Period.of(FiscalYear(2026), at("2026-11-23T12:00")).previous
    assert before == Period(FiscalYear(2025), at("2025-11-23T12:00"))


def test_a_whole_year_stands_beside_a_whole_year(at):
    assert Period.of(FiscalYear(2025), at("2026-11-23")).previous.is_over


def test_29_february_stands_beside_the_28th(at):
    before = Period.of(FiscalYear(2027), at("2028-02-29T09:00")).previous
    assert before.until == at("2027-02-28T09:00")


def test_what_happens_at_the_end_itself_is_outside(at):
    period = Period(FiscalYear(2026), at("2026-11-23"))
    assert period.holds(at("2026-11-22T23:59"))
    assert not period.holds(at("2026-11-23"))
    assert not period.holds(None)


def test_up_to_midnight_is_as_of_the_day_before(at):
    """Found by reading a draft of 30 September that said 1 October."""
    assert Period(FiscalYear(2026), at("2026-10-01T00:00")).day == date(2026, 9, 30)
    assert Period(FiscalYear(2026), at("2026-10-01T00:01")).day == date(2026, 10, 1)
