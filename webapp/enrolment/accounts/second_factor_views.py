"""二段階認証のページ: set up once, asked for after each sign-in."""

from datetime import UTC, datetime

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from webapp.auth import require, safe_next, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts import second_factor
from webapp.enrolment.accounts.gate import SHOWN
from webapp.enrolment.accounts.models import SecondFactor
from webapp.enrolment.accounts.recovery import check_recovery_code, new_recovery_codes
from webapp.enrolment.accounts.typed import person_id, was_wrong
from webapp.enrolment.models import Role
from webapp.enrolment.operations import NotPossible
from webapp.languages import localised
from webapp.security import limiter

blueprint = Blueprint("second_factor", __name__, url_prefix="/account/second-factor")

STAFF = (Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR)
TRIES = "5 per 15 minutes; 50 per day"


@blueprint.get("")
@require(*STAFF)
def page() -> str | Response:
    """Where it stands: not set up, being set up (with the picture to scan), or in use."""
    factor = session().get(SecondFactor, signed_in_learner().id)
    if factor is not None and factor.confirmed_at is not None and not cookie.get(SHOWN):
        return redirect(url_for("second_factor.ask"))
    return _page(factor)


@blueprint.post("/begin")
@require(*STAFF)
def begin() -> Response:
    """A new secret to scan."""
    try:
        with transaction() as writing:
            second_factor.begin(writing, signed_in_learner(), key=g.settings.key_for("second factor"))
    except NotPossible:
        abort(400)
    return redirect(url_for("second_factor.page"), 303)


@blueprint.post("/confirm")
@require(*STAFF)
@limiter.limit(TRIES, key_func=person_id, deduct_when=was_wrong)
def confirm() -> str | tuple[str, int]:
    """The app works: in use from now on; the recovery codes stand in this answer and nowhere else."""
    learner, at = signed_in_learner(), datetime.now(UTC)
    with transaction() as writing:
        right = second_factor.confirm(
            writing, learner, request.form.get("code", "")[:100], at, key=g.settings.key_for("second factor")
        )
        codes = new_recovery_codes(writing, learner, at, key=g.settings.key_for("codes")) if right else []
    if not right:
        return _page(session().get(SecondFactor, learner.id), wrong=True), 422
    cookie[SHOWN] = True
    return render_template("accounts/recovery_codes.html", codes=codes, next=_next())


@blueprint.get("/code")
@require(*STAFF)
def ask() -> str | Response:
    """The six digits, after signing in."""
    if not second_factor.is_confirmed(session(), signed_in_learner()):
        return redirect(url_for("second_factor.page"))
    return render_template("accounts/second_factor_code.html", wrong=False, next=request.args.get("next", ""))


@blueprint.post("/code")
@require(*STAFF)
@limiter.limit(TRIES, key_func=person_id, deduct_when=was_wrong)
def enter() -> Response | tuple[str, int]:
    """Six digits, or a recovery code."""
    learner, at, typed = signed_in_learner(), datetime.now(UTC), request.form.get("code", "")[:100]
    with transaction() as writing:
        match = second_factor.check_totp(writing, learner, typed, at, key=g.settings.key_for("second factor"))
        paper = (
            None if match else check_recovery_code(writing, learner, typed, key=g.settings.key_for("codes"))
        )
        if match:
            match.use(writing)
        elif paper:
            paper.used_at = at
    if not match and not paper:
        wanted = request.form.get("next", "")
        return render_template("accounts/second_factor_code.html", wrong=True, next=wanted), 422
    cookie[SHOWN] = True
    return redirect(_next(), 303)


def _next() -> str:
    return safe_next(request.form.get("next"))


def _page(factor: SecondFactor | None, *, wrong: bool = False) -> str:
    secret = picture = None
    if factor is not None and factor.confirmed_at is None:
        secret = second_factor.secret_of(factor, key=g.settings.key_for("second factor"))
        picture = second_factor.picture_of(
            secret, signed_in_learner().login_id, localised(g.settings.region.brand)
        )
    return render_template(
        "accounts/second_factor.html", factor=factor, secret=secret, picture=picture, wrong=wrong,
        required=g.settings.second_factor_required,
    )  # fmt: skip
