"""承認待ちのページ: an office reminds those who were asked, and writes down what came on paper."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.models import Approval
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.approvals import approval_of, ask_again, outstanding, record_on_paper
from webapp.enrolment.operations import NotPossible
from webapp.looking import look
from webapp.programme.models import Offering

blueprint = Blueprint("office_approvals", __name__)
PAGE = "/office/offerings/<int(max=2147483647):offering_id>/approvals"
ONE = f"{PAGE}/<int(max=2147483647):approval_id>"
LONGEST_NOTE = 500


@blueprint.get(PAGE)
@require(Role.COORDINATOR)
def approvals(offering_id: int) -> str:
    """回答待ちの承認, the oldest first."""
    return _page(hosted(offering_id))


@blueprint.post(f"{ONE}/remind")
@require(Role.COORDINATOR)
def remind(offering_id: int, approval_id: int) -> Response | tuple[str, int]:
    """もう一度お願いする."""
    offering = hosted(offering_id)
    found, address = _approval(offering, approval_id), request.form.get("address", "")
    try:
        with transaction() as writing:
            ask_again(writing, found, address, datetime.now(UTC), signed_in_learner().id)
    except NotPossible as problem:
        return _page(offering, found, _(str(problem))), 422
    flash(_("%(name)s様へ、承認のお願いをもう一度送ります。", name=found.approver_name))
    return redirect(url_for("office_approvals.approvals", offering_id=offering.id), 303)


@blueprint.post(f"{ONE}/paper")
@require(Role.COORDINATOR)
def paper(offering_id: int, approval_id: int) -> Response | tuple[str, int]:
    """書面の回答を記録する."""
    offering = hosted(offering_id)
    found, answer = _approval(offering, approval_id), request.form.get("answer")
    note = request.form.get("note", "").replace("\0", "").strip()
    if answer not in ("yes", "no") or len(note) > LONGEST_NOTE:
        return _page(
            offering, found, _("「承認」か「不承認」を選び、ひとことは500文字までにしてください。")
        ), 422
    try:
        with transaction() as writing:
            record_on_paper(writing, found, answer == "yes", note, datetime.now(UTC), signed_in_learner().id)
    except NotPossible as problem:
        return _page(offering, found, _(str(problem))), 409
    flash(_("%(name)s様の書面の回答を記録しました。", name=found.approver_name))
    return redirect(url_for("office_approvals.approvals", offering_id=offering.id), 303)


def _approval(offering: Offering, approval_id: int) -> Approval:
    found = approval_of(session(), offering, approval_id)
    if found is None:
        abort(404)
    return found


def _page(offering: Offering, wrong: Approval | None = None, problem: str = "") -> str:
    waiting = outstanding(session(), offering)
    look(
        "approvals_seen", f"offering/{offering.id}", [approval.application.learner_id for approval in waiting]
    )
    return render_template(
        "office/approvals.html",
        offering=offering,
        waiting=waiting,
        wrong=wrong.id if wrong else None,
        problem=problem,
        typed=request.form,
    )
