"""授業で使う (教員): open a class with a module, see the code and the counts, end it."""

from datetime import UTC, datetime
from http import HTTPStatus
from math import ceil

import segno
from flask import Blueprint, abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from course.catalogue import Release, read_release, read_releases
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Learner
from webapp.participation.operations import enrolment_for
from webapp.participation.plain.sheet import read_sheet
from webapp.participation.refusals import Refused
from webapp.participation.school_classes.codes import spaced
from webapp.participation.school_classes.counting import tally_of
from webapp.participation.school_classes.models import SchoolClass
from webapp.participation.school_classes.opening import class_of, end_class, is_open, offering_for, open_class
from webapp.participation.school_classes.seats import MOST_SEATS
from webapp.programme.models import Offering

blueprint = Blueprint("school_classes", __name__, url_prefix="/plain/<course>/<lesson>/class")


@blueprint.get("")
@require()
def page(course: str, lesson: str) -> str:
    """授業でこのモジュールを使う: the rules, and the class that is open or was the last."""
    learner, release, offering = _allowed(course, lesson)
    at = datetime.now(UTC)
    found = class_of(session(), learner)
    open_now = found is not None and is_open(session(), found, at)
    here = found is not None and (found.course_slug, found.lesson_slug) == (course, lesson)
    return render_template(
        "classes/teacher.html",
        course=course,
        release=release,
        found=found if here else None,
        elsewhere=found if open_now and not here else None,
        open_now=open_now and here,
        offering=offering,
        enrolled=is_enrolled(session(), learner, release),
        most=MOST_SEATS,
        **(_told(found, at) if found is not None and here else {}),
    )


@blueprint.post("/open")
@require()
def open_one(course: str, lesson: str) -> ResponseReturnValue:
    """クラスを開く: a new code; the class that was open ends."""
    learner, release, offering = _allowed(course, lesson)
    with transaction() as writing:
        open_class(writing, learner, offering, release, datetime.now(UTC))
    return redirect(url_for(".page", course=course, lesson=lesson), HTTPStatus.SEE_OTHER)


@blueprint.post("/end")
@require()
def end(course: str, lesson: str) -> ResponseReturnValue:
    """終わる: at once, for everybody in it; whoever opened it may, also when they may not open another."""
    with transaction() as writing:
        found = class_of(writing, signed_in_learner())
        if found is None or (found.course_slug, found.lesson_slug) != (course, lesson):
            abort(HTTPStatus.NOT_FOUND)
        end_class(writing, found, datetime.now(UTC))
    return redirect(url_for(".page", course=course, lesson=lesson), HTTPStatus.SEE_OTHER)


def is_enrolled(session: Session, learner: Learner, release: Release) -> bool:
    """Whether the lesson's plain page opens to this person; an instructor may have none."""
    try:
        enrolment_for(session, learner, release)
    except Refused:
        return False
    return True


def _allowed(course: str, lesson: str) -> tuple[Learner, Release, Offering]:
    learner = signed_in_learner()
    release = read_releases(g.settings.releases).current(course, lesson)
    offering = offering_for(session(), learner, course, datetime.now(UTC))
    if release is None or offering is None:
        abort(HTTPStatus.NOT_FOUND)
    return learner, release, offering


def _told(found: SchoolClass, at: datetime) -> dict[str, object]:
    sheet = read_sheet(g.settings.releases, read_release(g.settings.releases, found.release_digest))
    told: dict[str, object] = {
        "tally": tally_of(session(), found),
        "questions": [each for each in sheet.questions if each.runs],
    }
    if found.code is None:
        return told
    # The hub leads on from the short address; a picture is not typed, and goes straight to the page.
    picture = segno.make(f"{g.settings.link('/class')}?code={found.code}", error="m", micro=False)
    return {
        **told,
        "code": spaced(found.code),
        "address": f"{g.settings.url}/class",
        "picture": picture.svg_data_uri(scale=6, border=4, light="#fff", dark="#000"),
        "minutes": max(0, ceil((found.closes_at - at).total_seconds() / 60)),
    }
