"""承認のページ: who was asked answers here, without an account, once."""

from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.enrolment.applying.approving import find_approval
from webapp.enrolment.applying.models import Approval
from webapp.enrolment.applying.operations import approve
from webapp.enrolment.models import ApplicationState

blueprint = Blueprint("approvals", __name__)

LONGEST_NOTE = 500


@blueprint.get("/approvals/<token>")
def approval(token: str) -> str:
    """Who applied for what; opening it changes nothing."""
    return _page(_found(token))


@blueprint.post("/approvals/<token>")
def answer(token: str) -> str | Response | tuple[str, int]:
    """承認する・承認しない: the first answer stands."""
    found = _found(token)
    given, note = request.form.get("answer"), request.form.get("note", "").strip()
    if given not in ("yes", "no"):
        return _page(found, _("「承認する」か「承認しない」を選んでください。")), 422
    if len(note) > LONGEST_NOTE or "\0" in note:
        return _page(found, _("ひとことは500文字までにしてください。"), note), 422
    with transaction() as writing:
        approve(writing, found, given == "yes", note, datetime.now(UTC))
    return redirect(url_for("approvals.approval", token=token), 303)


def _found(token: str) -> Approval:
    found = find_approval(session(), token)
    if found is None:
        abort(404)
    return found


def _page(found: Approval, problem: str = "", note: str = "") -> str:
    waits = found.application.state is ApplicationState.APPLIED
    return render_template("applying/approval.html", approval=found, waits=waits, problem=problem, note=note)
