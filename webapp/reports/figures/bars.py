"""棒の図: groups per course, months beside last year's, categories in the order of their codes."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from webapp.reports.figures.style import (
    BLUE,
    HATCHED,
    INK,
    LINE,
    QUIET,
    SERIES,
    Style,
    amount,
    canvas,
    is_number,
    wrapped,
)
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Cell, Sign


def grouped_bars(chart: Chart, table: Table, style: Style) -> Figure:
    """申込→受講→修了: for each line a bar per series, the first on top."""
    rows, columns = lines_of(table), [column_of(table, key) for key in chart.series]
    figure, axes = canvas(style, 1.3 + 0.27 * len(rows) * len(columns))
    step = 0.8 / len(columns)
    for at, column in enumerate(columns):
        heights = [-(place - 0.4 + step * (at + 0.5)) for place in range(1, len(rows) + 1)]
        cells = [table.cell(row.key, column.key) for row in rows]
        axes.barh(
            heights,
            [amount(cell) for cell in cells],
            step * 0.86,
            color=SERIES[at],
            label=style.words(column.label),
        )
        _write_beside(axes, heights, cells, style)
    _names(axes, rows, [-float(place) for place in range(1, len(rows) + 1)], style)
    _from_zero(axes, bare_unit(columns[0], style), style)
    legend(axes, style, len(columns))
    return figure


def bars(chart: Chart, table: Table, style: Style) -> Figure:
    """A bar per category in the table's own order: sorted by size, the hidden ones would be ranked."""
    column = column_of(table, chart.series[0])
    # A line of nobody (－) is told by the table; here it would only make the others thin.
    rows = [row for row in lines_of(table) if table.cell(row.key, column.key) is not Sign.NIL]
    figure, axes = canvas(style, 1.0 + len(rows) * max(0.27, 0.15 * _lines_of_names(rows, style)))
    places = [-float(place) for place in range(len(rows))]
    cells = [table.cell(row.key, column.key) for row in rows]
    axes.barh(places, [amount(cell) for cell in cells], 0.66, color=BLUE)
    _write_beside(axes, places, cells, style)
    _names(axes, rows, places, style)
    _from_zero(axes, unit_of(column, style), style)
    return figure


def monthly_bars(chart: Chart, table: Table, style: Style) -> Figure:
    """A bar per month, last year as a grey line; the month that is not over yet is hatched."""
    rows, column = lines_of(table), column_of(table, chart.series[0])
    figure, axes = canvas(style, 2.9)
    places = list(range(len(rows)))
    unfinished = chart.role("unfinished")
    for place, row in zip(places, rows, strict=True):
        cell = table.cell(row.key, column.key)
        looks = HATCHED if row.key == unfinished else {"color": BLUE}
        axes.bar([place], [amount(cell)], 0.66, **looks)
        if row.key == unfinished or not is_number(cell):
            upright = style.is_narrow and not is_number(cell)
            axes.annotate(
                style.cell(cell), (place, amount(cell)), (0, 2), textcoords="offset points", ha="center", va="bottom",
                rotation=90 if upright else 0, color=INK,
            )  # fmt: skip
    before = chart.role("before")
    if before:
        past = column_of(table, before)
        _line(axes, places, [table.cell(row.key, past.key) for row in rows], style.words(past.label))
        axes.bar([0], [0], color=BLUE, label=style.words(column.label))
        legend(axes, style, 2)
    every = 2 if style.is_narrow else 1
    names = [style.words(row.label) for row in rows]
    if style.language != "ja":
        names = [name[:3] for name in names]  # Apr, Jun: whole names run into each other
    axes.set_xticks(places[::every], names[::every])
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_ylabel(bare_unit(column, style), color=QUIET)
    return figure


def lines_of(table: Table) -> list[Row]:
    """The rows that are drawn: totals stand in the table alone."""
    return [row for row in table.rows if not row.is_total]


def column_of(table: Table, key: str) -> Column:
    """A column by its key; KeyError where there is none."""
    return {column.key: column for column in table.columns}[key]


def unit_of(column: Column, style: Style) -> str:
    """実受講者数（人）: what an axis counts, and in what."""
    return f"{style.words(column.label)}{bare_unit(column, style)}"


def bare_unit(column: Column, style: Style) -> str:
    """（人）: the unit alone, where several series share an axis."""
    unit = style.words(column.unit)
    return f"（{unit}）" if style.language == "ja" else f" ({unit})"


def legend(axes: Axes, style: Style, across: int) -> None:
    """The names of the series above the axes; on a phone one below the other."""
    axes.legend(
        loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=1 if style.is_narrow else across, frameon=False,
        borderaxespad=0.2,
    )  # fmt: skip


def _line(axes: Axes, places: list[int], cells: list[Cell], label: str) -> None:
    known = [
        float("nan") if isinstance(cell, Sign) and cell is not Sign.NIL else amount(cell) for cell in cells
    ]
    axes.plot(places, known, color=QUIET, marker="o", markersize=3, linewidth=1.2, label=label)


def _write_beside(axes: Axes, places: list[float], cells: list[Cell], style: Style) -> None:
    for place, cell in zip(places, cells, strict=True):
        axes.annotate(
            style.cell(cell),
            (amount(cell), place),
            (3, 0),
            textcoords="offset points",
            va="center",
            color=INK,
        )


def _names(axes: Axes, rows: list[Row], places: list[float], style: Style) -> None:
    axes.set_yticks(places, [_name(row, style) for row in rows])


def _name(row: Row, style: Style) -> str:
    return wrapped(style.words(row.label), 16 if style.is_narrow else 26)


def _lines_of_names(rows: list[Row], style: Style) -> int:
    return max(_name(row, style).count("\n") + 1 for row in rows)


def _from_zero(axes: Axes, label: str, style: Style) -> None:
    axes.set_xlim(left=0)
    axes.margins(x=0.25 if style.is_narrow else 0.12)
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_xlabel(label, color=QUIET)
    axes.locator_params(axis="x", nbins=4 if style.is_narrow else 7, integer=True)
