"""年度 turns over at midnight in Japan, between 31 March and 1 April."""

from datetime import UTC, date, datetime

import pytest

from webapp.fiscal_year import FiscalYear, in_japan, japanese_date, wareki_year


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), 2025),
        (datetime(2026, 3, 31, 15, 0, tzinfo=UTC), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_the_year_turns_over_on_1_april_in_japan(when, year):
    assert FiscalYear.of(when) == FiscalYear(year)
    assert when in FiscalYear(year)


def test_a_year_runs_from_1_april_to_31_march():
    year = FiscalYear(2026)
    assert (year.start, year.end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert year.starts_at == datetime(2026, 3, 31, 15, tzinfo=UTC)
    assert year.ends_before == datetime(2027, 3, 31, 15, tzinfo=UTC)
    assert year.previous == FiscalYear(2025)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 4, 1), 1),
        (date(2026, 6, 30), 1),
        (date(2026, 7, 1), 2),
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 4),
        (date(2027, 3, 31), 4),
    ],
)
def test_quarters_begin_in_april(day, quarter):
    assert FiscalYear(2026).quarter(day) == quarter


def test_a_day_of_another_year_has_no_quarter_in_this_one():
    with pytest.raises(ValueError, match="FY2026"):
        FiscalYear(2026).quarter(date(2027, 4, 1))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2019, 4, 30), "平成31年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2020, 1, 1), "令和2年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1989, 1, 8), "平成元年"),
    ],
)
def test_eras_change_on_their_day(day, label):
    assert wareki_year(day) == label


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2018, "平成30年度(2018年度)"),
        (2019, "令和元年度(2019年度)"),
        (2022, "令和4年度(2022年度)"),
    ],
)
def test_a_fiscal_year_is_named_as_offices_name_it(year, label):
    assert FiscalYear(year).label_ja == label
    assert FiscalYear(year).label_en == f"FY{year}"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        in_japan(datetime(2026, 4, 1))


def test_days_are_japans():
    assert japanese_date(datetime(2026, 3, 31, 20, tzinfo=UTC)) == date(2026, 4, 1)
