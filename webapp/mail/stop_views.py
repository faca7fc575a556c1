"""配信停止のページ: a link that changes nothing until its button is pressed, and the press that mail programs send themselves."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.mail.stopping import address_in, is_stopped, resume, stop
from webapp.security import csrf

blueprint = Blueprint("mail", __name__)
LONGEST = 2000


@blueprint.get("/mail/stop/<stop_token>")
def show(stop_token: str) -> str:
    """Say whose mail it is about, and offer the button; offices' scanners open every link."""
    address = _address(stop_token)
    return render_template(
        "mail/stop.html", address=address, stopped=is_stopped(session(), address), stop_token=stop_token
    )


@blueprint.post("/mail/stop/<stop_token>")
def switch_off(stop_token: str) -> Response | tuple[str, int]:
    """配信を止める: by the button, or by a mail program, which knows no CSRF token (RFC 8058)."""
    by_program = request.form.get("List-Unsubscribe") == "One-Click"
    if not by_program:
        csrf.protect()
    address = _address(stop_token)
    with transaction() as writing:
        stop(writing, address, datetime.now(UTC))
    if by_program:
        return "", 200
    flash(_("ご案内の配信を止めました。申込や受講に必要なメールは、これからもお送りします。"))
    return redirect(url_for("mail.show", stop_token=stop_token), 303)


csrf.exempt(switch_off)  # it asks for the token itself, where a page has sent the form


@blueprint.post("/mail/stop/<stop_token>/resume")
def switch_on(stop_token: str) -> Response:
    """配信を再開する."""
    with transaction() as writing:
        resume(writing, _address(stop_token))
    flash(_("ご案内の配信を再開しました。"))
    return redirect(url_for("mail.show", stop_token=stop_token), 303)


def _address(stop_token: str) -> str:
    address = address_in(g.settings.secret_key, stop_token) if len(stop_token) <= LONGEST else None
    if address is None:
        abort(404)
    return address
