"""講師のページ: the offerings that somebody looks after, and the way to each one's book."""

from datetime import UTC, datetime

from flask import Blueprint, current_app, g, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from course.catalogue import Release, read_releases
from webapp.auth import require, signed_in_learner
from webapp.db import session
from webapp.enrolment.models import Enrolment, Role
from webapp.enrolment.teaching import taught_offerings
from webapp.hub import Hub, ServerState
from webapp.looking import look
from webapp.participation import books
from webapp.participation.looked_after import looked_after
from webapp.participation.school_classes.opening import offering_for
from webapp.participation.teaching import TaughtOffering, with_numbers
from webapp.programme.models import Offering

blueprint = Blueprint("teaching", __name__, url_prefix="/teaching")


@blueprint.get("")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def overview() -> str:
    """Everything one looks after, with what waits there."""
    taught = with_numbers(session(), g.settings.gradebooks, taught_offerings(session(), signed_in_learner()))
    return render_template("teaching/overview.html", taught=taught)


@blueprint.get("/<int(max=2147483647):offering_id>")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def offering(offering_id: int) -> str:
    """One offering, section by section."""
    found = looked_after(offering_id)
    return render_template("teaching/offering.html", taught=_numbers_of(found), modules=_for_a_class(found))


@blueprint.post("/<int(max=2147483647):offering_id>/book")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def open_book(offering_id: int) -> Response:
    """成績簿を開く: start its server where it does not run, and lead there."""
    looked_after(offering_id)
    if not books.has_book(g.settings.gradebooks, offering_id):
        return redirect(url_for("teaching.offering", offering_id=offering_id))
    reader = signed_in_learner().hub_user
    enrolled = session().scalars(select(Enrolment.learner_id).filter_by(offering_id=offering_id))
    look("book_opened", f"offering/{offering_id}", enrolled)
    books.open_book(_hub(), g.settings.gradebooks, offering_id, reader)
    return redirect(url_for("teaching.book", offering_id=offering_id))


@blueprint.get("/<int(max=2147483647):offering_id>/book")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def book(offering_id: int) -> str | Response:
    """Wait for the book's server, then go there."""
    found = looked_after(offering_id)
    state = _hub().server_state(books.course_user(offering_id))
    if state is ServerState.READY:
        return redirect(books.address_of(offering_id))
    starting = state is ServerState.STARTING
    return render_template("teaching/book.html", offering=found, starting=starting)


def _for_a_class(found: Offering) -> tuple[Release, ...]:
    """授業で使えるモジュール: those with which this person may open a class; mostly none."""
    if offering_for(session(), signed_in_learner(), found.course_slug, datetime.now(UTC)) is None:
        return ()
    course = read_releases(g.settings.releases).course(found.course_slug)
    return course.lessons if course else ()


def _numbers_of(found: Offering) -> TaughtOffering:
    (taught,) = with_numbers(session(), g.settings.gradebooks, [found])
    return taught


def _hub() -> Hub:
    hub: Hub = current_app.extensions["hub"]
    return hub
