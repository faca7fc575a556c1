"""要望の連絡先のページ: who left one sees what is kept, by the link that they were given, and takes it back with one press."""

from datetime import UTC, datetime

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.programme.needs.contacts import Keeper, forget_contact, kept_behind, link_in

blueprint = Blueprint("need_contacts", __name__, url_prefix="/needs/contact")


@blueprint.get("/<contact_token>")
def shown(contact_token: str) -> str:
    """お預かりしている連絡先, and the button that takes it back; offices' scanners open every link."""
    return render_template(
        "needs/contact.html", kept=_kept(contact_token), mail_years=g.settings.keep.work_years
    )


@blueprint.post("/<contact_token>")
def withdraw(contact_token: str) -> Response:
    """希望を取り消す; a second press finds nothing left."""
    kept = _kept(contact_token)
    if kept is not None:
        with transaction() as writing:
            forget_contact(writing, kept, datetime.now(UTC), None)
    return redirect(url_for(".shown", contact_token=contact_token), 303)


def _kept(token: str) -> Keeper | None:
    link = link_in(g.settings.secret_key, token)
    if link is None:
        abort(404)
    return kept_behind(session(), g.settings.secret_key, link)
