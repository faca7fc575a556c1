"""公開版の目録: lesson.json and index.json under var/releases, written by publish and read by webapp."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.content import Exercise, Hint, Lesson, Task, Text
from course.unchanged import while_unchanged


@dataclass(frozen=True)
class Release:
    """公開版: one lesson as learners got it, named by the digest of all its files; never changed."""

    course: str
    lesson: str
    digest: str
    title: Text
    minutes: int
    max_points: int
    exercises: tuple[Exercise, ...]
    tasks: tuple[Task, ...]

    @property
    def basic_ids(self) -> tuple[str, ...]:
        """The grade ids of the 基本 exercises, which alone count towards 修了."""
        return tuple(exercise.id for exercise in self.exercises if exercise.kind == "basic")

    def exercise(self, exercise_id: str) -> Exercise:
        """Find an exercise by its grade_id; raises KeyError for an id that this release has not."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)


@dataclass(frozen=True)
class ReleasedCourse:
    """公開中の講座: the newest release of each of its lessons, in the order of the syllabus."""

    slug: str
    title: Text
    lessons: tuple[Release, ...]


@dataclass(frozen=True)
class Releases:
    """公開中の全講座: what index.json names at this moment."""

    courses: tuple[ReleasedCourse, ...]

    def course(self, slug: str) -> ReleasedCourse | None:
        """Find a course by its slug; None where nothing of it has been released."""
        return next((course for course in self.courses if course.slug == slug), None)

    def current(self, course_slug: str, lesson_slug: str) -> Release | None:
        """The newest release of one lesson; None where it has none."""
        course = self.course(course_slug)
        lessons = course.lessons if course else ()
        return next((release for release in lessons if release.lesson == lesson_slug), None)


def read_releases(path: Path) -> Releases:
    """Read index.json and the manifests it names; a folder without an index has no releases yet."""
    index = path / "index.json"
    if not index.is_file():
        return Releases(())
    courses: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))["courses"]
    return Releases(
        tuple(
            ReleasedCourse(
                slug=slug,
                title=_text(entry["title"]),
                lessons=tuple(read_release(path, lesson["digest"]) for lesson in entry["lessons"]),
            )
            for slug, entry in courses.items()
        )
    )


def read_release(path: Path, digest: str) -> Release:
    """Read one release, also one since replaced; raises FileNotFoundError for what is not a released digest."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        # A digest may come out of a learner's notebook, so it must never become a path of their choice.
        raise FileNotFoundError(f"not a digest: {digest[:80]!r}")
    return _read_manifest(path / digest / "lesson.json")


@while_unchanged
def _read_manifest(file: Path) -> Release:
    manifest = json.loads(file.read_text(encoding="utf-8"))
    return Release(
        course=manifest["course"],
        lesson=manifest["lesson"],
        digest=manifest["digest"],
        title=_text(manifest["title"]),
        minutes=manifest["minutes"],
        max_points=manifest["max_points"],
        exercises=tuple(_exercise(entry) for entry in manifest["exercises"]),
        tasks=tuple(Task(task["id"], _text(task["title"]), task["points"]) for task in manifest["tasks"]),
    )


def manifest_of(course: str, lesson: Lesson, digest: str) -> dict[str, Any]:
    """Describe a lesson as lesson.json does: everything webapp shows, nothing a test would reveal."""
    return {
        "course": course,
        "lesson": lesson.slug,
        "digest": digest,
        "title": lesson.title.to_json(),
        "minutes": lesson.minutes,
        "max_points": lesson.max_points,
        "mdash": list(lesson.mdash),
        "exercises": [_exercise_json(exercise) for exercise in lesson.exercises],
        "tasks": [
            {"id": task.id, "title": task.title.to_json(), "points": task.points} for task in lesson.tasks
        ],
    }


def _exercise_json(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "number": exercise.number,
        "title": exercise.title.to_json(),
        "kind": exercise.kind,
        "points": exercise.points,
        "hints": [hint.to_json() for hint in exercise.hints],
    }


def _exercise(entry: dict[str, Any]) -> Exercise:
    return Exercise(
        id=entry["id"],
        number=entry["number"],
        title=_text(entry["title"]),
        kind=entry["kind"],
        points=entry["points"],
        hints=tuple(Hint(hint["ja"], hint["en"]) for hint in entry["hints"]),
    )


def _text(words: dict[str, str]) -> Text:
    return Text(words["ja"], words["en"])
