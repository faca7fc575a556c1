"""パスワードの変更: the old one is asked, and every other browser signs in again."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner, stay_signed_in
from webapp.db import transaction
from webapp.enrolment.accounts.changing import WrongPassword, prove, set_password
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.password_rules import UnfitPassword
from webapp.enrolment.accounts.typed import person_id, was_wrong
from webapp.security import limiter

blueprint = Blueprint("account_password", __name__, url_prefix="/account/password")


@blueprint.get("")
@require()
def page() -> str:
    """The form."""
    return render_template("accounts/password.html", problems={})


@blueprint.post("")
@require()
@limiter.limit("10 per hour", key_func=person_id, deduct_when=was_wrong)
def change() -> Response | tuple[str, int]:
    """Change it."""
    learner, at = signed_in_learner(), datetime.now(UTC)
    new = request.form.get("new", "")
    try:
        prove(learner, request.form.get("old", "")[:1000])
        if new != request.form.get("again", ""):
            return _refused(again=_("二つの新しいパスワードが同じではありません。もう一度入力してください。"))
        if new == request.form.get("old"):
            return _refused(new=_("いまのパスワードと同じです。別のものにしてください。"))
        with transaction() as writing:
            set_password(writing, learner, new, at, why="password_changed")
    except WrongPassword as wrong:
        return _refused(old=_(str(wrong)))
    except UnfitPassword as unfit:
        return _refused(new=_(str(unfit)))
    stay_signed_in(learner)
    flash(done(end_at_hub(learner)))
    return redirect(url_for("account.page"), 303)


def done(ended_at_hub: bool) -> str:
    """What a changed password means for other browsers."""
    words = _(
        "パスワードを変更しました。ほかの端末ではサインアウトしました。教材を開くときは、新しいパスワードで一度サインインしてください。"
    )
    if not ended_at_hub:
        words = _(
            "パスワードを変更しました。学習環境が再起動中のため、ほかの端末で開いている教材は、次にサインインするまで開いたままのことがあります。"
        )
    return str(words)


def _refused(**problems: str) -> tuple[str, int]:
    return render_template("accounts/password.html", problems=problems), 422
