"""講座の目録: the only reader of course.toml and lesson.toml, and of what has been released."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from course.content import (
    KINDS,
    Course,
    Exercise,
    Hint,
    Kind,
    Lesson,
    PlannedLesson,
    Series,
    SeriesPath,
    Task,
    Text,
)
from course.manifest import Release, ReleasedCourse, Releases, read_release, read_releases
from course.mistake import ContentMistake
from course.posters import Axis, Cut, Drawn, Poster, Writing, posters_of
from course.tables import Table, read_table
from course.take_home import LessonPlan, Worksheet, lesson_plan_of, worksheet_of
from course.unchanged import while_unchanged

__all__ = [
    "ROOT",
    "Axis",
    "ContentMistake",
    "Course",
    "Cut",
    "Drawn",
    "Exercise",
    "Hint",
    "Kind",
    "Lesson",
    "LessonPlan",
    "PlannedLesson",
    "Poster",
    "Release",
    "ReleasedCourse",
    "Releases",
    "Series",
    "SeriesPath",
    "Task",
    "Text",
    "Worksheet",
    "Writing",
    "composed_mistakes",
    "lesson_plan_of",
    "load_courses",
    "posters_of",
    "read_release",
    "read_releases",
    "worksheet_of",
]

ROOT = Path(__file__).parent
_read_course_table = while_unchanged(read_table)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
# A course's folder may have an underscore: teacher_training.
COURSE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def load_courses(root: Path = ROOT, composed: Path | None = None) -> dict[str, Course]:
    """Read every folder of `root` that holds a course.toml, by slug; raises ContentMistake naming the file.

    `composed` is a second root (要望から組み立てた講座): courses of `root`'s lessons alone, composed on the platform.
    Nothing there stops the others: a course that cannot be read is left out, and so is a lesson that is no more;
    `composed_mistakes` says what. A name that `root` has as well is `root`'s.
    """
    courses = {file.parent.name: _read_course(file, root) for file in sorted(root.glob("*/course.toml"))}
    for file in _composed_files(composed):
        with suppress(ContentMistake):
            courses.setdefault(file.parent.name, _read_course(file, root, lambda _mistake: None))
    return courses


def composed_mistakes(root: Path, composed: Path) -> list[ContentMistake]:
    """What was left out of the composed courses, and why."""
    found: list[ContentMistake] = []
    for file in _composed_files(composed):
        if (root / file.parent.name / "course.toml").is_file():
            what = f"講座 {file.parent.name} は course/ にもあります / course/ has a course {file.parent.name} too"
            found.append(ContentMistake(file, what, "フォルダの名前を変える / rename the folder"))
            continue
        try:
            _read_course(file, root, found.append)
        except ContentMistake as mistake:
            found.append(mistake)
    return found


def _composed_files(composed: Path | None) -> list[Path]:
    # One that is being written has a name that begins with a dot.
    return sorted(composed.glob("[a-z0-9]*/course.toml")) if composed is not None else []


def asked_for(courses: Mapping[str, Course], names: Collection[str]) -> list[tuple[str, Lesson]]:
    """The lessons of these names (`beginner/b1` or `b1`), or all, each once and in the course that wrote it.

    Raises ContentMistake for a name that no lesson has.
    """
    own = [(c.slug, lesson) for c in courses.values() for lesson in c.lessons if lesson.course == c.slug]
    for name in names:
        if not any(_named(name, lesson) for _course, lesson in own):
            what = f"レッスン {name!r} はありません / there is no lesson {name!r}"
            mend = "python -m course list で名前を見る / see python -m course list"
            raise ContentMistake(ROOT, what, mend)
    return [(slug, lesson) for slug, lesson in own if not names or any(_named(n, lesson) for n in names)]


def _named(name: str, lesson: Lesson) -> bool:
    return name in (lesson.slug, f"{lesson.course}/{lesson.slug}")


def _read_course(file: Path, root: Path, pass_over: Callable[[ContentMistake], None] | None = None) -> Course:
    """One course of the lessons under `root`; with `pass_over`, a lesson that is not there is told and left out."""
    table = _read_course_table(file)
    table.refuse_others("title", "summary", "audience", "lessons", "planned", "series")
    named = list(_named_lessons(table, root, pass_over))
    planned = (*(one for one in named if isinstance(one, PlannedLesson)), *_announced(table))
    written = [one for one in named if isinstance(one, Path)]
    slugs = Counter([folder.name for folder in written] + [one.slug for one in planned])
    for slug, times in slugs.items():
        if times > 1:
            what = f"{slug} という名前のレッスンが {times} つあります / {times} lessons are called {slug}"
            mend = (
                "一つにする。フォルダの名前がレッスンの名前です / keep one: a folder's name is its lesson's"
            )
            raise table.mistake("lessons", what, mend)
    return Course(
        slug=file.parent.name,
        title=table.text("title"),
        summary=table.text("summary"),
        audience=table.text("audience"),
        lessons=tuple(_read_lesson(folder / "lesson.toml") for folder in written),
        planned=planned,
        series=_series(table, slugs) if table.has("series") else None,
    )


def _series(table: Table, known: Collection[str]) -> Series:
    """[series] of a course.toml; every lesson it names is one of the course's."""
    series = table.inner("series")
    series.refuse_others("lessons", "paths")
    paths = tuple(_path(row, known) for row in series.rows("paths"))
    if sum(not path.school_types for path in paths) != 1 or paths[-1].school_types:
        what = (
            "最後の道すじだけが、校種を挙げない「そのほか」です / the last path alone names no kind of school"
        )
        raise series.mistake(
            "paths", what, "school_types = [] の行を最後に一つ書く / end with school_types = []"
        )
    return Series(_of(series, "lessons", known), paths)


