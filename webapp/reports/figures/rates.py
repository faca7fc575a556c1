"""率の図: dots with their target, five-point answers to a hundred, means with their interval; each says its n."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from webapp.region import Words
from webapp.reports.figures.bars import column_of, lines_of, unit_of
from webapp.reports.figures.style import (
    BLUE,
    INK,
    LINE,
    OCHRE,
    QUIET,
    Style,
    amount,
    canvas,
    is_number,
    wrapped,
)
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign

FIVE_POINTS = (BLUE, "#7fa3c9", "#e3e7ec", "#d9b873", "#8a5a0f")
TARGET, SHARE = Words("目標", "target"), Words("割合（％）", "share (%)")
WRITTEN_FROM = 8  # per cent: in a narrower piece a number does not fit


def dots(chart: Chart, table: Table, style: Style) -> Figure:
    """A dot per line on a scale from 0, the target as a stroke beside it."""
    rows, column = lines_of(table), column_of(table, chart.series[0])
    figure, axes = canvas(style, 1.1 + 0.4 * len(rows))
    for place, row in enumerate(rows):
        cell = table.cell(row.key, column.key)
        axes.axhline(-place, color=LINE, linewidth=0.6)
        if is_number(cell):
            axes.plot([amount(cell)], [-place], "o", color=BLUE, markersize=7)
        target = chart.role("target")
        at = amount(table.cell(row.key, target)) if target else 0.0
        if at:
            axes.plot([at, at], [-place - 0.3, -place + 0.3], color=OCHRE, linewidth=2.5)
        # On the side away from the target's stroke.
        short = is_number(cell) and amount(cell) < at
        axes.annotate(
            style.cell(cell), (amount(cell), -place), (-8 if short else 8, 0), textcoords="offset points",
            ha="right" if short else "left", va="center", color=INK,
        )  # fmt: skip
    _lines_with_n(axes, rows, chart, table, style)
    axes.set_xlim(0, max(105.0, *(amount(table.cell(row.key, column.key)) * 1.12 for row in rows)))
    axes.set_xlabel(unit_of(column, style), color=QUIET)
    if chart.role("target"):
        axes.plot([], [], color=OCHRE, linewidth=2.5, label=style.words(TARGET))
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), frameon=False, borderaxespad=0.2)
    return figure


def stacked_shares(chart: Chart, table: Table, style: Style) -> Figure:
    """Five answers from the best to the worst, to 100 per cent; a line with a hidden answer has no bar."""
    rows = lines_of(table)
    figure, axes = canvas(style, 1.5 + 0.42 * len(rows))
    for place, row in enumerate(rows):
        cells = [table.cell(row.key, key) for key in chart.series]
        whole = sum(amount(cell) for cell in cells)
        marks: list[Cell] = [cell for cell in cells if isinstance(cell, Sign) and cell is not Sign.NIL]
        if marks or not whole:
            axes.annotate(style.cell(marks[0] if marks else Sign.NIL), (1, -place), va="center", color=INK)
            continue
        left = 0.0
        for at, cell in enumerate(cells):
            share = amount(cell) * 100 / whole
            axes.barh(
                [-place], [share], 0.62, left=left, color=FIVE_POINTS[at], edgecolor="white", linewidth=0.8
            )
            if share >= WRITTEN_FROM:
                ink = "white" if at in (0, 4) else INK
                axes.annotate(f"{share:.0f}", (left + share / 2, -place), ha="center", va="center", color=ink)
            left += share
    _lines_with_n(axes, rows, chart, table, style)
    axes.legend(
        [Rectangle((0, 0), 1, 1, facecolor=colour) for colour in FIVE_POINTS],
        [style.words(column_of(table, key).label) for key in chart.series],
        loc="lower left", bbox_to_anchor=(-0.1, 1.0), ncols=2 if style.is_narrow else 5, frameon=False,
        handlelength=1.0, columnspacing=1.0, borderaxespad=0.2,
    )  # fmt: skip
    axes.set_xlim(0, 100)
    axes.set_xlabel(style.words(SHARE), color=QUIET)
    return figure


def intervals(chart: Chart, table: Table, style: Style) -> Figure:
    """A mean with its 95 per cent interval per line, and where there is no difference."""
    rows, column = lines_of(table), column_of(table, chart.series[0])
    low, high = chart.role("low") or "", chart.role("high") or ""
    figure, axes = canvas(style, 1.1 + 0.4 * len(rows))
    axes.axvline(0, color=QUIET, linewidth=1)
    for place, row in enumerate(rows):
        cells = [table.cell(row.key, key) for key in (column.key, low, high)]
        if all(is_number(cell) for cell in cells):
            middle, least, most = (amount(cell) for cell in cells)
            axes.plot([least, most], [-place, -place], color=BLUE, linewidth=2.5, solid_capstyle="butt")
            axes.plot([middle], [-place], "o", color=BLUE, markersize=7)
        axes.annotate(
            style.cell(cells[0]),
            (amount(cells[0]), -place),
            (0, 7),
            textcoords="offset points",
            ha="center",
            color=INK,
        )
    _lines_with_n(axes, rows, chart, table, style)
    axes.margins(x=0.15)
    axes.set_xlabel(unit_of(column, style), color=QUIET)
    return figure


def _lines_with_n(axes: Axes, rows: list[Row], chart: Chart, table: Table, style: Style) -> None:
    n = chart.role("n")
    names = []
    for row in rows:
        name = wrapped(style.words(row.label), 14 if style.is_narrow else 26)
        has_n = n is not None and is_number(table.cell(row.key, n))
        names.append(f"{name}\nn={style.cell(table.cell(row.key, n))}" if n and has_n else name)
    axes.set_yticks([-float(place) for place in range(len(rows))], names)
    axes.set_ylim(-len(rows) + 0.4, 0.6)
