"""メールアドレスの変更: by oneself, with the password; the new one is confirmed before it counts."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts import contact
from webapp.enrolment.accounts.addresses import LONGEST_ADDRESS
from webapp.enrolment.accounts.changing import WrongPassword, prove
from webapp.enrolment.accounts.codes import look_up_token
from webapp.enrolment.accounts.typed import person_id, was_wrong
from webapp.enrolment.operations import NotPossible
from webapp.security import limiter

blueprint = Blueprint("account_addresses", __name__, url_prefix="/account/addresses")

# In our cookie: which address somebody typed for which place, while its code is on the way.
TYPED = "confirming"


@blueprint.get("")
@require()
def page() -> str:
    """Both addresses."""
    return render_template("accounts/addresses.html", problems={}, which=None, typed="")


@blueprint.post("/<any(first, second):which>")
@require()
@limiter.limit("10 per hour", key_func=person_id, deduct_when=was_wrong)
def ask(which: str) -> Response | tuple[str, int]:
    """Send a code to a new address."""
    learner, typed = signed_in_learner(), request.form.get("address", "")[: LONGEST_ADDRESS + 1]
    link = g.settings.url + url_for("account_addresses.linked", which=which, token="")
    try:
        prove(learner, request.form.get("password", "")[:1000])
        with transaction() as writing:
            issued = contact.ask_to_confirm(
                writing, learner, which, typed, datetime.now(UTC), key=g.settings.key_for("codes"),
                link=link.rstrip("/"),
            )  # fmt: skip
    except WrongPassword as wrong:
        return _refused(which, typed, password=_(str(wrong)))
    except NotPossible as refused:
        return _refused(which, typed, address=_(str(refused)))
    cookie[TYPED] = {which: issued.row.address}
    return redirect(url_for("account_addresses.code", which=which), 303)


@blueprint.get("/<any(first, second):which>/code")
@require()
def code(which: str) -> str | Response:
    """The form for the code."""
    if which not in cookie.get(TYPED, {}):
        return redirect(url_for("account_addresses.page"))
    return _code_page(which)


@blueprint.post("/<any(first, second):which>/code")
@require()
@limiter.limit("30 per hour", key_func=person_id, deduct_when=was_wrong)
def confirm(which: str) -> Response | tuple[str, int]:
    """The address counts from now on."""
    address = cookie.get(TYPED, {}).get(which, "")
    with transaction() as writing:
        right = contact.confirm_by_code(
            writing, signed_in_learner(), which, address, request.form.get("code", "")[:100],
            datetime.now(UTC), key=g.settings.key_for("codes"),
        )  # fmt: skip
    if not right:
        return _code_page(which, wrong=True), 422
    cookie.pop(TYPED, None)
    return _confirmed()


@blueprint.get("/<any(first, second):which>/link/<token>")
def linked(which: str, token: str) -> str | tuple[str, int]:
    """The page behind the link: a button; office scanners open links, so opening changes nothing."""
    row = look_up_token(session(), contact.PURPOSES[which], token, datetime.now(UTC))
    if row is None:
        return render_template("accounts/link_over.html"), 404
    return render_template("accounts/link.html", address=row.address)


@blueprint.post("/<any(first, second):which>/link/<token>")
def press(which: str, token: str) -> Response | tuple[str, int]:
    """The button behind the link."""
    with transaction() as writing:
        right = contact.confirm_by_token(writing, contact.PURPOSES[which], token, datetime.now(UTC))
    if not right:
        return render_template("accounts/link_over.html"), 404
    return _confirmed()


@blueprint.post("/second/remove")
@require()
@limiter.limit("10 per hour", key_func=person_id, deduct_when=was_wrong)
def remove_second() -> Response | tuple[str, int]:
    """Forget the second address."""
    learner = signed_in_learner()
    try:
        prove(learner, request.form.get("password", "")[:1000])
    except WrongPassword as wrong:
        return _refused("remove", "", password=_(str(wrong)))
    with transaction() as writing:
        contact.remove_second(writing, learner, datetime.now(UTC))
    flash(_("二つ目のアドレスを削除しました。"))
    return redirect(url_for("account_addresses.page"), 303)


@blueprint.post("/shared")
@require()
def shared() -> Response:
    """共用: whether colleagues read the first address too."""
    learner = signed_in_learner()
    if request.form.get("shared") not in ("yes", "no"):
        abort(400)
    with transaction():
        learner.email_is_shared = request.form["shared"] == "yes"
    flash(_("保存しました。"))
    return redirect(url_for("account_addresses.page"), 303)


def _confirmed() -> Response:
    flash(_("メールアドレスを確認しました。これからのお知らせはこのアドレスに届きます。"))
    return redirect(url_for("account_addresses.page"), 303)


def _code_page(which: str, *, wrong: bool = False) -> str:
    address = cookie.get(TYPED, {}).get(which, "")
    return render_template("accounts/code.html", which=which, address=address, wrong=wrong)


def _refused(which: str, typed: str, **problems: str) -> tuple[str, int]:
    return render_template("accounts/addresses.html", problems=problems, which=which, typed=typed), 422
