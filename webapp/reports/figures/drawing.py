"""図を描く: a chart's order becomes bytes, the same bytes for the same table."""

import io
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from webapp.reports.figures.bars import bars, grouped_bars, monthly_bars
from webapp.reports.figures.rates import dots, intervals, stacked_shares
from webapp.reports.figures.style import Style, finish
from webapp.reports.figures.tiles import tiles
from webapp.reports.figures.years import years
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.table import Table

_DRAWERS: Mapping[ChartKind, Callable[[Chart, Table, Style], Figure]] = {
    ChartKind.GROUPED_BARS: grouped_bars,
    ChartKind.MONTHLY_BARS: monthly_bars,
    ChartKind.YEARS: years,
    ChartKind.DOTS: dots,
    ChartKind.STACKED_SHARES: stacked_shares,
    ChartKind.INTERVALS: intervals,
    ChartKind.TILES: tiles,
    ChartKind.BARS: bars,
}
# Without a salt of ours the marks inside an SVG would have other names each time.
_SAME_BYTES: Any = {"svg.hashsalt": "tateyama", "svg.fonttype": "path", "hatch.linewidth": 0.6}
# matplotlib's settings are the process's: one chart at a time, and threads gain nothing anyway.
_ONE_AT_A_TIME = Lock()


def drawn(chart: Chart, table: Table, style: Style) -> Figure:
    """The figure itself, for whoever wants to look at its bars and words."""
    return finish(_DRAWERS[chart.kind](chart, table, style), chart.title, style)


def svg(chart: Chart, table: Table, style: Style) -> bytes:
    """As SVG, its letters as shapes, so that it looks the same wherever it is opened."""
    return _written(chart, table, style, "svg")


def png(chart: Chart, table: Table, style: Style) -> bytes:
    """As PNG of 200 dots per inch."""
    return _written(chart, table, style, "png")


def pictures(report: ParticipationReport, style: Style) -> dict[str, bytes]:
    """Every chart of a report as SVG, by its key."""
    return {
        chart.key: svg(chart, report.table(chart.table), style)
        for section in report.sections
        for chart in section.charts
    }


def _written(chart: Chart, table: Table, style: Style, form: str) -> bytes:
    written = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context(_SAME_BYTES):
        figure = drawn(chart, table, style)
        FigureCanvasAgg(figure)
        # No date and no version: the same report has the same bytes next year.
        nothing = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(written, format=form, dpi=200, metadata=nothing)
    return written.getvalue()
