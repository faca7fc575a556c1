"""同僚の二段階認証: a colleague whose device is lost is helped by another one of the same partner."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import coordinated_partners, require, roles_of, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.colleagues import colleagues_of
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.second_factor import is_confirmed, reset_second_factor
from webapp.enrolment.models import Learner, Role
from webapp.fiscal_year import japanese_date
from webapp.looking import look

blueprint = Blueprint("colleagues", __name__, url_prefix="/account/colleagues")


@blueprint.get("")
@require(Role.COORDINATOR, Role.OPERATOR)
def page() -> str:
    """Whom one may help."""
    people = _colleagues()
    look("colleagues_seen", "colleagues", [person.id for person in people])
    rows = [(person, is_confirmed(session(), person)) for person in people]
    return render_template("accounts/colleagues.html", rows=rows)


@blueprint.post("/<int(max=2147483647):learner_id>/second-factor")
@require(Role.COORDINATOR, Role.OPERATOR)
def reset(learner_id: int) -> Response:
    """Take it off; the colleague sets up a new one at the next sign-in."""
    person = next((found for found in _colleagues() if found.id == learner_id), None)
    if person is None:
        abort(404)
    with transaction() as writing:
        reset_second_factor(writing, person, datetime.now(UTC), by=signed_in_learner().id)
    end_at_hub(person)
    flash(_("二段階認証を外しました。本人が次にサインインするときに、新しく設定します。"))
    return redirect(url_for("colleagues.page"), 303)


def _colleagues() -> list[Learner]:
    learner = signed_in_learner()
    is_operator = Role.OPERATOR in roles_of(learner)
    return colleagues_of(
        session(),
        learner,
        coordinated_partners(learner),
        japanese_date(datetime.now(UTC)),
        is_operator=is_operator,
    )
