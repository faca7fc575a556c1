"""Five years side by side: a year not counted here stands as 旧集計 with its source, past a break."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.webapp.reports.indicators.worlds import REGION, World, scope
from webapp.fiscal_year import JAPAN
from webapp.programme.entering import Source, Stated, enter_earlier_total
from webapp.reports.assembling.charts import charts_of
from webapp.reports.assembling.five_years import rows_past_a_break, year_table
from webapp.reports.labels import Labels
from webapp.reports.numerals import Sign
from webapp.reports.queries.reader import Reader

AT = datetime(2027, 4, 10, 12, tzinfo=JAPAN)
LABELS = Labels(REGION, lambda ja: f"en:{ja}")


@pytest.fixture
def world(empty_session):
    """Six people in this year, and nothing counted before it."""
    world = World(empty_session)
    offering = world.offering("2026-05-12")
    for number in range(6):
        world.enrol(f"p{number}", offering)
    world.session.flush()
    return world


def told(world, year, comparable=False, **totals):
    source = Source("事業報告書", date(year + 1, 3, 31), comparable)
    for indicator, value in totals.items():
        enter_earlier_total(world.session, Stated(year, indicator, ""), Decimal(value), source, AT)


def five(world, where=None):
    return year_table(Reader(world.session, REGION), where or scope(), 5, LABELS)


def test_an_earlier_total_stands_in_its_year_with_its_source(world):
    told(world, 2024, I06=40, I07=33)
    table = five(world)
    assert [row.cells[:2] for row in table.rows] == [
        (Sign.UNKNOWN, Sign.UNKNOWN), (Sign.UNKNOWN, Sign.UNKNOWN), (40, 33), (Sign.UNKNOWN, Sign.UNKNOWN), (6, 6),
    ]  # fmt: skip
    assert table.rows[2].label.ja == "令和6年度（旧集計）"
    assert any(
        "令和6年度(2024年度)の実受講者数は旧集計です（出典: 事業報告書" in note.ja for note in table.notes
    )


def test_the_line_breaks_after_what_was_counted_otherwise_and_no_change_is_told_across(world):
    told(world, 2024, I06=400, I07=330)
    told(world, 2025, I06=400, I07=330)
    (chart,) = charts_of((five(world),), is_over=True)
    assert chart.role("break") == "earlier-2025"
    assert chart.title.ja == "年度別の推移"


def test_what_was_counted_alike_has_no_break(world):
    told(world, 2025, comparable=True, I06=40, I07=33)
    table = five(world)
    assert list(rows_past_a_break(table)) == []
    assert table.rows[3].key == "2025"


def test_a_year_counted_here_is_told_as_it_was_counted(world):
    told(world, 2026, I06=999, I07=999)
    assert five(world).rows[-1].cells[:2] == (6, 6)


@pytest.mark.parametrize("where", [scope(until="2026-12-01"), scope(quarter=1)])
def test_a_part_of_a_year_is_not_set_beside_a_whole_one(world, where):
    told(world, 2025, I06=40, I07=33)
    assert five(world, where).rows[3].cells[:2] == (Sign.UNKNOWN, Sign.UNKNOWN)
