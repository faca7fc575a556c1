"""Charts draw what their table prints, and nothing more: asked of bars, points and words, never of pixels."""

import io
from decimal import Decimal
from itertools import pairwise

import pytest
from matplotlib.text import Text
from PIL import Image

from webapp.region import Words, load_region
from webapp.reports.figures.drawing import drawn, png, svg
from webapp.reports.figures.style import NARROW, SERIES, Style, wrapped
from webapp.reports.figures.tiles import tiles_of
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign

PEOPLE = Words("人", "people")


def both(words):
    return Words(words, words)


def a_table(columns, rows, unit=PEOPLE):
    return Table(
        "t",
        both("表"),
        both("行"),
        tuple(Column(key, both(key), unit) for key in columns),
        tuple(Row(key, both(key), cells) for key, cells in rows),
    )


def a_chart(kind, *series, **roles):
    return Chart(
        "c", kind, "t", series, Words("見つけたこと", "A finding"), both("言葉"), tuple(roles.items())
    )


def words_of(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_visible() and text.get_text()]


def test_a_bar_is_as_long_as_its_number_and_a_hidden_one_is_a_mark_without_a_bar():
    table = a_table(["I04", "I06"], [("初級", (56, 40)), ("中級", (Sign.HIDDEN, Sign.PENDING))])
    figure = drawn(a_chart(ChartKind.GROUPED_BARS, "I04", "I06"), table, Style())
    assert [bar.get_width() for bar in figure.axes[0].patches] == [56, 0, 40, 0]
    assert {"56", "40", "x", "集計中"} <= set(words_of(figure))


def test_the_axis_of_bars_begins_at_nothing_and_says_its_unit():
    axes = drawn(
        a_chart(ChartKind.BARS, "I06"), a_table(["I06"], [("a", (1200,)), ("b", (1300,))]), Style()
    ).axes[0]
    assert axes.get_xlim()[0] == 0
    assert axes.get_xlabel() == "I06（人）"


def test_categories_stay_in_the_order_of_their_codes():
    table = a_table(["I07"], [("D", (12,)), ("E", (56,)), ("S", (Sign.HIDDEN,)), ("不明", (3,))])
    axes = drawn(a_chart(ChartKind.BARS, "I07"), table, Style()).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["D", "E", "S", "不明"]
    assert list(axes.get_yticks()) == sorted(axes.get_yticks(), reverse=True)


def test_a_line_of_nobody_is_left_to_the_table_and_a_hidden_one_is_not():
    table = a_table(["I07"], [("A", (Sign.NIL,)), ("E", (56,)), ("S", (Sign.HIDDEN,))])
    axes = drawn(a_chart(ChartKind.BARS, "I07"), table, Style()).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["E", "S"]


def test_a_total_is_left_to_the_table():
    table = a_table(["I06"], [("a", (5,))])
    with_total = Table(
        "t",
        table.title,
        table.heading,
        table.columns,
        (*table.rows, Row("sum", both("合計"), (5,), is_total=True)),
    )
    assert len(drawn(a_chart(ChartKind.BARS, "I06"), with_total, Style()).axes[0].patches) == 1


def test_the_month_that_is_not_over_is_hatched_and_last_year_is_a_line():
    table = a_table(["now", "before"], [("4月", (10, 8)), ("5月", (4, 9)), ("6月", (Sign.PENDING, 7))])
    chart = a_chart(ChartKind.MONTHLY_BARS, "now", before="before", unfinished="5月")
    axes = drawn(chart, table, Style()).axes[0]
    assert [bool(bar.get_hatch()) for bar in axes.patches[:3]] == [False, True, False]
    assert list(axes.lines[0].get_ydata()) == [8, 9, 7]
    assert "集計中" in words_of(axes.figure)


def test_a_line_over_years_breaks_where_the_way_of_counting_changed():
    rows = [("R4", (180,)), ("R5", (210,)), ("R6", (240,))]
    chart = a_chart(ChartKind.YEARS, "I06", **{"break": "R4"})
    figure = drawn(chart, a_table(["I06"], rows), Style())
    lines = [list(line.get_xdata()) for line in figure.axes[0].lines[:2]]
    assert lines == [[0], [1, 2]]
    assert "集計方法の変更" in words_of(figure)


def test_a_year_without_a_number_is_a_gap_and_not_nothing():
    rows = [("R4", (Sign.UNKNOWN,)), ("R5", (210,)), ("R6", (240,))]
    line = drawn(a_chart(ChartKind.YEARS, "I07"), a_table(["I07"], rows), Style()).axes[0].lines[0]
    assert str(line.get_ydata()[0]) == "nan"


