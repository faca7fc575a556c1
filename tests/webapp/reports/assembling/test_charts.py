"""A chart's title says what it shows only where its condition holds; a hidden number is drawn and told nowhere."""

import pytest

from webapp.region import Words
from webapp.reports.assembling.charts import charts_of
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign

UNIT = Words("人", "people")


def words(ja):
    return Words(ja, f"en:{ja}")


def table(key, column, cells, title="表の題"):
    rows = tuple(Row(name, words(name), (cell,)) for name, cell in cells.items())
    total = Row("total", words("合計"), (999,), is_total=True)
    return Table(key, words(title), words("行"), (Column(column, words("数"), UNIT),), (*rows, total))


def years(before, now):
    rows = tuple(Row(name, words(name), (cell, cell)) for name, cell in {"2024": before, "2025": now}.items())
    columns = (Column("I06", words("延べ"), UNIT), Column("I07", words("実"), UNIT))
    return Table("years", words("表の題"), words("年度"), columns, rows)


def title(of, is_over=True):
    (chart,) = charts_of((of,), is_over)
    return chart.title.ja


def test_the_course_with_the_most_is_named():
    assert title(table("I06_course", "I06", {"初級": 40, "中級": 20})) == "延べ受講者が最も多いのは初級"


@pytest.mark.parametrize(
    "cells",
    [
        {"初級": 20, "中級": 20},
        {"初級": 9, "中級": 8},
        {"初級": 40, "中級": 20, "研修": Sign.HIDDEN},
        {"初級": 40, "中級": 20, "研修": Sign.PENDING},
    ],
    ids=["the same", "under ten", "one hidden", "one running"],
)
def test_nothing_is_ranked_that_is_the_same_small_or_partly_hidden(cells):
    assert title(table("I06_course", "I06", cells)) == "表の題"


def test_a_month_is_named_only_once_the_year_is_over():
    months = table("I08a_month", "now", {"4月": 10, "5月": 30})
    months = Table(
        months.key,
        months.title,
        months.heading,
        (*months.columns, Column("before", words("前"), UNIT)),
        tuple(Row(row.key, row.label, (*row.cells, 1), is_total=row.is_total) for row in months.rows),
    )
    assert title(months) == "延べ出席者数が最も多いのは5月（30人）"
    assert title(months, is_over=False) == "表の題"


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (100, 110, "実受講者数は前年度より10.0％増えました"),
        (100, 90, "実受講者数は前年度より10.0％減りました"),
        (100, 100, "表の題"),
        (29, 60, "表の題"),
    ],
)
def test_a_rise_is_said_only_of_enough_people(before, now, said):
    assert title(years(before, now)) == said


def test_no_rise_is_said_of_an_unfinished_year():
    assert title(years(100, 110), is_over=False) == "表の題"


def test_a_table_that_is_mostly_hidden_bears_no_chart():
    hidden = table("I07_industry", "I07", {"A": Sign.HIDDEN, "B": Sign.HIDDEN, "C": 12, "D": Sign.NIL})
    assert charts_of((hidden,), is_over=True) == ()


def test_the_words_for_a_chart_tell_a_hidden_number_as_its_mark():
    (chart,) = charts_of((table("I07_industry", "I07", {"A": Sign.HIDDEN, "B": 20, "C": 12}),), is_over=True)
    assert "A 数 x" in chart.alt.ja


def test_a_picture_of_how_lines_were_merged_is_none():
    """Found in the public edition: the merged line was two thirds of all, and no finding could be seen."""
    merged = {"E": 20, "O": 30, "other_industry_10_abc": 60}
    assert charts_of((table("I07_industry", "I07", merged),), is_over=True) == ()
    assert charts_of((table("I07_industry", "I07", merged | {"other_industry_10_abc": 50}),), is_over=True)
