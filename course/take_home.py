"""持ち帰るもの: a teachers' module gives a 学習指導案 and a ワークシート away, written as text beside the lesson."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course.content import Lesson
from course.mistake import ContentMistake
from course.posters import posters_of
from course.tables import Table, read_table
from course.unchanged import while_unchanged

PLAN, WORKSHEET = "lesson_plan.toml", "worksheet.toml"
PARTS = ("text", "table", "question", "grid")
LARGEST_GRID = 34  # of 5 mm: the width of an A4 page within its margins
MOST_LINES = 20


@dataclass(frozen=True)
class Stage:
    """展開の一段: what pupils do, what the teacher minds, how it is assessed, in so many minutes."""

    name: str
    minutes: int
    activities: tuple[str, ...]
    support: tuple[str, ...]
    assessment: str


@dataclass(frozen=True)
class LessonPlan:
    """学習指導案: one lesson in class, on one sheet of A4; `standards` are the three 観点 in their order."""

    title: str
    school: str
    subject: str
    grade: str
    minutes: int
    goal: str
    preparation: tuple[str, ...]
    data: str
    standards: tuple[str, str, str]
    stages: tuple[Stage, ...]
    board: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """ワークシートの部分: words, a table with boxes to fill in, a question with ruled lines, or squared paper (5 mm)."""

    kind: str
    text: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: int = 0
    width: int = 0
    height: int = 0
    answer: str = ""


@dataclass(frozen=True)
class Worksheet:
    """ワークシート: what a pupil gets; the answers are a paper of the teacher's own."""

    title: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def answered(self) -> bool:
        """Whether there is any answer for the teacher."""
        return any(part.answer for part in self.parts)


def lesson_plan_of(lesson: Lesson) -> LessonPlan | None:
    """The plan that a lesson gives away, None where it has none; raises ContentMistake with file and line."""
    file = lesson.folder / PLAN
    return _plan(file) if file.is_file() else None


def worksheet_of(lesson: Lesson) -> Worksheet | None:
    """The worksheet that a lesson gives away, None where it has none; raises ContentMistake with file and line."""
    file = lesson.folder / WORKSHEET
    return _worksheet(file) if file.is_file() else None


def mistakes_in(lesson: Lesson) -> Iterator[ContentMistake]:
    """What is wrong with what a lesson gives away."""
    for read in (lesson_plan_of, worksheet_of, posters_of):
        try:
            read(lesson)
        except ContentMistake as mistake:
            yield mistake


@while_unchanged
def _plan(file: Path) -> LessonPlan:
    table = read_table(file)
    table.refuse_others(
        "title", "school", "subject", "grade", "minutes", "goal", "preparation", "data", "standards", "stages", "board"
    )  # fmt: skip
    standards, board = table.inner("standards"), table.inner("board")
    standards.refuse_others("knowledge", "thinking", "attitude")
    plan = LessonPlan(
        **{name: table.string(name) for name in ("title", "school", "subject", "grade", "goal", "data")},
        minutes=table.whole("minutes"),
        preparation=table.strings("preparation"),
        standards=(
            standards.string("knowledge"),
            standards.string("thinking"),
            standards.string("attitude"),
        ),
        stages=tuple(_stage(row) for row in table.rows("stages")),
        board=board.strings("lines"),
    )
    planned = sum(stage.minutes for stage in plan.stages)
    if planned != plan.minutes:
        what = f"展開の合計 {planned} 分が、授業の {plan.minutes} 分と違います / the stages take {planned} of {plan.minutes} minutes"
        raise table.mistake("minutes", what, "合わせる / make them the same")
    return plan


def _stage(row: Table) -> Stage:
    row.refuse_others("name", "minutes", "activities", "support", "assessment")
    return Stage(
        row.string("name"),
        row.whole("minutes"),
        row.strings("activities"),
        row.strings("support"),
        row.words("assessment"),
    )


@while_unchanged
def _worksheet(file: Path) -> Worksheet:
    table = read_table(file)
    table.refuse_others("title", "lead", "parts")
    return Worksheet(
        table.string("title"), table.string("lead"), tuple(_part(row) for row in table.rows("parts"))
    )


def _part(row: Table) -> Part:
    kind = row.string("kind")
    answer = row.words("answer")
    if kind == "text":
        row.refuse_others("kind", "text", "answer")
        return Part(kind, row.string("text"), answer=answer)
    if kind == "question":
        row.refuse_others("kind", "text", "lines", "answer")
        return Part(kind, row.string("text"), lines=_within(row, "lines", MOST_LINES), answer=answer)
    if kind == "table":
        row.refuse_others("kind", "caption", "columns", "rows", "answer")
        columns, rows = row.strings("columns"), row.lists("rows")
        if any(len(each) != len(columns) for each in rows):
            what = "列の数と違う行があります / a row has another number of cells than there are columns"
            raise row.mistake("rows", what, "書きこむ欄は空の文字にする / write an empty text for a box")
        return Part(kind, row.string("caption"), columns, rows, answer=answer)
    if kind == "grid":
        row.refuse_others("kind", "caption", "columns", "rows", "answer")
        width, height = _within(row, "columns", LARGEST_GRID), _within(row, "rows", LARGEST_GRID)
        return Part(kind, row.string("caption"), width=width, height=height, answer=answer)
    raise row.mistake("kind", f"kind = {kind!r} は使えません / kind cannot be {kind!r}", " / ".join(PARTS))


def _within(row: Table, key: str, most: int) -> int:
    number = row.whole(key)
    if not 1 <= number <= most:
        raise row.mistake(key, f"{key} = {number}", f"1 から {most} まで / from 1 to {most}")
    return number
