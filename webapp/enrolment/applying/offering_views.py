"""講座の募集ページ: what a person must know before they apply."""

from datetime import UTC, datetime

from flask import Blueprint, abort, g, render_template

from course.catalogue import load_courses
from webapp.auth import current_learner
from webapp.db import session
from webapp.enrolment.applying.conditions import conditions_of
from webapp.enrolment.applying.lottery import recipe
from webapp.enrolment.applying.models import Draw
from webapp.enrolment.applying.submitting import application_of
from webapp.programme.models import Offering

blueprint = Blueprint("offerings", __name__)


def announced(offering_id: int) -> Offering:
    """The offering, or 404."""
    found = session().get(Offering, offering_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/offerings/<int(max=2147483647):offering_id>")
def offering(offering_id: int) -> str:
    """募集の条件: who gives it, for whom, when, how people are chosen and what completes it."""
    found = announced(offering_id)
    course = load_courses(composed=g.settings.courses).get(found.course_slug)
    learner = current_learner()
    return render_template(
        "applying/offering.html",
        offering=found,
        course=course,
        drawn=session().get(Draw, found.id) is not None,
        conditions=conditions_of(session(), found, course, datetime.now(UTC)),
        mine=application_of(session(), learner, found) if learner else None,
    )


@blueprint.get("/offerings/<int(max=2147483647):offering_id>/draw")
def drawn(offering_id: int) -> str:
    """抽選の結果: application numbers only, and how anybody computes them again."""
    found = announced(offering_id)
    done = session().get(Draw, found.id)
    if done is None:
        abort(404)
    return render_template(
        "applying/draw.html", offering=found, done=done, recipe=recipe(done.published, done.order)
    )
