"""対応先の呼び名: lessons, courses and offerings by which a need can be answered, in the language of the page."""

from collections.abc import Collection, Mapping

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from course.catalogue import Course, load_courses
from webapp.languages import localised
from webapp.programme.models import Offering, OfferingState
from webapp.programme.naming import offering_name


def titles_of(courses: Mapping[str, Course]) -> dict[tuple[str, str], str]:
    """What courses (with an empty lesson) and lessons are called."""
    found = {(slug, ""): localised(course.title) for slug, course in courses.items()}
    for slug, course in courses.items():
        for lesson in course.lessons:
            found[slug, lesson.slug] = f"{lesson.slug.upper()} {localised(lesson.title)}"
    return found


def linkable(session: Session, hosts: Collection[int]) -> list[tuple[str, str]]:
    """What a need can be linked to by hand: own offerings that are not called off, courses, and authored lessons."""
    asked = select(Offering).where(Offering.host_id.in_(hosts), Offering.state != OfferingState.CANCELLED)
    offerings = session.scalars(asked.order_by(Offering.starts_on.desc(), Offering.id).limit(100))
    found = [(f"offering:{one.id}", localised(offering_name(one))) for one in offerings]
    for slug, course in load_courses(composed=g.settings.courses).items():
        found.append((f"course:{slug}", localised(course.title)))
        found += [
            (f"course:{slug}/{lesson.slug}", f"{lesson.slug.upper()} {localised(lesson.title)}")
            for lesson in course.lessons
            if lesson.course == slug
        ]
    return found
