"""講座の目録: the only reader of course.toml and lesson.toml, and of what has been released."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from course.content import (
    KINDS,
    Course,
    Exercise,
    Hint,
    Kind,
    Lesson,
    PlannedLesson,
    Task,
    Text,
)
from course.manifest import Release, ReleasedCourse, Releases, read_release, read_releases
from course.mistake import ContentMistake

__all__ = [
    "ROOT",
    "ContentMistake",
    "Course",
    "Exercise",
    "Hint",
    "Kind",
    "Lesson",
    "PlannedLesson",
    "Release",
    "ReleasedCourse",
    "Releases",
    "Task",
    "Text",
    "load_courses",
    "read_release",
    "read_releases",
]

ROOT = Path(__file__).parent
Value = TypeVar("Value")


def load_courses(root: Path = ROOT) -> dict[str, Course]:
    """Read every folder of `root` that holds a course.toml, by slug; raises ContentMistake naming the file."""
    return {file.parent.name: _read_course(file) for file in sorted(root.glob("*/course.toml"))}


def _read_course(file: Path) -> Course:
    table = _Table(file, _parse(file))
    return Course(
        slug=file.parent.name,
        title=table.text("title"),
        summary=table.text("summary"),
        audience=table.text("audience"),
        lessons=tuple(_read_lesson(file.parent / slug / "lesson.toml") for slug in table.strings("lessons")),
        planned=tuple(_planned(row) for row in table.rows("planned")),
    )


def _planned(row: "_Table") -> PlannedLesson:
    return PlannedLesson(row.string("slug"), row.text("title"), row.whole("minutes"))


def _read_lesson(file: Path) -> Lesson:
    if not file.is_file():
        raise ContentMistake(
            file, "このレッスンのファイルがありません", "lesson.toml を作るか、course.toml から名前を消す"
        )
    table = _Table(file, _parse(file))
    return Lesson(
        slug=file.parent.name,
        title=table.text("title"),
        minutes=table.whole("minutes"),
        mdash=table.strings("mdash"),
        prerequisites=table.strings("prerequisites"),
        data=table.strings("data"),
        exercises=tuple(_exercise(row, n) for n, row in enumerate(table.rows("exercises"), start=1)),
        tasks=tuple(
            Task(row.string("id"), row.text("title"), row.whole("points")) for row in table.rows("tasks")
        ),
        folder=file.parent,
    )


def _exercise(row: "_Table", number: int) -> Exercise:
    return Exercise(
        id=row.string("id"),
        number=number,
        title=row.text("title"),
        kind=row.kind(),
        points=row.whole("points"),
        hints=tuple(Hint(hint.string("ja"), hint.string("en")) for hint in row.rows("hints")),
    )


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        what = f"TOML として読めません ({error})"
        raise ContentMistake(file, what, "示された行を直す", int(line[1]) if line else None) from error


class _Table:
    """One TOML table that says which file and key is wrong instead of raising KeyError."""

    def __init__(self, file: Path, values: dict[str, Any]) -> None:
        self._file = file
        self._values = values

    def string(self, key: str) -> str:
        return self._get(key, str)

    def whole(self, key: str) -> int:
        return self._get(key, int)

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(self._get(key, list))

    def rows(self, key: str) -> tuple["_Table", ...]:
        rows: list[dict[str, Any]] = self._get(key, list)
        return tuple(_Table(self._file, row) for row in rows)

    def text(self, key: str) -> Text:
        inner = _Table(self._file, self._get(key, dict))
        return Text(inner.string("ja"), inner.string("en"))

    def kind(self) -> Kind:
        word = self.string("kind")
        for kind in KINDS:
            if word == kind:
                return kind
        raise ContentMistake(
            self._file, f"kind = {word!r} は使えません", 'kind は "basic" か "challenge" にする'
        )

    def _get(self, key: str, kind: type[Value]) -> Value:
        value = self._values.get(key)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        found = "ありません" if value is None else f"{kind.__name__} ではありません"
        raise ContentMistake(self._file, f"キー {key!r} が{found}", f"{key} を書く(例: 初級 B1 の同じ行)")
