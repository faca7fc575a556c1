"""予備コードのページ: eight codes to keep on paper, shown once."""

from datetime import UTC, datetime

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.changing import WrongPassword, prove
from webapp.enrolment.accounts.recovery import new_recovery_codes, recovery_codes_left
from webapp.enrolment.accounts.typed import person_id, was_wrong
from webapp.security import limiter

blueprint = Blueprint("recovery", __name__, url_prefix="/account/recovery-codes")


@blueprint.get("")
@require()
def page() -> str:
    """How many are left, and the way to new ones."""
    return _page()


@blueprint.post("")
@require()
@limiter.limit("10 per hour", key_func=person_id, deduct_when=was_wrong)
def make() -> str | tuple[str, int]:
    """New ones, in this answer and nowhere else."""
    learner = signed_in_learner()
    try:
        prove(learner, request.form.get("password", "")[:1000])
    except WrongPassword as wrong:
        return _page(password=_(str(wrong))), 422
    with transaction() as writing:
        codes = new_recovery_codes(writing, learner, datetime.now(UTC), key=g.settings.key_for("codes"))
    return render_template("accounts/recovery_codes.html", codes=codes, next=None)


def _page(**problems: str) -> str:
    left = recovery_codes_left(session(), signed_in_learner())
    return render_template("accounts/recovery.html", left=left, problems=problems)
