"""The demo years, counted twice: by the indicators in SQL, and by pandas over whole tables."""

from datetime import UTC, datetime

import pytest

from tests.webapp.reports.indicators.by_pandas import Tables, numbers
from webapp.fiscal_year import JAPAN, FiscalYear, japanese_date
from webapp.region import load_region
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Count, Rate
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

NOW = datetime.now(UTC)
THIS_YEAR = FiscalYear.of(japanese_date(NOW)).year
ASKED = (
    "I01",
    "I02",
    "I03",
    "I04",
    "I05",
    "I06",
    "I07",
    "I08a",
    "I09",
    "I10",
    "I11",
    "I12",
    "I13",
    "I28",
    "I29",
)


@pytest.fixture
def reader(demo_session):
    return Reader(demo_session, load_region("toyama"))


@pytest.fixture
def tables(demo_session):
    return Tables(demo_session.connection().connection.driver_connection)


def scope_of(year, until=NOW):
    return Scope.of(Period.of(FiscalYear(year), until), NOW)


def plain(value):
    if isinstance(value, Rate):
        return value.numerator.value, value.denominator.value
    return value.value if isinstance(value, Count) else value


@pytest.mark.parametrize("year", range(THIS_YEAR - 4, THIS_YEAR + 1))
def test_both_count_the_same_of_a_year(reader, tables, year):
    scope = scope_of(year)
    expected, _year, _came = numbers(tables, year, scope.period.until, NOW)
    found = {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in ASKED}
    assert found == {id: expected[id] for id in ASKED}
    assert found["I06"] > 0


@pytest.mark.parametrize("month", [6, 9, 12])
def test_both_count_the_same_in_the_middle_of_a_year(reader, tables, month):
    scope = scope_of(THIS_YEAR - 1, datetime(THIS_YEAR - 1, month, 30, 12, tzinfo=JAPAN))
    expected, _year, _came = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    running = ("I11", "I12", "I13")
    asked = [id for id in ASKED if id not in running]
    assert {id: plain(evaluate(id, reader, scope)[WHOLE]) for id in asked} == {
        id: expected[id] for id in asked
    }


@pytest.mark.parametrize("year", [THIS_YEAR - 1, THIS_YEAR])
def test_both_find_the_same_first_timers(reader, tables, year):
    scope = scope_of(year)
    expected, _year, _came = numbers(tables, year, scope.period.until, NOW)
    assert plain(evaluate("I20", reader, scope)[WHOLE]) == expected["I20"]


@pytest.mark.parametrize(
    ("by", "column"),
    [(Breakdown.INDUSTRY, "industry"), (Breakdown.AGE_BAND, "age_band"), (Breakdown.AUDIENCE, "audience_y")],
)
def test_persons_along_an_attribute_are_the_same_and_add_up(reader, tables, by, column):
    scope = scope_of(THIS_YEAR - 1)
    expected, year, _came = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    found = {key[0]: value.value for key, value in evaluate("I07", reader, scope, by).items()}
    assert found == year[column].fillna("unknown").value_counts().to_dict()
    assert sum(found.values()) == expected["I07"]


def test_attendances_by_month_add_up_to_the_year(reader, tables):
    scope = scope_of(THIS_YEAR - 1)
    expected, _year, came = numbers(tables, THIS_YEAR - 1, scope.period.until, NOW)
    found = {key[0]: value.value for key, value in evaluate("I08a", reader, scope, Breakdown.MONTH).items()}
    by_month = came.starts_at.dt.tz_convert("Asia/Tokyo").dt.strftime("%Y-%m").value_counts().to_dict()
    assert {key: number for key, number in found.items() if number} == by_month
    assert sum(found.values()) == expected["I08a"]