def _path(row: Table, known: Collection[str]) -> SeriesPath:
    row.refuse_others("school_types", "lessons", "other_subjects")
    nearest = _of(row, "other_subjects", known) if row.has("other_subjects") else ()
    return SeriesPath(row.strings("school_types"), _of(row, "lessons", known), nearest)


def _of(table: Table, key: str, known: Collection[str]) -> tuple[str, ...]:
    names = table.strings(key)
    for name in names:
        if name not in known:
            what = f"{name} はこの講座のレッスンではありません / {name} is no lesson of this course"
            raise table.mistake(
                key, what, "lessons か planned にある名前にする / use one in lessons or planned"
            )
    return names


def _named_lessons(
    table: Table, root: Path, pass_over: Callable[[ContentMistake], None] | None
) -> Iterator[Path | PlannedLesson]:
    for name in table.strings("lessons"):
        try:
            yield _named_lesson(table, root, name)
        except ContentMistake as mistake:
            if pass_over is None:
                raise
            pass_over(mistake)


def _named_lesson(table: Table, root: Path, name: str) -> Path | PlannedLesson:
    """Where a lesson lies: in its course's own folder, or in another course's as `beginner/b1`, also one in planning."""
    course, _, slug = name.rpartition("/")
    own = table.file.parent
    if not SLUG.fullmatch(slug) or not (COURSE.fullmatch(course) if "/" in name else course == ""):
        what = f"レッスンの名前 {name!r} は使えません / {name!r} is no lesson's name"
        mend = '英小文字と数字とハイフンで "b1"、よその講座なら "beginner/b1" / write "b1" or "beginner/b1"'
        raise table.mistake("lessons", what, mend)
    folder = root / course / slug if course else own / slug
    home = folder.parent / "course.toml"
    if course and home.is_file():
        announced = {one.slug: one for one in _announced(_read_course_table(home))}
        if slug in announced:
            return announced[slug]
    if not (folder / "lesson.toml").is_file():
        what = f"レッスン {name} に lesson.toml がありません / lesson {name} has no lesson.toml"
        mend = "lesson.toml を作るか、ここから名前を消す / write it, or take the name out here"
        raise table.mistake("lessons", what, mend)
    return folder


def _announced(table: Table) -> tuple[PlannedLesson, ...]:
    return tuple(_planned(row) for row in table.rows("planned")) if table.has("planned") else ()


def _planned(row: Table) -> PlannedLesson:
    return PlannedLesson(row.string("slug"), row.text("title"), row.whole("minutes"))


@while_unchanged
def _read_lesson(file: Path) -> Lesson:
    table = read_table(file)
    table.refuse_others("title", "minutes", "mdash", "prerequisites", "data", "exercises", "tasks")
    return Lesson(
        course=file.parent.parent.name,
        slug=file.parent.name,
        title=table.text("title"),
        minutes=table.whole("minutes"),
        mdash=table.strings("mdash"),
        prerequisites=table.strings("prerequisites"),
        data=_data(table),
        exercises=tuple(_exercise(row, n) for n, row in enumerate(table.rows("exercises"), start=1)),
        tasks=tuple(Task(_id(row), row.text("title"), row.whole("points")) for row in table.rows("tasks")),
        folder=file.parent,
    )


def _exercise(row: Table, number: int) -> Exercise:
    row.refuse_others("id", "title", "kind", "points", "hints")
    return Exercise(
        id=_id(row),
        number=number,
        title=row.text("title"),
        kind=_kind(row),
        points=row.whole("points"),
        hints=tuple(Hint(hint.string("ja"), hint.string("en")) for hint in row.rows("hints")),
    )


def _id(row: Table) -> str:
    word = row.string("id")
    if SLUG.fullmatch(word):
        return word
    what = f"id = {word!r} は使えません / id cannot be {word!r}"
    raise row.mistake("id", what, "英小文字・数字・ハイフンで書く / write small letters, digits and hyphens")


def _data(table: Table) -> tuple[str, ...]:
    names = table.strings("data")
    for name in names:
        if Path(name).name != name:
            what = f"data の {name!r} はファイル名ではありません / {name!r} is no file's name"
            raise table.mistake("data", what, "data/ の中のファイル名だけを書く / name a file of data/ alone")
    return names


def _kind(row: Table) -> Kind:
    word = row.string("kind")
    for kind in KINDS:
        if word == kind:
            return kind
    raise row.mistake(
        "kind",
        f"kind = {word!r} は使えません / kind cannot be {word!r}",
        'kind は "basic" か "challenge" にする / write "basic" or "challenge"',
    )
