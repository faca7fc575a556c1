"""Which lessons a learner's server shows, from the hub's groups and the releases on disk (webapp may be down)."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def enrolled_lessons(releases: Path, courses: Iterable[str]) -> list[dict[str, Any]]:
    """The newest release of each lesson of these courses, in the courses' order; unknown courses show nothing."""
    known = read_index(releases)
    return [
        describe(slug, known[slug], lesson)
        for slug in sorted(set(courses) & known.keys())
        for lesson in known[slug].get("lessons", ())
        if (releases / lesson["digest"] / "learner").is_dir()
    ]


def describe(slug: str, course: Mapping[str, Any], lesson: Mapping[str, Any]) -> dict[str, Any]:
    """One line of the list that the copier inside the sandbox reads."""
    return {
        "course": slug,
        "course_title": course["title"],
        "lesson": lesson["lesson"],
        "title": lesson["title"],
        "digest": lesson["digest"],
    }


def in_words(lessons: Iterable[Mapping[str, Any]]) -> str:
    """The list as it stands in a pod's environment; slugs and digests hold neither slash nor space."""
    return " ".join(f"{lesson['course']}/{lesson['lesson']}/{lesson['digest']}" for lesson in lessons)


def courses_of(groups: Iterable[Any]) -> list[str]:
    """The courses of a user's groups (one per offering), as webapp wrote them on the hub's groups."""
    properties = [group.properties or {} for group in groups]
    return [found["course"] for found in properties if isinstance(found.get("course"), str)]


def read_index(releases: Path) -> dict[str, Any]:
    """The courses in index.json; before the first build there are none."""
    try:
        courses = json.loads((releases / "index.json").read_text())["courses"]
    except (OSError, ValueError, KeyError):
        return {}
    return dict(courses) if isinstance(courses, dict) else {}


def folders(releases: Path, lessons: Iterable[Mapping[str, Any]]) -> dict[str, Path]:
    """The only folder of each release that a learner may see: no solution, hidden test or hint is in it."""
    return {lesson["digest"]: releases / lesson["digest"] / "learner" for lesson in lessons}