def test_a_rate_stands_beside_its_target_and_its_n():
    table = a_table(
        ["I12", "goal", "n"],
        [("初級", (Decimal("61.2"), Decimal("60.0"), 98)), ("中級", (Sign.HIDDEN, Sign.NIL, 9))],
    )
    figure = drawn(a_chart(ChartKind.DOTS, "I12", target="goal", n="n"), table, Style())
    assert {"初級\nn=98", "中級\nn=9", "61.2", "x", "目標"} <= set(words_of(figure))


def test_five_answers_add_up_to_a_hundred_and_a_line_with_a_hidden_one_has_no_bar():
    answers = ["5", "4", "3", "2", "1"]
    table = a_table(
        [*answers, "n"], [("初級", (40, 35, 15, 8, 2, 100)), ("教員", (9, Sign.HIDDEN, 3, 1, Sign.NIL, 15))]
    )
    axes = drawn(a_chart(ChartKind.STACKED_SHARES, *answers, n="n"), table, Style()).axes[0]
    shares = [bar.get_width() for bar in axes.patches if bar.get_width()]
    assert shares == pytest.approx([40, 35, 15, 8, 2])
    assert "9" not in words_of(axes.figure)


def test_a_gain_is_a_point_in_its_interval():
    table = a_table(
        ["mean", "low", "high", "n"], [("初級", (Decimal("12.3"), Decimal("9.1"), Decimal("15.5"), 77))]
    )
    axes = drawn(a_chart(ChartKind.INTERVALS, "mean", low="low", high="high", n="n"), table, Style()).axes[0]
    assert [list(line.get_xdata()) for line in axes.lines[1:]] == [[9.1, 15.5], [12.3]]


@pytest.mark.parametrize("pack", ["toyama", "mihon"])
def test_every_town_has_a_tile_and_a_hidden_one_is_hatched_never_light(pack):
    region = load_region(pack)
    style = Style(tiles=tiles_of(region))
    assert set(style.tiles) == {town.code5 for town in region.towns}
    assert len({(tile.row, tile.column) for tile in style.tiles.values()}) == len(region.towns)
    first, second, *_others = [town.code5 for town in region.towns]
    table = a_table(["I19"], [(first, (Decimal("6.9"),)), (second, (Sign.HIDDEN,))])
    axes = drawn(a_chart(ChartKind.TILES, "I19"), table, style).axes[0]
    hatched = dict(zip(style.tiles, [bool(tile.get_hatch()) for tile in axes.patches], strict=True))
    assert not hatched[first]
    assert hatched[second]
    # The others have no line of their own: they are among 「その他市町村」.
    assert sum(hatched.values()) == len(region.towns) - 1


def test_the_words_are_in_the_language_of_the_chart():
    table = a_table(["I06"], [("a", (Sign.PENDING,))])
    assert {"A finding", "pending"} <= set(
        words_of(drawn(a_chart(ChartKind.BARS, "I06"), table, Style(language="en")))
    )


def test_the_same_table_gives_the_same_bytes_and_nothing_says_when():
    table, chart = a_table(["I06"], [("a", (5,)), ("b", (Sign.HIDDEN,))]), a_chart(ChartKind.BARS, "I06")
    assert svg(chart, table, Style()) == svg(chart, table, Style())
    assert b"<dc:date>" not in svg(chart, table, Style())


def test_a_chart_for_a_phone_is_narrow():
    table, chart = a_table(["I06"], [("a", (5,))]), a_chart(ChartKind.BARS, "I06")
    wide, narrow = (Image.open(io.BytesIO(png(chart, table, Style(width=width)))) for width in (7.2, NARROW))
    assert (wide.width, narrow.width) == (1440, 740)


def test_the_series_can_be_told_apart_in_grey():
    greys = [int(c[1:3], 16) * 0.299 + int(c[3:5], 16) * 0.587 + int(c[5:7], 16) * 0.114 for c in SERIES]
    assert greys == sorted(greys)
    assert min(after - before for before, after in pairwise(greys)) > 25


@pytest.mark.parametrize(
    "words", ["データサイエンス初級（県・市町村職員） 第3期", "Beginner course for public servants no. 3", ""]
)
def test_wrapping_loses_nothing_but_spaces(words):
    assert wrapped(words, 12).replace("\n", "").replace(" ", "") == words.replace(" ", "")
    assert all(len(line) <= 12 for line in wrapped(words, 12).split("\n"))
