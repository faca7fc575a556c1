"""どこで解いているか: the lesson that an address names, for the signed-in person who is enrolled in it."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from flask import abort, g, url_for

from course.catalogue import Release, read_releases
from webapp.auth import signed_in_learner
from webapp.db import session
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.operations import enrolment_for
from webapp.participation.plain.owners import Owner
from webapp.participation.plain.sheet import Question, Sheet, read_sheet
from webapp.participation.refusals import Refused


@dataclass(frozen=True)
class Spot:
    """Where a lesson's sheet is worked on, whoever does it; pages are at an address of their own."""

    course: str
    sheet: Sheet

    # Whether this is a pupil's seat in a class, where nothing is kept and nothing handed in.
    in_class: ClassVar[bool] = False

    def address(self, page: str, question: Question | None = None, **more: Any) -> str:
        """The address of a page or a button of this place."""
        raise NotImplementedError

    @property
    def release(self) -> Release:
        """The lesson's newest release."""
        return self.sheet.release

    @property
    def lesson(self) -> str:
        """The lesson's name in the database."""
        return self.release.lesson


@dataclass(frozen=True)
class Place(Spot):
    """A learner's place; the course is the one whose offering they are enrolled in."""

    learner: Learner
    enrolment: Enrolment

    @property
    def owner(self) -> Owner:
        """Whose drafts and runs these are."""
        return Owner(self.enrolment.id)

    def address(self, page: str, question: Question | None = None, **more: Any) -> str:
        """The address of a page or a button of this place."""
        if question is not None:
            more["question"] = question.id
        return url_for(f"plain.{page}", course=self.course, lesson=self.lesson, **more)


def find_place(course: str, lesson: str) -> Place:
    """The lesson that an address names; nobody else's course is found."""
    learner = signed_in_learner()
    release = read_releases(g.settings.releases).current(course, lesson)
    if release is None:
        abort(HTTPStatus.NOT_FOUND)
    try:
        enrolment = enrolment_for(session(), learner, release)
    except Refused:
        abort(HTTPStatus.NOT_FOUND)
    return Place(course, read_sheet(g.settings.releases, release), learner, enrolment)


def find_question(place: Spot, question_id: str) -> Question:
    """The question that an address names."""
    question = place.sheet.question(question_id)
    if question is None:
        abort(HTTPStatus.NOT_FOUND)
    return question
