"""講座一覧: the public pages, where somebody finds out what there is and whether it is for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, abort, g, render_template
from sqlalchemy import select

from course.catalogue import Course, Releases, Text, load_courses, read_releases
from webapp.db import session
from webapp.programme.models import Offering
from webapp.programme.needs.composing import is_composed
from webapp.programme.queries import Opening, announced_offerings, state_shown, takes_applications
from webapp.programme.reading import page_to_read
from webapp.programme.take_home.giving import Gives, gives

blueprint = Blueprint("programme", __name__)


@blueprint.app_template_filter("state_shown")
def state_now(offering: Opening) -> str:
    """Where an offering stands at the moment of the page."""
    return state_shown(offering, datetime.now(UTC))


@dataclass(frozen=True)
class ListedLesson:
    """A lesson in a course's list; `ready` once it has been released, `page` its page to read where there is one."""

    slug: str
    title: Text
    minutes: int
    ready: bool
    page: Text | None = None
    # 持ち帰るもの: what a teachers' module gives away.
    gives: Gives | None = None


@dataclass(frozen=True)
class ListedCourse:
    """A course with its lessons and what is announced of it."""

    course: Course
    lessons: tuple[ListedLesson, ...]
    offerings: list[Offering]

    @property
    def minutes(self) -> int:
        """How long all lessons take together."""
        return sum(lesson.minutes for lesson in self.lessons)


@blueprint.get("/")
def catalogue() -> str:
    """講座一覧: every course and what is announced of it."""
    courses = listed_courses()
    return _page("programme/catalogue.html", courses)


@blueprint.get("/courses/<slug>")
def course(slug: str) -> str:
    """One course: what one learns, lesson by lesson, and when it is given."""
    listed = next((entry for entry in listed_courses() if entry.course.slug == slug), None)
    if listed is None:
        abort(404)
    return _page("programme/course.html", [listed], listed=listed)


def _page(template: str, courses: list[ListedCourse], **told: object) -> str:
    at = datetime.now(UTC)
    open_now = {
        offering.id for entry in courses for offering in entry.offerings if takes_applications(offering, at)
    }
    return render_template(template, takes=open_now, courses=courses, **told)


def listed_courses() -> list[ListedCourse]:
    """The courses that can be attended first; within that, in the order of their folders' names."""
    offerings = announced_offerings(session(), datetime.now(UTC))
    given = set(session().scalars(select(Offering.course_slug).distinct()))
    released = read_releases(g.settings.releases)
    courses = [
        ListedCourse(
            course, tuple(listed_lessons(course, released, g.settings.site)), offerings.get(course.slug, [])
        )
        for course in load_courses(composed=g.settings.courses).values()
        # A course that was composed and never opened is the office's draft.
        if course.slug in given or not is_composed(course.slug, g.settings.courses)
    ]
    return sorted(courses, key=lambda entry: (not entry.offerings, entry.course.slug))


def listed_lessons(course: Course, released: Releases, site: Path) -> Iterator[ListedLesson]:
    """A course's lessons, those that are still being written (準備中) after the others."""
    for lesson in course.lessons:
        ready = released.current(course.slug, lesson.slug) is not None
        yield ListedLesson(
            lesson.slug,
            lesson.title,
            lesson.minutes,
            ready,
            page_to_read(site, lesson.course, lesson.slug),
            gives(lesson),
        )
    for planned in course.planned:
        yield ListedLesson(planned.slug, planned.title, planned.minutes, ready=False)
