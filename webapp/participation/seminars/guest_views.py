"""来場者のページ: a guest's own phone says that they came; who wants letters says so, and takes it back by a link."""

from datetime import UTC, datetime
from secrets import token_urlsafe

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.languages import language
from webapp.mail_server import ADDRESS
from webapp.participation.seminars.models import GuestContact
from webapp.participation.seminars.receiving import Wish, guest_in, receive_guest, withdraw_contact
from webapp.programme.models import Seminar
from webapp.programme.operations import NotPossible
from webapp.programme.typed import Typed
from webapp.security import limiter
from webapp.wording import mark

blueprint = Blueprint("guests", __name__, url_prefix="/seminars")

LONGEST = 2000
ONE_DAY = 24 * 60 * 60
# All guests of all seminars together, since a hall's phones have one address and a forged one costs nothing.
MOST_VISITS = "300 per minute"
NO_ADDRESS = mark("ご連絡を希望するときは、メールアドレスを入力してください。")
WRONG_ADDRESS = mark("メールアドレスの形になっていません。もう一度確かめてください。")
NO_NAME = mark("ご連絡を希望するときは、お名前を入力してください。")


@blueprint.get("/<int(max=2147483647):seminar_id>/arrive/<arrival_code>")
def arrive(seminar_id: int, arrival_code: str) -> str:
    """来場の受付: one button; on a phone that has sent it already, that it was received."""
    seminar = _announced(seminar_id, arrival_code)
    if _cookie(seminar) in request.cookies and "next" not in request.args:
        return render_template("seminars/received.html", seminar=seminar, code=arrival_code)
    return _page(seminar)


@blueprint.post("/<int(max=2147483647):seminar_id>/arrive/<arrival_code>")
@limiter.limit(MOST_VISITS)
def receive(seminar_id: int, arrival_code: str) -> Response | tuple[str, int]:
    """来場を受け付ける: once however often it is sent; what was typed stays on the page where it cannot be taken."""
    seminar = _announced(seminar_id, arrival_code)
    typed = Typed(dict(request.form.lists()))
    visit, wish = typed.text("visit", 43), _wish(typed)
    if typed.problems or not visit:
        return _page(seminar, {each.field: _(each.message_ja) for each in typed.problems}), 422
    try:
        with transaction() as writing:
            receive_guest(writing, seminar, visit, wish, g.settings.secret_key, datetime.now(UTC))
    except NotPossible as problem:
        return _page(seminar, {"": _(str(problem))}), 422
    answer = redirect(url_for(".arrive", seminar_id=seminar_id, arrival_code=arrival_code), 303)
    answer.set_cookie(
        _cookie(seminar), "wished" if wish else "came", max_age=ONE_DAY,
        path=g.settings.prefix, httponly=True, samesite="Lax", secure=g.settings.secure_cookies,
    )  # fmt: skip
    return answer


@blueprint.get("/consent/<consent_token>")
def consent(consent_token: str) -> str:
    """連絡の希望: what was agreed, and the button that takes it back; offices' scanners open every link."""
    return render_template("seminars/consent.html", contact=_contact(consent_token), token=consent_token)


@blueprint.post("/consent/<consent_token>")
def withdraw(consent_token: str) -> Response:
    """希望を取り消す; a second press finds nothing left."""
    contact = _contact(consent_token)
    if contact is not None:
        with transaction() as writing:
            withdraw_contact(writing, contact, datetime.now(UTC), None)
    return redirect(url_for(".consent", consent_token=consent_token), 303)


def arrival_address(secret: str, seminar_id: int) -> str:
    """What the room's QR code leads to; without its signature nobody can count guests of any seminar."""
    return url_for("guests.arrive", seminar_id=seminar_id, arrival_code=arrival_code_of(secret, seminar_id))


def arrival_code_of(secret: str, seminar_id: int) -> str:
    """What stands in that address: the seminar's number, signed."""
    return str(_signer(secret).dumps(seminar_id))


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="seminar arrival")


def _announced(seminar_id: int, code: str) -> Seminar:
    try:
        signed = _signer(g.settings.secret_key).loads(code) if len(code) <= LONGEST else None
    except BadData:
        signed = None
    seminar = session().get(Seminar, seminar_id) if signed == seminar_id else None
    if seminar is None:
        abort(404)
    return seminar


def _wish(typed: Typed) -> Wish | None:
    """What a guest asked for; None without a tick, whatever else was typed."""
    announcements, follow_up = typed.ticked("announcements"), typed.ticked("follow_up")
    if not (announcements or follow_up):
        return None
    name, organisation = typed.text("name", 100), typed.text("organisation", 200)
    address = typed.text("address", 254)
    if not name:
        typed.refuse("name", NO_NAME)
    if not address:
        typed.refuse("address", NO_ADDRESS)
    elif not ADDRESS.fullmatch(address):
        typed.refuse("address", WRONG_ADDRESS)
    return Wish(name, organisation, address, announcements, follow_up, language())


def _contact(token: str) -> GuestContact | None:
    guest_id = guest_in(g.settings.secret_key, token) if len(token) <= LONGEST else None
    if guest_id is None:
        abort(404)
    return session().get(GuestContact, guest_id)


def _cookie(seminar: Seminar) -> str:
    return f"tateyama-guest-{seminar.id}"


def _page(seminar: Seminar, problems: dict[str, str] | None = None) -> str:
    return render_template(
        "seminars/arrive.html",
        seminar=seminar,
        problems=problems or {},
        first=request.form,
        visit=request.form.get("visit") or token_urlsafe(24),
    )
