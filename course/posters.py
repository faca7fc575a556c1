"""掲示用の図: charts, sentences and cards for the classroom, written beside the lesson that a teachers' module teaches."""

from dataclasses import dataclass
from pathlib import Path

from course.content import Lesson
from course.tables import Table, read_table
from course.unchanged import while_unchanged

POSTERS = "posters.toml"
KINDS = ("dots", "scatter", "lines", "words", "cards")
WRITTEN = ("words", "cards")
INKS = ("colour", "black")
# As many as there are marks, line styles and steps of grey that can be told apart from the back of a room.
MOST_SERIES = 4
MOST_STEPS = 16
# What fits on a sheet of A4 at 18 points and more, in full-width letters.
LONGEST = {"title": 28, "source": 80, "label": 20, "series": 8, "cut": 16, "words": 48, "cards": 2}
MOST_WRITTEN = {"words": 2, "cards": 12}
Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """軸: its name with the unit in （ ）, and its scale."""

    label: str
    start: float
    end: float
    step: float


@dataclass(frozen=True)
class Drawn:
    """系列: `values` of dots along one axis, `points` of all else."""

    label: str
    values: tuple[float, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Cut:
    """境の線: a straight line between two points of a scatter chart, with its name at the second."""

    label: str
    points: tuple[Point, Point]


@dataclass(frozen=True)
class Poster:
    """掲示用の図の一枚; dots have no y axis; `ink` black makes the sheet that a black-and-white printer makes."""

    title: str
    kind: str
    source: str
    ink: str
    x: Axis
    y: Axis | None
    series: tuple[Drawn, ...]
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True)
class Writing:
    """掲示する文 or 切って使うカード on one sheet: sentences to be read from the back of the room, or a card for each text."""

    title: str
    kind: str
    source: str
    texts: tuple[str, ...]


def posters_of(lesson: Lesson) -> tuple[Poster | Writing, ...]:
    """The posters that a lesson gives away, none where it has no such file; raises ContentMistake with file and line."""
    file = lesson.folder / POSTERS
    return _posters(file) if file.is_file() else ()


@while_unchanged
def _posters(file: Path) -> tuple[Poster | Writing, ...]:
    table = read_table(file)
    table.refuse_others("posters")
    return tuple(_poster(row) for row in table.rows("posters"))


def _poster(row: Table) -> Poster | Writing:
    kind = _one_of(row, "kind", KINDS)
    if kind in WRITTEN:
        return _writing(row, kind)
    own = {"dots": (), "lines": ("y",), "scatter": ("y", "cuts")}[kind]
    row.refuse_others("title", "kind", "source", "ink", "x", "series", *own)
    x = _axis(row.inner("x"))
    y = _axis(row.inner("y")) if "y" in own else None
    series = row.rows("series")
    if not 1 <= len(series) <= MOST_SERIES:
        what = f"系列が {len(series)} あります / there are {len(series)} series"
        raise row.mistake("series", what, f"1 から {MOST_SERIES} まで / from 1 to {MOST_SERIES}")
    return Poster(
        _short(row, "title", "title"),
        kind,
        _short(row, "source", "source"),
        _one_of(row, "ink", INKS) if row.has("ink") else INKS[0],
        x,
        y,
        tuple(_dots(one, x) if y is None else _drawn(one, x, y, kind) for one in series),
        tuple(_cut(one, x, y) for one in row.rows("cuts")) if y and row.has("cuts") else (),
    )


def _writing(row: Table, kind: str) -> Writing:
    row.refuse_others("title", "kind", "source", "texts")
    texts = row.strings("texts")
    if not 1 <= len(texts) <= MOST_WRITTEN[kind]:
        what = f"文・カードが {len(texts)} あります / there are {len(texts)} texts"
        raise row.mistake("texts", what, f"1 から {MOST_WRITTEN[kind]} まで / from 1 to {MOST_WRITTEN[kind]}")
    for text in texts:
        if len(text) > LONGEST[kind]:
            said = f"texts の「{text}」が {len(text)} 字あります / a text has {len(text)} letters"
            raise row.mistake("texts", said, f"{LONGEST[kind]} 字まで / at most {LONGEST[kind]}")
    return Writing(_short(row, "title", "title"), kind, _short(row, "source", "source"), texts)


def _axis(row: Table) -> Axis:
    row.refuse_others("label", "from", "to", "step")
    axis = Axis(_short(row, "label", "label"), row.number("from"), row.number("to"), row.number("step"))
    if "（" not in axis.label:
        raise row.mistake(
            "label", "軸に単位がありません / the axis has no unit", "名前（単位） / name（unit）"
        )
    if not (axis.step > 0 and 1 <= (axis.end - axis.start) / axis.step <= MOST_STEPS):
        what = f"目盛りが {axis.start:g} から {axis.end:g} まで {axis.step:g} おきです / ticks from {axis.start:g} to {axis.end:g} by {axis.step:g}"
        raise row.mistake("step", what, f"1 から {MOST_STEPS} 目盛りにする / 1 to {MOST_STEPS} steps")
    return axis


def _dots(row: Table, x: Axis) -> Drawn:
    row.refuse_others("label", "values")
    values = row.numbers("values")
    _inside(row, "values", values, x)
    return Drawn(_short(row, "label", "series"), values=values)


def _drawn(row: Table, x: Axis, y: Axis, kind: str) -> Drawn:
    row.refuse_others("label", "points")
    points = row.points("points")
    _inside(row, "points", [one for one, _ in points], x)
    _inside(row, "points", [one for _, one in points], y)
    along = [one for one, _ in points]
    if kind == "lines" and along != sorted(set(along)):
        what = "折れ線の点が、横の順に並んでいません / the points of a line are not in the order of x"
        raise row.mistake("points", what, "小さい順に並べる / put them in order")
    return Drawn(_short(row, "label", "series"), points=points)


def _cut(row: Table, x: Axis, y: Axis) -> Cut:
    row.refuse_others("label", "points")
    points = row.points("points")
    if len(points) != 2:
        raise row.mistake(
            "points", "境の線の点が二つではありません / a cut has two points", "[[横, たて], [横, たて]]"
        )
    _inside(row, "points", [one for one, _ in points], x)
    _inside(row, "points", [one for _, one in points], y)
    return Cut(_short(row, "label", "cut"), (points[0], points[1]))


def _inside(row: Table, key: str, values: tuple[float, ...] | list[float], axis: Axis) -> None:
    if not values:
        raise row.mistake(key, f"{key} が空です / {key} is empty", f"{key} を書く / write {key}")
    outside = [f"{one:g}" for one in values if not axis.start <= one <= axis.end]
    if outside:
        what = f"軸の外の数があります / outside the axis: {', '.join(outside)}"
        raise row.mistake(
            key, what, f"{axis.start:g} から {axis.end:g} まで / from {axis.start:g} to {axis.end:g}"
        )


def _one_of(row: Table, key: str, known: tuple[str, ...]) -> str:
    word = row.string(key)
    if word not in known:
        raise row.mistake(key, f"{key} = {word!r} は使えません / {key} cannot be {word!r}", " / ".join(known))
    return word


def _short(row: Table, key: str, what: str) -> str:
    text = row.string(key)
    if len(text) > LONGEST[what]:
        said = f"{key} が {len(text)} 字あります / {key} has {len(text)} letters"
        raise row.mistake(key, said, f"{LONGEST[what]} 字まで / at most {LONGEST[what]}")
    return text
