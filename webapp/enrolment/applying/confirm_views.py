"""メールアドレスの確認: six digits, or the link beside them; then the login ID and one's own password."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.enrolment.accounts.changing import set_password
from webapp.enrolment.accounts.codes import look_up_token
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.accounts.password_rules import UnfitPassword
from webapp.enrolment.applying.apply_views import WAITING, Answer, waiting_row
from webapp.enrolment.applying.confirming import (
    confirm_by_code,
    confirm_by_token,
    send_again,
    who_begins,
)
from webapp.enrolment.applying.submitting import application_of
from webapp.enrolment.models import Learner
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Offering
from webapp.wording import mark

blueprint = Blueprint("confirming", __name__)

WRONG = mark("番号が違うか、使えなくなっています。5回続けて違うと、新しい番号が必要です。")


@blueprint.get("/applications/code")
def code() -> str | Response:
    """確認の番号: the page on which it is typed."""
    row = waiting_row()
    return _code_page(row) if row is not None else redirect(url_for("programme.catalogue"), 303)


@blueprint.post("/applications/code")
def confirm() -> Answer:
    """The typed code makes account and application."""
    row = waiting_row()
    if row is None:
        return redirect(url_for("programme.catalogue"), 303)
    typed = request.form.get("code", "")[:100]
    try:
        with transaction() as writing:
            done = confirm_by_code(writing, row, typed, datetime.now(UTC), key=g.settings.key_for("codes"))
    except NotPossible as refusal:
        return _code_page(row, refusal=_(str(refusal))), 422
    if done is None:
        return _code_page(row, wrong=_(WRONG)), 422
    return redirect(url_for("confirming.begin", token=done.token), 303)


@blueprint.post("/applications/code/again")
def again() -> Answer:
    """番号をもう一度送る: to the same address, with the same form."""
    row = waiting_row()
    if row is None:
        return redirect(url_for("programme.catalogue"), 303)
    try:
        with transaction() as writing:
            issued = send_again(writing, row, datetime.now(UTC), key=g.settings.key_for("codes"))
    except NotPossible as refusal:
        return _code_page(row, refusal=_(str(refusal))), 422
    if issued is None:
        flash(
            _("入力から時間がたったため、内容を消去しました。お手数ですが、もう一度入力してください。"),
            "error",
        )
        return redirect(url_for("programme.catalogue"), 303)
    cookie[WAITING] = issued.row.id
    flash(_("新しい番号を送りました。前の番号は使えなくなりました。"))
    return redirect(url_for("confirming.code"), 303)


@blueprint.get("/applications/confirm/<token>")
def link(token: str) -> str | tuple[str, int]:
    """The link in the mail: shows what would be confirmed, and changes nothing."""
    row = look_up_token(session(), Purpose.APPLY, token, datetime.now(UTC))
    if row is None or "form" not in row.waiting:
        return render_template("applying/link_over.html"), 404
    return render_template("applying/link.html", offering=_offering_of(row), form=row.waiting["form"])


@blueprint.post("/applications/confirm/<token>")
def confirm_link(token: str) -> Answer:
    """The button behind the link."""
    try:
        with transaction() as writing:
            done = confirm_by_token(writing, token, datetime.now(UTC), key=g.settings.key_for("codes"))
    except NotPossible as refusal:
        return render_template("applying/link_over.html", refusal=_(str(refusal))), 422
    if done is None:
        return render_template("applying/link_over.html"), 404
    return redirect(url_for("confirming.begin", token=done.token), 303)


@blueprint.get("/applications/begin/<token>")
def begin(token: str) -> str | tuple[str, int]:
    """申込の結果とログインID, and a password to set."""
    found = who_begins(session(), token, datetime.now(UTC))
    if found is None:
        return render_template("applying/link_over.html", begins=True), 404
    return _begin_page(found, token)


@blueprint.post("/applications/begin/<token>")
def set_first_password(token: str) -> Answer:
    """パスワードを決める: once; afterwards the link opens nothing."""
    new, twice = request.form.get("new", "")[:1001], request.form.get("again", "")[:1001]
    at = datetime.now(UTC)
    found = who_begins(session(), token, at)
    if found is None:
        return render_template("applying/link_over.html", begins=True), 404
    if new != twice:
        problems = {"again": _("二つの新しいパスワードが同じではありません。もう一度入力してください。")}
        return _begin_page(found, token, problems), 422
    try:
        with transaction() as writing:
            writing.refresh(found, with_for_update=True)
            if found.password_hash is None:
                set_password(writing, found, new, at, why="password_set_by_application")
    except UnfitPassword as unfit:
        return _begin_page(found, token, {"new": _(str(unfit))}), 422
    cookie.pop(WAITING, None)
    end_at_hub(found)
    return render_template("accounts/password_set.html", login_id=found.login_id)


def _code_page(row: OneTimeCode, *, wrong: str = "", refusal: str = "") -> str:
    offering = _offering_of(row)
    return render_template(
        "applying/code.html", address=row.address, offering=offering, wrong=wrong, refusal=refusal
    )


def _offering_of(row: OneTimeCode) -> Offering | None:
    number = row.waiting.get("offering")
    return session().get(Offering, number) if number else None


def _begin_page(learner: Learner, token: str, problems: dict[str, str] | None = None) -> str:
    row = look_up_token(session(), Purpose.APPLY, token, datetime.now(UTC))
    offering = session().get(Offering, row.waiting["begin"]) if row else None
    if offering is None:
        abort(404)
    return render_template(
        "applying/begin.html",
        login_id=learner.login_id,
        offering=offering,
        application=application_of(session(), learner, offering),
        problems=problems or {},
    )
