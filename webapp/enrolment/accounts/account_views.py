"""アカウントのページ: one's login ID and addresses, what one agreed to, and who did what with one's data."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, roles_of, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.recovery import recovery_codes_left
from webapp.enrolment.accounts.second_factor import ROLES, is_confirmed
from webapp.enrolment.accounts.told import told_about
from webapp.enrolment.applying.consents import record_consents
from webapp.enrolment.applying.models import Consent, ConsentKind
from webapp.enrolment.models import Role

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@require()
def page() -> str:
    """My account."""
    learner = signed_in_learner()
    consents = select(Consent).filter_by(learner_id=learner.id).order_by(Consent.id.desc())
    roles = roles_of(learner)
    return render_template(
        "accounts/account.html",
        consents=list(session().scalars(consents)),
        told=told_about(session(), learner, most=10),
        codes_left=recovery_codes_left(session(), learner),
        takes_factor=not roles.isdisjoint(ROLES),
        has_factor=is_confirmed(session(), learner),
        helps_colleagues=not roles.isdisjoint({Role.COORDINATOR, Role.OPERATOR}),
    )


@blueprint.post("/announcements")
@require()
def announcements() -> Response:
    """次回案内: wanted or not; nothing else of the form is read."""
    learner = signed_in_learner()
    wants = request.form.get("wants") == "yes"
    with transaction() as writing:
        if learner.wants_announcements != wants:
            learner.wants_announcements = wants
            record_consents(writing, learner, {ConsentKind.ANNOUNCEMENTS: wants}, datetime.now(UTC))
            record(writing, datetime.now(UTC), learner.id, "announcements_changed", f"learner/{learner.id}")
    flash(_("次回案内をお送りします。") if wants else _("次回案内はお送りしません。"))
    return redirect(url_for("account.page"), 303)
