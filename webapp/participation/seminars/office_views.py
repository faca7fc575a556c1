"""セミナーの受付の画面と来場者: the QR code for the room, how many came, and whom one may write to."""

from datetime import UTC, datetime

import segno
from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import japanese_date
from webapp.participation.attendance.seminars import checked_in
from webapp.participation.seminars.access import hosted_seminar
from webapp.participation.seminars.guest_views import arrival_address
from webapp.participation.seminars.models import GuestContact
from webapp.participation.seminars.receiving import contacts_of, guests_of, withdraw_contact

blueprint = Blueprint(
    "seminar_office", __name__, url_prefix="/office/seminars/<int(max=2147483647):seminar_id>"
)


@blueprint.get("/reception")
@require(Role.COORDINATOR)
def reception(seminar_id: int) -> str:
    """受付の画面: a code that guests without an account open on their phones, and how many have come; it names nobody."""
    found = hosted_seminar(seminar_id)
    address = g.settings.url + arrival_address(g.settings.secret_key, found.id)
    return render_template(
        "seminars/reception.html",
        seminar=found,
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff", dark="#000"),
        today=japanese_date(datetime.now(UTC)),
        guests=guests_of(session(), found),
        accounts=checked_in(session(), found),
    )


@blueprint.get("/guests")
@require(Role.COORDINATOR)
def guests(seminar_id: int) -> str:
    """来場者の連絡先: of those alone who asked to be written to."""
    found = hosted_seminar(seminar_id)
    page = render_template(
        "seminars/guests.html",
        seminar=found,
        guests=guests_of(session(), found),
        contacts=contacts_of(session(), found),
    )
    with transaction() as writing:
        record(
            writing, datetime.now(UTC), signed_in_learner().id, "guest_contacts_seen", f"seminar/{found.id}"
        )
    return page


@blueprint.post("/guests/<int(max=2147483647):guest_id>/withdraw")
@require(Role.COORDINATOR)
def withdraw(seminar_id: int, guest_id: int) -> Response:
    """希望の取消を受ける: somebody asked the office by telephone."""
    found = hosted_seminar(seminar_id)
    contact = session().get(GuestContact, guest_id)
    if contact is None or contact.guest.seminar_id != found.id:
        abort(404)
    with transaction() as writing:
        withdraw_contact(writing, contact, datetime.now(UTC), signed_in_learner().id)
    flash(_("連絡先を消しました。"))
    return redirect(url_for(".guests", seminar_id=seminar_id), 303)
