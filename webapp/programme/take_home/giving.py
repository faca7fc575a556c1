"""持ち帰れるもの: whether a lesson gives a 学習指導案, a ワークシート or 掲示用の図 away."""

from dataclasses import dataclass

from flask import g

from course.catalogue import Course, Lesson, lesson_plan_of, load_courses, posters_of, worksheet_of


@dataclass(frozen=True)
class Gives:
    """What a lesson gives away."""

    plan: bool = False
    worksheet: bool = False
    answers: bool = False
    posters: bool = False


def gives(lesson: Lesson) -> Gives:
    """What this lesson gives away."""
    sheet = worksheet_of(lesson)
    return Gives(
        plan=lesson_plan_of(lesson) is not None,
        worksheet=sheet is not None,
        answers=sheet is not None and sheet.answered,
        posters=bool(posters_of(lesson)),
    )


def gives_away(slug: str, lesson_slug: str) -> Gives:
    """The same by names; a lesson that is no more gives nothing."""
    found = find_lesson(slug, lesson_slug)
    return gives(found[1]) if found else Gives()


def find_lesson(slug: str, lesson_slug: str) -> tuple[Course, Lesson] | None:
    """A lesson in the course in which it is taken."""
    course = load_courses(composed=g.settings.courses).get(slug)
    lesson = next((one for one in course.lessons if one.slug == lesson_slug), None) if course else None
    return (course, lesson) if course and lesson else None
