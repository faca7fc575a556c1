"""What a course is made of: frozen values that name content and know no person."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["basic", "challenge"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Text:
    """The same words in Japanese (日本語) and in English."""

    ja: str
    en: str

    def to_json(self) -> dict[str, str]:
        """Give both languages under their codes."""
        return {"ja": self.ja, "en": self.en}


@dataclass(frozen=True)
class Hint(Text):
    """ヒント: one step towards an answer, never the answer."""


@dataclass(frozen=True)
class Exercise:
    """演習課題の一問: `id` is the grade_id of its one graded cell; 基本 counts towards 修了, 挑戦 does not."""

    id: str
    number: int
    title: Text
    kind: Kind
    points: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True)
class Task:
    """記述課題: free text, marked by an instructor (0 to `points`), outside the autograded maximum."""

    id: str
    title: Text
    points: int


@dataclass(frozen=True)
class Lesson:
    """レッスン: one folder of authored text, its exercises and its data; `course` is the one that wrote it."""

    course: str
    slug: str
    title: Text
    minutes: int
    mdash: tuple[str, ...]
    prerequisites: tuple[str, ...]
    data: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    tasks: tuple[Task, ...]
    folder: Path

    @property
    def max_points(self) -> int:
        """The autograded maximum; free text is not in it."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True)
class PlannedLesson:
    """準備中のレッスン: announced in the catalogue, not yet written."""

    slug: str
    title: Text
    minutes: int


@dataclass(frozen=True)
class SeriesPath:
    """道すじ: one of these lessons is chosen by people of these kinds of school (校種); none named means everybody else.

    `other_subjects` are those among which teachers of a subject that `lessons` do not treat choose the nearest.
    """

    school_types: tuple[str, ...]
    lessons: tuple[str, ...]
    other_subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Series:
    """シリーズの修了: lessons that everybody does, and one of those of one's own path."""

    lessons: tuple[str, ...]
    paths: tuple[SeriesPath, ...]


@dataclass(frozen=True)
class Course:
    """講座: a syllabus, lessons in their order; `series` where 修了 asks for a part of them, by kind of school."""

    slug: str
    title: Text
    summary: Text
    audience: Text
    lessons: tuple[Lesson, ...]
    planned: tuple[PlannedLesson, ...]
    series: Series | None = None

    def lesson(self, slug: str) -> Lesson:
        """Find a lesson by its slug; raises KeyError for a name that this course has not."""
        for lesson in self.lessons:
            if lesson.slug == slug:
                return lesson
        raise KeyError(slug)
