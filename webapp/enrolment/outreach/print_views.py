"""印刷物: a contact's QR as a file, and its チラシ."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, g, request

from course.catalogue import load_courses
from webapp.auth import require
from webapp.db import session
from webapp.downloads import attachment
from webapp.enrolment.letters.printing import as_pdf
from webapp.enrolment.models import Role
from webapp.enrolment.outreach.access import own_contact
from webapp.enrolment.outreach.flyer import Typed, flyer, render
from webapp.enrolment.outreach.pictures import address_of, qr_file
from webapp.languages import LANGUAGES
from webapp.layout import invented
from webapp.programme.models import Offering, OfferingState
from webapp.programme.outreach.models import Outreach
from webapp.programme.queries import announced_offerings
from webapp.programme.typed import Typed as Fields

blueprint = Blueprint(
    "outreach_print", __name__, url_prefix="/office/outreach/<int(max=2147483647):contact_id>"
)
KINDS = {"svg": "image/svg+xml", "png": "image/png"}
COMING = (OfferingState.PLANNED, OfferingState.OPEN)


@blueprint.get("/qr.<any(svg, png):picture>")
@require(Role.COORDINATOR)
def qr(contact_id: int, picture: str) -> Response:
    """QRコード as a file for one's own posters and slides."""
    found = own_contact(contact_id)
    content = qr_file(address_of(g.settings, found), "svg" if picture == "svg" else "png")
    return attachment(content, KINDS[picture], f"QR_{found.code}.{picture}", f"qr.{picture}")


@blueprint.get("/flyer.pdf")
@require(Role.COORDINATOR)
def printed(contact_id: int) -> Response:
    """チラシ: one A4 page (`?language=`, `?lead=`, `?fee=`)."""
    found, asked = own_contact(contact_id), Fields(request.args.to_dict(flat=False))
    language = request.args.get("language", "ja")
    typed = Typed(language, asked.text("lead", 120), asked.text("fee", 40))
    if language not in LANGUAGES or asked.problems:
        abort(400)
    course = (
        load_courses(composed=g.settings.courses).get(found.offering.course_slug) if found.offering else None
    )
    said = flyer(g.settings, found, _offerings(found), course, typed, invented())
    return as_pdf(render(g.settings, found, said), f"flyer-{found.code}")


def _offerings(contact: Outreach) -> list[Offering]:
    """What the partner gives next, for a contact that tells of courses in general."""
    now = datetime.now(UTC)
    known = announced_offerings(session(), now).values()
    mine = [
        each for rows in known for each in rows if each.host_id == contact.host_id and each.state in COMING
    ]
    return sorted(mine, key=lambda offering: (offering.starts_on, offering.id))
