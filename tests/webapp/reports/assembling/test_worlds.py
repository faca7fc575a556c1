"""The demo year is protected and still says something: refusing everything cannot pass."""

from datetime import UTC, datetime

import pytest

from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.region import Words, load_region
from webapp.reports.assembling.tables import Labels, tables_of
from webapp.reports.assembling.worlds import AREA_BY_COURSE, year_world
from webapp.reports.disclosure.attacker import attacks
from webapp.reports.disclosure.editions import protect
from webapp.reports.disclosure.result import Protected
from webapp.reports.disclosure.witnesses import failures, recheck
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.numerals import Sign
from webapp.reports.period import Period
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

NOW = datetime.now(UTC)
LAST_YEAR = FiscalYear.of(japanese_date(NOW)).previous
THRESHOLDS = {"council": 5, "public": 10}
ONE_WAY = {
    f"I07_{axis}" for axis in ("municipality", "area", "industry", "school_type", "age_band", "audience")
}


@pytest.fixture
def reader(demo_session):
    return Reader(demo_session, load_region("toyama"))


@pytest.fixture
def scope():
    return Scope.of(Period.of(LAST_YEAR, NOW), NOW)


@pytest.fixture
def year(reader, scope):
    return year_world(reader, scope, THRESHOLDS)


@pytest.fixture
def results(year):
    return protect(year.world, year.editions, "seed")


@pytest.fixture
def tables(year, results):
    labels = Labels(load_region("toyama"), lambda ja: f"en:{ja}")
    courses = {"beginner": Words("初級", "Beginner")}
    return {
        edition.name: {
            table.key: table for table in tables_of(edition, results[edition.name], labels, courses)
        }
        for edition in year.editions
    }


def test_every_small_count_of_the_demo_year_has_two_witnesses_for_every_reader(year, results):
    assert failures(year.world, year.editions, results) == []
    for result in results.values():
        assert recheck(Protected.from_data(result.as_data())) == []


@pytest.mark.parametrize("edition", THRESHOLDS)
def test_the_demo_year_publishes_every_one_way_table_and_area_by_course(tables, results, edition):
    assert [one.sheet for one in results[edition].refused] == []
    assert set(tables[edition]) == {*ONE_WAY, AREA_BY_COURSE}
    numbers = [
        cell
        for table in tables[edition].values()
        for row in table.rows
        for cell in row.cells
        if isinstance(cell, int)
    ]
    assert len(numbers) > 20


@pytest.mark.parametrize("edition", THRESHOLDS)
def test_no_printed_number_of_people_is_below_the_threshold(tables, edition):
    printed = [cell for table in tables[edition].values() for row in table.rows for cell in row.cells]
    assert [cell for cell in printed if isinstance(cell, int) and 0 < cell < THRESHOLDS[edition]] == []


def test_what_the_council_does_not_see_the_public_does_not_see(results):
    council, public = results["council"], results["public"]
    assert not {key for key in council.hidden if isinstance(public.cells.get(key), int)}


def test_the_attacker_recovers_no_small_count(year, results):
    for result in results.values():
        assert [attack.recovered for attack in attacks(result)] == [()]


def test_a_total_is_the_number_that_the_indicator_gives(reader, scope, tables):
    persons = evaluate("I07", reader, scope)[()].value
    enrolments = evaluate("I06", reader, scope)[()].value
    assert tables["council"]["I07_industry"].cell("total", "I07") == persons
    assert tables["council"][AREA_BY_COURSE].cell("total", "*") == enrolments


def test_towns_with_few_people_stand_together_and_none_of_them_alone(reader, scope, tables):
    towns = evaluate("I07", reader, scope, Breakdown.MUNICIPALITY)
    small = {key[0] for key, value in towns.items() if 0 < value.value < 10}
    assert small
    printed = {row.key for row in tables["public"]["I07_municipality"].rows}
    assert not small & printed
    assert "other_municipality_10" in printed


def test_a_line_has_its_words_in_both_languages(tables):
    rows = {row.key: row.label for row in tables["public"]["I07_industry"].rows}
    assert rows["E"] == Words("製造業", "en:製造業")
    assert rows["total"].ja == "合計"
    for table in tables["public"].values():
        assert all(row.label.ja and row.label.en for row in table.rows)


def test_nobody_is_printed_as_nil_and_never_hidden(tables):
    school_types = tables["council"]["I07_school_type"]
    assert Sign.NIL in [row.cells[0] for row in school_types.rows]
