"""退会のページ: what goes, what stays and why, then the password and a word; nothing brings it back."""

from datetime import UTC, datetime

from flask import Blueprint, current_app, g, make_response, render_template, request
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import database, session, transaction
from webapp.enrolment.accounts.changing import WrongPassword
from webapp.enrolment.accounts.typed import person_id, was_wrong
from webapp.enrolment.models import Learner
from webapp.enrolment.operations import NotPossible
from webapp.fiscal_year import japanese_date
from webapp.rights.leaving import STILL_STAFF, clear_after, leave, must_stay, seats_given_back, was_enrolled
from webapp.rights.proving import prove_again
from webapp.security import limiter

blueprint = Blueprint("leaving", __name__, url_prefix="/account/leave")


@blueprint.get("")
@require()
def page() -> str:
    """退会の前に: nothing has happened yet."""
    return _page(signed_in_learner(), {})


@blueprint.post("")
@require()
@limiter.limit("10 per hour", key_func=person_id, deduct_when=was_wrong)
def go() -> Response | tuple[str, int]:
    """退会する."""
    learner, at = signed_in_learner(), datetime.now(UTC)
    if request.form.get("understood") != "yes":
        return _page(learner, {"understood": _("元に戻せないことを確かめ、印を付けてください。")}), 422
    try:
        prove_again(learner, request.form.get("password", "")[:1000])
        with transaction() as writing:
            done = leave(writing, g.settings, learner, at, japanese_date(at))
    except WrongPassword as wrong:
        return _page(learner, {"password": _(str(wrong))}), 422
    except NotPossible as problem:
        return _page(learner, {"understood": _(str(problem))}), 409
    clear_after(database(), g.settings, current_app.extensions["hub"], done)
    cookie.clear()
    g.learner = None  # whoever was signed in is nobody now, on this very page too
    answer = make_response(render_template("rights/gone.html"))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _page(learner: Learner, problems: dict[str, str]) -> str:
    return render_template(
        "rights/leave.html",
        problems=problems,
        stays=_(STILL_STAFF) if must_stay(learner, japanese_date(datetime.now(UTC))) else "",
        seats=seats_given_back(session(), learner),
        counted=was_enrolled(session(), learner),
        keep=g.settings.keep,
    )
