"""どこで解いているか: the lesson that an address names, for the signed-in person who is enrolled in it."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, g

from course.catalogue import Release, read_releases
from webapp.auth import signed_in_learner
from webapp.db import session
from webapp.enrolment.models import Enrolment, Learner
from webapp.participation.operations import enrolment_for
from webapp.participation.plain.owners import Owner
from webapp.participation.plain.sheet import Question, Sheet, read_sheet
from webapp.participation.refusals import Refused


@dataclass(frozen=True)
class Place:
    """A lesson's sheet, and who works on it; the course is the one whose offering they are enrolled in."""

    course: str
    learner: Learner
    enrolment: Enrolment
    sheet: Sheet

    @property
    def owner(self) -> Owner:
        """Whose drafts and runs these are."""
        return Owner(self.enrolment.id)

    @property
    def release(self) -> Release:
        """The lesson's newest release."""
        return self.sheet.release

    @property
    def lesson(self) -> str:
        """The lesson's name in the database."""
        return self.release.lesson


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
    return Place(course, learner, enrolment, read_sheet(g.settings.releases, release))


def find_question(place: Place, question_id: str) -> Question:
    """The question that an address names."""
    question = place.sheet.question(question_id)
    if question is None:
        abort(HTTPStatus.NOT_FOUND)
    return question
