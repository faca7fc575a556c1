"""持ち帰れるもの: whether a lesson gives a 学習指導案 or a ワークシート away."""

from dataclasses import dataclass

from flask import g

from course.catalogue import lesson_plan_of, load_courses, worksheet_of


@dataclass(frozen=True)
class Gives:
    """What a lesson gives away."""

    plan: bool = False
    worksheet: bool = False


def gives_away(slug: str, lesson_slug: str) -> Gives:
    """Look it up in the course that this lesson is taken in; a lesson that is no more gives nothing."""
    course = load_courses(composed=g.settings.courses).get(slug)
    lesson = next((one for one in course.lessons if one.slug == lesson_slug), None) if course else None
    if lesson is None:
        return Gives()
    return Gives(lesson_plan_of(lesson) is not None, worksheet_of(lesson) is not None)
