"""年度の図: lines over fiscal years, each named at its end; where the way of counting changed, the line breaks."""

import math
from itertools import pairwise

from matplotlib.figure import Figure

from webapp.region import Words
from webapp.reports.figures.bars import bare_unit, column_of, lines_of
from webapp.reports.figures.style import INK, LINE, QUIET, SERIES, Style, amount, canvas, is_number, wrapped
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.table import Table

BREAK = Words("集計方法の変更", "counted differently before")
MARKERS = ("o", "s", "^", "D")


def years(chart: Chart, table: Table, style: Style) -> Figure:
    """Two series at most; never stacked, and never a line over a break of definition."""
    rows = lines_of(table)
    figure, axes = canvas(style, 2.9)
    breaks = [place for place, row in enumerate(rows) if row.key == chart.role("break")]
    for at, key in enumerate(chart.series):
        column = column_of(table, key)
        cells = [table.cell(row.key, key) for row in rows]
        known = [amount(cell) if is_number(cell) else math.nan for cell in cells]
        for part in _parts(len(rows), breaks):
            axes.plot(
                list(part), [known[place] for place in part], color=SERIES[at], marker=MARKERS[at], markersize=5,
                linewidth=1.8, linestyle="-" if at == 0 else "--",
            )  # fmt: skip
        for place, cell in enumerate(cells):
            is_drawn = not math.isnan(known[place])
            axes.annotate(
                style.cell(cell), (place, known[place] if is_drawn else 0),
                (0, -13 if is_drawn and at else 6), textcoords="offset points", ha="center", color=INK,
            )  # fmt: skip
        drawn = [place for place, number in enumerate(known) if not math.isnan(number)]
        if drawn:
            axes.annotate(
                style.words(column.label), (drawn[-1], known[drawn[-1]]), (10, 0), textcoords="offset points",
                va="center", color=SERIES[at], annotation_clip=False,
            )  # fmt: skip
    for place in breaks:
        axes.axvline(place + 0.5, color=QUIET, linestyle=":", linewidth=1)
        axes.annotate(
            style.words(BREAK),
            (place + 0.5, 0.0),
            (4, 14),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            color=QUIET,
        )
    names = [wrapped(style.words(row.label), 6 if style.is_narrow else 20) for row in rows]
    axes.set_xticks(range(len(rows)), names)
    axes.set_ylim(bottom=0)
    axes.margins(x=0.08, y=0.15)
    axes.set_xlim(-0.4, len(rows) - 1 + (1.1 if not style.is_narrow else 1.6))
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    # Enrolments and persons share the axis, each in its own unit.
    units = dict.fromkeys(bare_unit(column_of(table, key), style).strip() for key in chart.series)
    axes.set_ylabel("".join(units), color=QUIET)
    return figure


def _parts(length: int, breaks: list[int]) -> list[range]:
    edges = [0, *[place + 1 for place in breaks], length]
    return [range(first, last) for first, last in pairwise(edges)]
