"""Targets beside what was reached, and earlier totals that are shown and never counted, on either database."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.webapp.reports.indicators.worlds import REGION, World, scope
from webapp.fiscal_year import JAPAN, FiscalYear
from webapp.programme.entering import Source, Stated, enter_earlier_total, set_target, settle
from webapp.programme.models import Programme
from webapp.reports.assembling.summary import summary_table
from webapp.reports.indicators.values import Count, Rate
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign
from webapp.reports.official.reaching import achieved
from webapp.reports.official.tables import targets_table
from webapp.reports.queries.reader import Reader

AT = datetime(2027, 4, 10, 12, tzinfo=JAPAN)
LABELS = Labels(REGION, lambda ja: f"en:{ja}")


@pytest.fixture
def world(empty_session):
    """Six people in a course of ten places."""
    world = World(empty_session)
    offering = world.offering("2026-05-12")
    for name in ("ann", "ben", "cho", "dan", "eve", "fay"):
        world.enrol(name, offering)
    world.session.flush()
    return world


@pytest.fixture
def target(world):
    return lambda indicator, value, row="": set_target(
        world.session, Stated(2026, indicator, row), Decimal(value), AT
    )


@pytest.fixture
def earlier(world):
    def enter(indicator, value, comparable=False):
        source = Source("令和7年度 事業報告書", date(2026, 3, 31), comparable)
        enter_earlier_total(world.session, Stated(2025, indicator, ""), Decimal(value), source, AT)

    return enter


def main(world, where=None, threshold=5):
    return summary_table(Reader(world.session, REGION), where or scope(), threshold, LABELS)


def test_a_target_stands_beside_what_was_reached_of_it(world, target):
    target("I06", 8)
    target("I09", "80")
    target("I13", "5")
    table = targets_table(Reader(world.session, REGION), scope(), 5, LABELS)
    assert {row.key: row.cells for row in table.rows} == {
        "I06": (8, 6, Decimal("75.0")),
        "I09": (Decimal("80.0"), Decimal("60.0"), Decimal("75.0")),
        # Six people are too few for an outcome, and a share of what should be little says nothing.
        "I13": (Decimal("5.0"), Sign.HIDDEN, Sign.NIL),
    }


def test_by_row_of_the_road_map_and_all_are_hidden_where_one_has_too_few(world, target):
    target("I06", 8, "beginner")

    def cells():
        return targets_table(Reader(world.session, REGION), scope(), 5, LABELS).rows[0].cells

    assert cells() == (8, 6, Decimal("75.0"))
    world.enrol("gus", world.offering("2026-06-01", course="intermediate"))
    world.session.flush()
    assert cells() == (8, Sign.HIDDEN, Sign.HIDDEN)


def test_a_target_of_nothing_has_no_share_and_nothing_reached_is_none_of_it():
    assert achieved("I06", Count(3, 3), 3, Decimal(0)) is Sign.NIL
    assert achieved("I06", Count(0, 0), Sign.NIL, Decimal(10)) == Decimal("0.0")
    assert achieved("I12", Rate(Count(0, 0), Count(0, 0)), Sign.NIL, Decimal(10)) is Sign.NIL
    assert achieved("I12", Sign.PENDING, Sign.PENDING, Decimal(10)) is Sign.PENDING
    assert achieved("I06", Count(3, 3), Sign.HIDDEN, Decimal(10)) is Sign.HIDDEN


def test_the_main_figures_have_targets_where_there_are_any(world, target):
    assert [column.key for column in main(world).columns] == ["actual", "before", "change"]
    target("I06", 12)
    table = main(world)
    assert (table.cell("I06", "target"), table.cell("I06", "achieved")) == (12, Decimal("50.0"))
    assert table.cell("I07", "target") is Sign.NIL


def test_an_earlier_total_is_shown_with_its_source_and_nothing_is_compared_with_it(world, earlier):
    earlier("I06", 3)
    table = main(world)
    assert (table.cell("I06", "actual"), table.cell("I06", "before")) == (6, 3)
    assert table.cell("I06", "change") is Sign.NIL
    assert any("延べ受講者数は旧集計です（出典: 令和7年度 事業報告書" in note.ja for note in table.notes)


def test_where_it_was_counted_as_it_is_now_the_change_is_told(world, earlier):
    earlier("I06", 3, comparable=True)
    earlier("I09", "50", comparable=True)
    table = main(world)
    assert (table.cell("I06", "change"), table.cell("I09", "change")) == (Decimal("100.0"), Decimal("10.0"))


def test_a_part_of_a_year_is_never_set_beside_an_earlier_total(world, earlier):
    earlier("I06", 3, comparable=True)
    table = main(world, scope(until="2026-12-31"))
    assert (table.cell("I06", "before"), table.cell("I06", "change")) == (Sign.NIL, Sign.NIL)


def test_an_earlier_total_of_a_year_that_was_counted_here_changes_nothing(world, earlier):
    earlier("I06", 300, comparable=True)
    last_year = world.offering("2025-06-01", year=2025)
    for name in ("ann", "ben", "cho", "dan", "eve"):
        world.enrol(name, last_year, enrolled="2025-05-01")
    world.session.flush()
    table = main(world)
    assert (table.cell("I06", "before"), table.cell("I06", "change")) == (5, Decimal("20.0"))


def test_the_cost_is_that_of_the_whole_programme_and_a_budget_is_never_set_against_what_was_settled(world):
    last_year = world.offering("2025-06-01", year=2025)
    for name in ("ann", "ben", "cho", "dan", "eve"):
        world.enrol(name, last_year, enrolled="2025-05-01")
    world.session.add(
        Programme(
            fiscal_year=2025, name_ja="事業", name_en="Programme", budget_yen=900_000, settled_yen=750_000
        )
    )
    world.session.flush()
    table = main(world)
    # 1,000,000 of six people, beside 750,000 of five.
    assert (table.cell("I18", "actual"), table.cell("I18", "before")) == (166_667, 150_000)
    assert table.cell("I18", "change") is Sign.NIL
    assert any(note.ja == "受講者1人当たりの経費は予算額によります。" for note in table.notes)
    settle(world.session, FiscalYear(2026), 990_000)
    table = main(world)
    assert (table.cell("I18", "actual"), table.cell("I18", "change")) == (165_000, Decimal("10.0"))
    assert main(world, replace(scope(), hosts=frozenset({world.host.id}))).cell("I18", "actual") is Sign.NIL


def test_the_cost_of_too_few_people_is_not_told(world):
    assert main(world, threshold=7).cell("I18", "actual") is Sign.HIDDEN
