"""周知のリンク: the short address on paper and in mail, and a page whose words somebody sends to their colleagues."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from course.catalogue import load_courses
from webapp.db import session
from webapp.enrolment.outreach import following
from webapp.enrolment.outreach.passing_on import on_paper, passed_on
from webapp.enrolment.outreach.pictures import address_of, qr_in_page
from webapp.fiscal_year import japanese_date
from webapp.programme.models import OfferingState
from webapp.programme.outreach.codes import read_code
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import find_contact

blueprint = Blueprint("links", __name__)
OVER = (OfferingState.CLOSED, OfferingState.CANCELLED)


@blueprint.get("/l/<contact_code>")
def follow(contact_code: str) -> Response:
    """案内から講座へ: always to a page of ours, whatever the code."""
    at, found = datetime.now(UTC), _contact(contact_code)
    if found is None:
        flash(_("このリンクは使われていません。いまご案内している講座は次のとおりです。"), "error")
        return redirect(url_for("programme.catalogue"))
    answer = redirect(_place(found))
    following.keep(answer, found, at)
    return answer


@blueprint.get("/l/<contact_code>/share")
def share(contact_code: str) -> str:
    """社内向けの案内文: words to copy, the link and its QR, for who passes it on to their people."""
    found = _contact(contact_code)
    if found is None:
        abort(404)
    address = address_of(g.settings, found)
    words = passed_on(found)
    text = words.text(address)
    mail = f"mailto:?{urlencode({'subject': words.title, 'body': text}, quote_via=quote)}"
    return render_template(
        "outreach/share.html",
        text=text,
        mail=mail,
        address=address,
        picture=qr_in_page(address),
        paper=passed_on(found, on_paper),
        today=japanese_date(datetime.now(UTC)),
        sender=found.host,
        answers=g.settings.region.contact_of(found.host.slug),
    )


def _contact(typed: str) -> Outreach | None:
    code = read_code(typed)
    return find_contact(session(), code) if code else None


def _place(contact: Outreach) -> str:
    offering = contact.offering
    if offering is None:
        return url_for("programme.catalogue")
    if offering.state not in OVER:
        return url_for("offerings.offering", offering_id=offering.id)
    flash(_("ご案内した講座の募集は終わりました。次に開講するときは、登録した方にお知らせします。"), "error")
    if offering.course_slug in load_courses(composed=g.settings.courses):
        return url_for("programme.course", slug=offering.course_slug)
    return url_for("programme.catalogue")
