"""利用者カード: the office prints it, its owner begins with it."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.cards import issue_cards, may_have_card, people_of, start_with_card
from webapp.enrolment.accounts.leaving import end_at_hub
from webapp.enrolment.accounts.password_rules import UnfitPassword
from webapp.enrolment.accounts.typed import typed_login_id, was_wrong
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.looking import look
from webapp.security import limiter

blueprint = Blueprint("cards", __name__)

FIELDS = ("login_id", "code", "new", "again")


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/cards")
@require(Role.COORDINATOR)
def choose(offering_id: int) -> str:
    """Whose cards to print."""
    offering = hosted(offering_id)
    people = people_of(session(), offering)
    look("cards_listed", f"offering/{offering.id}", [person.id for person in people])
    return render_template(
        "accounts/choose_cards.html", offering=offering, people=people, may_have_card=may_have_card
    )


@blueprint.post("/office/offerings/<int(max=2147483647):offering_id>/cards")
@require(Role.COORDINATOR)
def print_cards(offering_id: int) -> str | Response:
    """The sheet of cards: their codes stand in this answer and nowhere else."""
    offering = hosted(offering_id)
    chosen = [int(given) for given in request.form.getlist("learner") if given.isascii() and given.isdigit()]
    with transaction() as writing:
        cards = issue_cards(
            writing, offering, chosen, datetime.now(UTC), key=g.settings.key_for("codes"),
            by=signed_in_learner().id,
        )  # fmt: skip
    if not cards:
        flash(_("カードを作る人を選んでください。"), "error")
        return redirect(url_for("cards.choose", offering_id=offering.id), 303)
    start = g.settings.url + url_for("cards.start")
    return render_template("accounts/cards.html", offering=offering, cards=cards, start=start)


@blueprint.get("/account/card")
def start() -> str:
    """利用者カードで始める: the form."""
    return render_template("accounts/start_with_card.html", typed={}, problems={})


@blueprint.post("/account/card")
@limiter.limit("10 per minute; 100 per day", key_func=typed_login_id, deduct_when=was_wrong)
def begin() -> str | tuple[str, int]:
    """ID and code become ID and one's own password."""
    form = {name: request.form.get(name, "")[:1001] for name in FIELDS}
    if form["new"] != form["again"]:
        return _refused(
            form, again=_("二つの新しいパスワードが同じではありません。もう一度入力してください。")
        )
    try:
        with transaction() as writing:
            learner = start_with_card(
                writing, form["login_id"], form["code"], form["new"], datetime.now(UTC),
                key=g.settings.key_for("codes"),
            )  # fmt: skip
    except UnfitPassword as unfit:
        return _refused(form, new=_(str(unfit)))
    if learner is None:
        wrong = _(
            "ログインIDとコードの組み合わせが違うか、カードの期限が過ぎています。カードをもう一度確かめ、進めないときは事務局へお知らせください。"
        )
        return _refused(form, code=wrong)
    end_at_hub(learner)
    return render_template("accounts/password_set.html", login_id=learner.login_id)


def _refused(typed: dict[str, str], **problems: str) -> tuple[str, int]:
    return render_template("accounts/start_with_card.html", typed=typed, problems=problems), 422
