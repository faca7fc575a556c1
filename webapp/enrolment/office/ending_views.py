"""開講中止のページ: whom it concerns is shown first, and everybody who applied is told why."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.endings import CAN_BE_CALLED_OFF, call_off
from webapp.enrolment.applying.telling import alive_in
from webapp.enrolment.models import Application, Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Offering, OfferingState

blueprint = Blueprint("endings", __name__)
PAGE = "/office/offerings/<int(max=2147483647):offering_id>/call-off"
LONGEST_REASON = 500


@blueprint.get(PAGE)
@require(Role.COORDINATOR)
def ask(offering_id: int) -> str:
    """開講中止の確認: nothing has changed yet."""
    return _page(hosted(offering_id))


@blueprint.post(PAGE)
@require(Role.COORDINATOR)
def decide(offering_id: int) -> Response | tuple[str, int]:
    """開講を中止して知らせる; pressing twice tells nobody twice."""
    offering, at, by = hosted(offering_id), datetime.now(UTC), signed_in_learner().id
    reason = request.form.get("reason", "").replace("\0", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        return _page(
            offering, _("理由を500文字までで入力してください。申し込んだ人に伝わります。"), reason
        ), 422
    try:
        with transaction() as writing:
            before = offering.state
            told = call_off(writing, offering, reason, at)
            if before is not OfferingState.CANCELLED:
                record(writing, at, by, "called_off", f"offering/{offering.id}", told=told)
    except NotPossible as problem:
        return _page(offering, _(str(problem)), reason), 409
    flash(_("開講を中止しました。申し込んだ人にメールで知らせます。"))
    return redirect(url_for("office.offering", offering_id=offering.id), 303)


def _page(offering: Offering, problem: str = "", reason: str = "") -> str:
    concerned: Sequence[Application] = alive_in(session(), offering)
    return render_template(
        "office/call_off.html",
        offering=offering,
        possible=offering.state in CAN_BE_CALLED_OFF,
        mails=sum(bool(application.learner.email) for application in concerned),
        to_call=[application.learner for application in concerned if not application.learner.email],
        problem=problem,
        reason=reason,
        longest=LONGEST_REASON,
    )
