"""要望フォーム: what do you want to learn? Anybody may say so; no account is needed."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.enrolment.needs.access import Fields, fields_of_form, school_types
from webapp.enrolment.needs.choices import group_choices
from webapp.fiscal_year import japanese_date
from webapp.languages import language, localised
from webapp.programme.models import Offering, Partner
from webapp.programme.needs.asking import Asked, keep_asked, read_asked
from webapp.programme.needs.contacts import contact_token, link_in
from webapp.programme.needs.models import Need, NeedSource
from webapp.programme.needs.operations import Heard
from webapp.programme.typed import Problem
from webapp.security import limiter

blueprint = Blueprint("need_form", __name__, url_prefix="/needs")
# Everybody without an account is counted together; a form is written in minutes, not in seconds.
LIMIT = "20 per minute;200 per hour"


@blueprint.get("")
def form() -> str:
    """要望フォーム."""
    return _page({"key": [secrets.token_urlsafe(16)]})


@blueprint.post("")
@limiter.limit(LIMIT)
def send() -> Response | tuple[str, int]:
    """Keep what was written; nobody is told who wrote it but the partner to whom it went."""
    fields, at = fields_of_form(), datetime.now(UTC)
    asked, problems = read_asked(fields, school_types(), [partner.id for partner in _hosts()])
    if asked is None:
        return _page(fields, problems), 422
    with transaction() as writing:
        host = writing.get_one(Partner, asked.host_id)
        heard = Heard(host, japanese_date(at), NeedSource.FORM, None, at)
        kept = keep_asked(writing, asked, heard, g.settings.secret_key, language())
        token = _token_of(kept, asked)
    return redirect(url_for(".thanks", contact=token), 303)


@blueprint.get("/thanks")
def thanks() -> str:
    """受け取りました; who left an address finds the way to what is kept of them."""
    token = request.args.get("contact", "")
    return render_template("needs/thanks.html", token=token if link_in(g.settings.secret_key, token) else "")


def _token_of(kept: Need, asked: Asked) -> str | None:
    """For who sent this form: a key that was used before may keep another person's address."""
    if not kept.contact_email or kept.contact_email != asked.wanted.contact_email:
        return None
    return contact_token(g.settings.secret_key, kept)


def _hosts() -> Sequence[Partner]:
    """Partners who give courses; all of them before anybody has."""
    giving = (
        session()
        .scalars(select(Partner).where(Partner.id.in_(select(Offering.host_id))).order_by(Partner.id))
        .all()
    )
    return giving or session().scalars(select(Partner).order_by(Partner.id)).all()


def _page(fields: Fields, problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "needs/form.html",
        first={name: values[0] for name, values in fields.items() if values},
        problems={problem.field: _(problem.message_ja) for problem in problems},
        host_options=[(partner.id, localised(partner, "name")) for partner in _hosts()],
        **group_choices(),
    )
