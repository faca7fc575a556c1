"""図のシート: charts that the spreadsheet program draws itself from the printed cells of 様式."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_range_abs

from webapp.reports.faces.contents import chips_of
from webapp.reports.faces.form_sheet import Placed
from webapp.reports.faces.words import told, with_unit
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.numerals import Sign

# Blue, ochre, teal, grey: each lighter in grey print than the one before.
COLOURS = ("#1d4e89", "#b07a1e", "#7dbfb3", "#cfd6dd")
FIVE_POINTS = ("#1d4e89", "#7fa3c9", "#e3e7ec", "#d9b873", "#8a5a0f")
_TYPES: Mapping[ChartKind, dict[str, str]] = {
    ChartKind.GROUPED_BARS: {"type": "bar"},
    ChartKind.BARS: {"type": "bar"},
    ChartKind.TILES: {
        "type": "bar"
    },  # no spreadsheet draws tiles: the same numbers as bars, in the order of codes
    ChartKind.DOTS: {"type": "bar"},
    ChartKind.STACKED_SHARES: {"type": "bar", "subtype": "percent_stacked"},
    ChartKind.MONTHLY_BARS: {"type": "column"},
    ChartKind.YEARS: {"type": "line"},
    ChartKind.INTERVALS: {"type": "line"},
}
_EXTRA = {ChartKind.DOTS: ("target",), ChartKind.INTERVALS: ("low", "high")}
WIDTH, HEIGHT, ROWS_EACH = 620, 400, 21


def draw_charts(
    book: Any, name: str, report: ParticipationReport, places: Mapping[str, Placed], language: str
) -> None:
    """A sheet with every chart, two beside each other."""
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_header(f"&L&8{'  '.join(chips_of(report, language))}")
    page.set_footer("&R&8&P / &N")
    charts = [chart for section in report.sections for chart in section.charts]
    for at, chart in enumerate(charts):
        drawn = _chart(book, chart, places[chart.table], language)
        alt = f"{told(chart.title, language)} {told(chart.alt, language)}"
        page.insert_chart(at // 2 * ROWS_EACH, at % 2 * 10, drawn, {"description": alt})


def _chart(book: Any, chart: Chart, placed: Placed, language: str) -> Any:
    drawn = book.add_chart(_TYPES[chart.kind])
    extra = [chart.role(role) for role in _EXTRA.get(chart.kind, ())]
    colours = FIVE_POINTS if chart.kind is ChartKind.STACKED_SHARES else COLOURS
    for at, key in enumerate([*chart.series, *(key for key in extra if key)]):
        drawn.add_series(_series(placed, key, colours[at % len(colours)], chart.kind, language))
    before = chart.role("before")
    if before:
        line = book.add_chart({"type": "line"})
        line.add_series(_series(placed, before, "#55616d", ChartKind.YEARS, language))
        drawn.combine(line)
    _dress(drawn, chart, placed, language)
    return drawn


def _dress(drawn: Any, chart: Chart, placed: Placed, language: str) -> None:
    is_lying = _TYPES[chart.kind]["type"] == "bar"
    title = {"name": told(chart.title, language), "name_font": {"size": 12, "bold": False}, "overlay": False}
    column = next(column for column in placed.table.columns if column.key == chart.series[0])
    drawn.set_title(title)
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    drawn.set_legend({"none": True} if len(chart.series) == 1 and not chart.roles else {"position": "top"})
    named = with_unit(column.label, column.unit, language)
    # Several series share the unit, not the name.
    amounts: dict[str, Any] = {"name": told(column.unit, language) if len(chart.series) > 1 else named, "major_gridlines": {"visible": True, "line": {"color": "#d9e0e8"}}}  # fmt: skip
    if chart.kind is not ChartKind.INTERVALS:
        amounts["min"] = 0
    names = {"name": told(placed.table.heading, language)}
    if is_lying:
        # A lying bar chart counts its lines from below: turned, so that the first of the table is on top.
        drawn.set_y_axis({"reverse": True, "crossing": "max", "num_font": {"size": 9}})
        drawn.set_x_axis(amounts)
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(amounts)
    if chart.kind is ChartKind.INTERVALS:
        drawn.set_high_low_lines()


def _series(placed: Placed, key: str, colour: str, kind: ChartKind, language: str) -> dict[str, Any]:
    table = placed.table
    at = next(at for at, column in enumerate(table.columns) if column.key == key)
    rows = [number for number, row in enumerate(table.rows) if not row.is_total]
    cells = [table.rows[number].cells[at] for number in rows]
    series = {
        "name": told(table.columns[at].label, language),
        "categories": _ranges(placed, rows, 0),
        "categories_data": [told(table.rows[number].label, language) for number in rows],
        "values": _ranges(placed, rows, at + 1),
        # The cache is ours: a mark has no point there, where it would else stand as a nought.
        "values_data": [None if isinstance(cell, Sign) else float(cell) for cell in cells],
    }
    if kind in (ChartKind.YEARS, ChartKind.INTERVALS):
        hidden = {"none": True} if kind is ChartKind.INTERVALS else {"color": colour, "width": 1.75}
        marker = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        return {**series, "line": hidden, "marker": marker}
    return {**series, "fill": {"color": colour}, "border": {"none": True}, "gap": 60}


def _ranges(placed: Placed, rows: list[int], column: int) -> str:
    """Where the cells stand, in as many pieces as totals between them make."""
    pieces = []
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [placed.first_row + number for _, number in run]
        pieces.append(f"'{placed.sheet}'!{xl_range_abs(numbers[0], column, numbers[-1], column)}")
    return f"={pieces[0]}" if len(pieces) == 1 else f"=({','.join(pieces)})"
