"""訂正の請求への回答のページ: both values side by side; accepted at once, or refused with a reason."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import coordinated_partners, require, roles_of, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.corrections.fields import LABELS, choices
from webapp.enrolment.corrections.models import Correction
from webapp.enrolment.corrections.operations import decide, wishes_for
from webapp.enrolment.models import Role
from webapp.enrolment.operations import NotPossible
from webapp.looking import look
from webapp.not_yours import not_yours
from webapp.rights.closed_years import closed_years

blueprint = Blueprint("office_corrections", __name__, url_prefix="/office/corrections")


@blueprint.get("")
@require(Role.COORDINATOR, Role.OPERATOR)
def page() -> str:
    """What waits, and what was answered."""
    return _page()


@blueprint.post("/<int(max=2147483647):correction_id>")
@require(Role.COORDINATOR, Role.OPERATOR)
def answer(correction_id: int) -> Response | tuple[str, int]:
    """認める・認めない."""
    found = next((wish for wish in _wishes() if wish.id == correction_id), None)
    if found is None:
        not_yours(f"correction/{correction_id}")
    said = request.form.get("answer", "").replace("\0", "")
    try:
        with transaction() as writing:
            decide(writing, found, request.form.get("do") == "accept", said, datetime.now(UTC),
                   signed_in_learner().id, closed_years(writing))  # fmt: skip
    except NotPossible as problem:
        session().refresh(found)
        return _page(found.id, _(str(problem))), 422
    flash(_("回答しました。本人の画面に出ます。"))
    return redirect(url_for("office_corrections.page"), 303)


def _wishes() -> list[Correction]:
    learner = signed_in_learner()
    hosts = [partner.id for partner in coordinated_partners(learner)]
    return list(wishes_for(session(), hosts, is_operator=Role.OPERATOR in roles_of(learner)))


def _page(wrong: int | None = None, problem: str = "") -> str:
    wishes = _wishes()
    if wishes:
        look("corrections_seen", "corrections", [wish.learner_id for wish in wishes])
    return render_template(
        "rights/deciding.html",
        wishes=wishes,
        labels=LABELS,
        kinds=choices(session(), g.settings.region.school_type_names),
        closed=closed_years(session()),
        wrong=wrong,
        problem=problem,
        typed=request.form,
    )
