"""市町村の図: a tile per town; hidden ones are hatched, never the lightest colour, which would say few."""

import csv
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from webapp.region import Region, Words
from webapp.reports.figures.bars import column_of, unit_of
from webapp.reports.figures.style import HATCHED, INK, QUIET, Style, Tile, amount, canvas, is_number, wrapped
from webapp.reports.frozen.chart import Chart
from webapp.reports.frozen.table import Table
from webapp.reports.numerals import Sign

SHADES = ("#dce7f3", "#9dbbdb", "#5583b5", "#1d4e89")
HIDDEN = Words("秘匿・その他市町村", "hidden, or among other towns")
CLASSES = "2,4,6"  # per 10,000 people, fixed so that two years can be laid side by side


def tiles_of(region: Region) -> dict[str, Tile]:
    """Each town's tile by its 団体コード; empty where the region pack places none."""
    file = region.folder / "tiles.csv"
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        placed = {row["code5"]: (int(row["row"]), int(row["column"])) for row in csv.DictReader(lines)}
    return {
        town.code5: Tile(*placed[town.code5], Words(town.name_ja, town.name_en))
        for town in region.towns
        if town.code5 in placed
    }


def tiles(chart: Chart, table: Table, style: Style) -> Figure:
    """Every town of the region pack in its place, coloured by fixed classes."""
    column, rows = column_of(table, chart.series[0]), {row.key: row for row in table.rows}
    edges = [float(edge) for edge in (chart.role("classes") or CLASSES).split(",")]
    deep = 1 + max((tile.row for tile in style.tiles.values()), default=0)
    across = 1 + max((tile.column for tile in style.tiles.values()), default=0)
    figure, axes = canvas(style, 1.2 + style.width / across * deep * (1.0 if style.is_narrow else 0.62))
    for code, tile in style.tiles.items():
        down, right = tile.row, tile.column
        # A town without a line of its own is among 「その他市町村」.
        cell = table.cell(code, column.key) if code in rows else Sign.HIDDEN
        shade = sum(amount(cell) >= edge for edge in edges)
        looks = {"facecolor": SHADES[shade], "edgecolor": "white"} if is_number(cell) else _looks_of(cell)
        axes.add_patch(Rectangle((right, -down), 0.96, 0.94, **looks))
        dark = is_number(cell) and shade >= 2
        name = wrapped(style.words(tile.name), 8 if style.is_narrow else 12)
        axes.annotate(
            f"{name}\n{style.cell(cell)}", (right + 0.48, -down + 0.47), ha="center", va="center",
            color="white" if dark else INK, linespacing=1.3,
        )  # fmt: skip
    _key(axes, edges, unit_of(column, style), style)
    axes.set_xlim(-0.05, across + 0.05)
    axes.set_ylim(-deep + 0.95, 1.0)
    axes.set_axis_off()
    return figure


def _looks_of(cell: object) -> dict[str, object]:
    """Nobody is white; a hidden number is hatched."""
    return {"facecolor": "white", "edgecolor": QUIET} if cell is Sign.NIL else dict(HATCHED)


def _key(axes: Axes, edges: list[float], unit: str, style: Style) -> None:
    between = [Words(f"{low:g}以上{high:g}未満", f"{low:g} to {high:g}") for low, high in pairwise(edges)]
    names = [
        Words(f"{edges[0]:g}未満", f"under {edges[0]:g}"),
        *between,
        Words(f"{edges[-1]:g}以上", f"{edges[-1]:g} and more"),
        HIDDEN,
    ]
    handles = [Rectangle((0, 0), 1, 1, facecolor=shade) for shade in SHADES]
    axes.legend(
        [*handles, Rectangle((0, 0), 1, 1, **HATCHED)], [style.words(name) for name in names], title=unit,
        loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2 if style.is_narrow else 5, frameon=False,
        handlelength=1.2, columnspacing=1.0,
    )  # fmt: skip
