"""日ごとの線: the applications so far as points of a drawing, which a page draws in its own colours, light or dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 52, 16, 28, 34


@dataclass(frozen=True)
class Mark:
    """A place on an axis and the number or day that stands there."""

    at: float
    value: int | date


@dataclass(frozen=True)
class Drawing:
    """図: a stepped line over days, the heights of target and minimum, and both axes' marks, in user units of the SVG."""

    line: str
    under: str
    numbers: tuple[Mark, ...]
    days: tuple[Mark, ...]
    target: float | None
    least: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def drawing(
    by_day: Sequence[tuple[date, int]], until: date | None, target: int | None, least: int | None
) -> Drawing | None:
    """The drawing; None where there is no day yet. The axis ends on the last day of applications."""
    if not by_day:
        return None
    first, last = by_day[0][0], max(by_day[-1][0], until or by_day[-1][0])
    days = max((last - first).days, 1)
    step = _step(max(by_day[-1][1], target or 0, least or 0, 4))
    top = step * 4

    def across(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / days, 1)

    def up(number: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / top, 1)

    points, before = [], 0
    for day, number in by_day:
        points += [f"{across(day)},{up(before)}", f"{across(day)},{up(number)}"]
        before = number
    floor = HEIGHT - BOTTOM
    return Drawing(
        " ".join(points),
        f"{across(first)},{floor} {' '.join(points)} {across(by_day[-1][0])},{floor}",
        tuple(Mark(up(step * place), step * place) for place in range(5)),
        tuple(
            Mark(across(day), day) for day in dict.fromkeys((first, first + timedelta(days=days // 2), last))
        ),
        up(target) if target else None,
        up(least) if least else None,
    )


def _step(most: int) -> int:
    """The smallest 1, 2 or 5 times a power of ten of which four reach the number."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size * 4 >= most:
                return factor * size
        size *= 10
