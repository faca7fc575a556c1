"""掲示用の図の座標: where on a sheet of A4, in millimetres from its top left, each mark, line and word of a poster goes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from course.catalogue import Axis, Cut, Drawn, Poster

# The frame of the chart within the sheet of 297 mm by 210 mm.
LEFT, RIGHT, TOP, BOTTOM = 36.0, 279.0, 52.0, 164.0
EDGE = 15.0
LETTER = 7.1  # the width of a letter of 20 points
NEAREST_NAMES = 9.0
DOT = 7.0
Place = tuple[float, float]


def chart_of(poster: Poster) -> dict[str, Any]:
    """All that the sheet draws: `ticks` and `names` with their places, `marks` and `lines` by series, and words that tell it."""
    longest = max(len(one.label) for one in poster.series) * LETTER
    left = EDGE + longest + 5 if poster.kind == "dots" else LEFT
    right = RIGHT - longest if poster.kind == "lines" else RIGHT
    across = {round(_place(poster.x, at, left, right), 2): _said(at, poster.x) for at in _ticks(poster.x)}
    up = (
        {round(_place(poster.y, at, BOTTOM, TOP), 2): _said(at, poster.y) for at in _ticks(poster.y)}
        if poster.y
        else {}
    )
    if poster.y is None:
        placed, cuts = _stacked(poster, left, right), []
    else:
        placed = _placed(poster.series, poster.x, poster.y, left, right)
        cuts = _placed(poster.cuts, poster.x, poster.y, left, right)
    return {
        "title": poster.title,
        "kind": poster.kind,
        "source": poster.source,
        "ink": poster.ink,
        "frame": {"left": left, "right": right, "top": TOP, "bottom": BOTTOM},
        "x": {"label": poster.x.label, "ticks": list(across.items())},
        "y": {"label": poster.y.label if poster.y else "", "ticks": list(up.items())},
        "series": [one.label for one in poster.series],
        "marks": placed,
        "names": _names(poster, placed, right),
        "cuts": [
            {"label": cut.label, "points": points} for cut, points in zip(poster.cuts, cuts, strict=True)
        ],
        "told": told(poster),
    }


def told(poster: Poster) -> str:
    """The numbers of a poster in words, for who does not see it."""
    series = "、".join(
        f"{one.label} {' '.join(f'{value:g}' for value in one.values) or ' '.join(f'({x:g}, {y:g})' for x, y in one.points)}"
        for one in poster.series
    )
    axes = poster.x.label if poster.y is None else f"{poster.x.label}, {poster.y.label}"
    return f"{poster.title}。{axes}: {series}"


def _place(axis: Axis, value: float, start: float, end: float) -> float:
    return start + (value - axis.start) / (axis.end - axis.start) * (end - start)


def _ticks(axis: Axis) -> list[float]:
    # A hair more than the whole steps: 2.5 / 0.5 may come out as 4.999….
    return [axis.start + n * axis.step for n in range(int((axis.end - axis.start) / axis.step + 1e-6) + 1)]


def _said(value: float, axis: Axis) -> str:
    decimals = max(len(f"{one:g}".partition(".")[2]) for one in (axis.start, axis.step))
    return f"{value:.{decimals}f}"


def _at(x: Axis, y: Axis, point: Place, left: float, right: float) -> Place:
    return _place(x, point[0], left, right), _place(y, point[1], BOTTOM, TOP)


def _placed(series: Iterable[Drawn | Cut], x: Axis, y: Axis, left: float, right: float) -> list[list[Place]]:
    return [[_at(x, y, point, left, right) for point in one.points] for one in series]


def _stacked(poster: Poster, left: float, right: float) -> list[list[Place]]:
    """Dots of one value stand on one another, each series on a floor of its own."""
    height = (BOTTOM - TOP) / len(poster.series)
    rows = []
    for number, one in enumerate(poster.series, start=1):
        floor = TOP + number * height - DOT
        apart = min(DOT, (height - DOT) / max(Counter(one.values).values()))
        seen: Counter[float] = Counter()
        row = []
        for value in one.values:
            row.append((_place(poster.x, value, left, right), floor - seen[value] * apart))
            seen[value] += 1
        rows.append(row)
    return rows


def _names(poster: Poster, placed: list[list[Place]], right: float) -> list[Place]:
    """Where the names of series stand: before their floor, at the end of their line, or in one row above the chart."""
    if poster.kind == "dots":
        return [(EDGE, max(y for _, y in row)) for row in placed]
    if poster.kind == "lines":
        return _apart([row[-1] for row in placed])
    starts, at = [], right
    for one in reversed(poster.series):
        at -= len(one.label) * LETTER
        starts.append((at, TOP - 8))
        at -= 14
    return starts[::-1]


def _apart(ends: list[Place]) -> list[Place]:
    """Names of lines that end close together are pushed down until all can be read."""
    names = dict.fromkeys(range(len(ends)), (0.0, 0.0))
    lowest = -NEAREST_NAMES
    for number in sorted(names, key=lambda one: ends[one][1]):
        x, y = ends[number]
        lowest = max(y, lowest + NEAREST_NAMES)
        names[number] = (x + 4, lowest)
    return list(names.values())
