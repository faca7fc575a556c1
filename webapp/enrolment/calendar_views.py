"""カレンダーのアドレス: one for everybody per offering, one per person that only they know."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, g, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.calendars import learner_of, own_calendar, public_calendar, renew_address
from webapp.languages import language
from webapp.programme.models import Offering

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/offerings/<int(max=2147483647):offering_id>.ics")
def of_offering(offering_id: int) -> Response:
    """The classes of an announced offering."""
    offering = session().get(Offering, offering_id)
    if offering is None:
        abort(404)
    page = g.settings.url + url_for("programme.course", slug=offering.course_slug)
    found = public_calendar(session(), offering_id, language(), page, datetime.now(UTC))
    if found is None:
        abort(404)
    return _answer(found)


@blueprint.get("/calendar/<token>.ics")
def of_person(token: str) -> Response:
    """One's own classes; a calendar program cannot sign in, so the address itself is the key."""
    learner = learner_of(session(), token, g.settings.secret_key)
    if learner is None:
        abort(404)
    page = g.settings.url + url_for("my_page.show")
    answer = _answer(own_calendar(session(), learner, page, datetime.now(UTC)))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.post("/my-page/calendar")
@require()
def renew() -> AnyResponse:
    """アドレスを新しくする: the old one opens nothing from now on."""
    learner, at = signed_in_learner(), datetime.now(UTC)
    with transaction() as writing:
        renew_address(writing, learner.id)
        record(writing, at, learner.id, "calendar_renewed", f"learner/{learner.id}")
    flash(_("カレンダーのアドレスを新しくしました。カレンダーに登録し直してください。"))
    return redirect(url_for("my_page.show"), 303)


def _answer(calendar: bytes) -> Response:
    return Response(calendar, mimetype="text/calendar", headers={"Content-Disposition": "inline"})
