"""パスワードを忘れたとき: two proofs, and the same answer whatever is true."""

from datetime import UTC, datetime

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from webapp.db import transaction
from webapp.enrolment.accounts.addresses import LONGEST_ADDRESS
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.password_rules import UnfitPassword
from webapp.enrolment.accounts.resetting import ask_for_reset, reset_password
from webapp.enrolment.accounts.typed import typed_login_id, was_wrong
from webapp.security import limiter

blueprint = Blueprint("forgotten", __name__, url_prefix="/account/forgotten")


@blueprint.get("")
def page() -> str:
    """The first form: login ID and one of one's addresses."""
    return render_template("accounts/forgotten.html", problems={})


@blueprint.post("")
@limiter.limit("10 per hour", key_func=typed_login_id)
def ask() -> str | tuple[str, int]:
    """Send the codes, where there is somebody to send them to; the answer does not say so."""
    login_id = request.form.get("login_id", "")[:200].strip()
    address = request.form.get("address", "")[:LONGEST_ADDRESS].strip()
    missing = {"login_id": _("ログインIDを入力してください。")} if not login_id else {}
    if not address:
        missing["address"] = _("メールアドレスを入力してください。")
    if missing:
        return render_template("accounts/forgotten.html", problems=missing), 422
    with transaction() as writing:
        ask_for_reset(
            writing, login_id, address, datetime.now(UTC), key=g.settings.key_for("codes"),
            link=g.settings.url + url_for("forgotten.code"),
        )  # fmt: skip
    return _code_page({"login_id": login_id, "address": address}, sent=True)


@blueprint.get("/code")
def code() -> str:
    """The second form, as the mail's link opens it."""
    return _code_page({})


@blueprint.post("/code")
@limiter.limit("20 per hour", key_func=typed_login_id, deduct_when=was_wrong)
def reset() -> str | tuple[str, int]:
    """Set the new password."""
    form = {name: request.form.get(name, "")[:1001] for name in FIELDS}
    if form["new"] != form["again"]:
        again = _("二つの新しいパスワードが同じではありません。もう一度入力してください。")
        return _code_page(form, again=again), 422
    try:
        with transaction() as writing:
            learner = reset_password(
                writing, form["login_id"], form["address"], form["code"], form["proof"], form["new"],
                datetime.now(UTC), key=g.settings.key_for("codes"),
                factor_key=g.settings.key_for("second factor"),
            )  # fmt: skip
    except UnfitPassword as unfit:
        return _code_page(form, new=_(str(unfit))), 422
    if learner is None:
        return _code_page(form, code=_wrong()), 422
    end_at_hub(learner)
    return render_template("accounts/password_set.html", login_id=learner.login_id)


FIELDS = ("login_id", "address", "code", "proof", "new", "again")


def _wrong() -> str:
    """One sentence for everything that may be wrong."""
    words = _(
        "確認できませんでした。ログインID、メールアドレス、二つの番号を確かめてください。番号は30分で使えなくなり、5回続けて違うと新しい番号が必要です。"
    )
    return str(words)


def _code_page(typed: dict[str, str], *, sent: bool = False, **problems: str) -> str:
    return render_template("accounts/forgotten_code.html", typed=typed, sent=sent, problems=problems)
