"""リンクを開く: what a request's browser says of the contact it came by, and what its answer tells it to keep."""

from datetime import datetime

from flask import g, request
from werkzeug.wrappers import Response

from webapp.db import session, transaction
from webapp.enrolment.outreach.came_by import (
    COOKIE,
    KEPT,
    CameBy,
    contact_behind,
    following,
    opened,
    sealed,
)
from webapp.programme.models import Offering
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.opening import count_opening, is_machine


def came_by(at: datetime) -> CameBy | None:
    """What this browser's cookie says."""
    return opened(g.settings.secret_key, request.cookies.get(COOKIE), at)


def visitors_contact(offering: Offering, at: datetime) -> Outreach | None:
    """The contact by which this visitor comes to the offering; None where there is none."""
    return contact_behind(session(), came_by(at), offering)


def keep(answer: Response, contact: Outreach, at: datetime) -> None:
    """Count the opening, once per browser and day, and let the browser remember the code."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if request.method != "GET" or is_machine(request.headers.get("User-Agent", ""), purpose):
        return
    before = came_by(at)
    if before is None or not before.saw(contact.code, at):
        with transaction() as writing:
            count_opening(writing, contact, at)
    answer.set_cookie(
        COOKIE,
        sealed(g.settings.secret_key, following(before, contact.code, at)),
        max_age=KEPT,
        path=g.settings.prefix,
        samesite="Lax",
        httponly=True,
        secure=g.settings.secure_cookies,
    )
