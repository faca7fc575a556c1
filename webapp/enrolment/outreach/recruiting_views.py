"""募集状況のページ: how the offerings that one's partner hosts fill, and what has not been tried yet."""

from datetime import UTC, datetime

from flask import Blueprint, render_template

from webapp.auth import require
from webapp.db import session
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.outreach.access import hosts
from webapp.enrolment.outreach.line import drawing
from webapp.enrolment.outreach.recruiting import recruiting_of, standings
from webapp.fiscal_year import japanese_date
from webapp.programme.outreach.channels import CHANNELS

blueprint = Blueprint("recruiting", __name__, url_prefix="/office")


@blueprint.get("/recruiting")
@require(Role.COORDINATOR)
def overview() -> str:
    """募集状況: of everything that is planned or takes applications."""
    rows = standings(session(), [host.id for host in hosts()], datetime.now(UTC))
    return render_template("outreach/recruiting.html", rows=rows)


@blueprint.get("/offerings/<int(max=2147483647):offering_id>/recruiting")
@require(Role.COORDINATOR)
def offering(offering_id: int) -> str:
    """募集状況 of one offering."""
    found, at = hosted(offering_id), datetime.now(UTC)
    told = recruiting_of(session(), found, at)
    until = japanese_date(found.apply_until) if found.apply_until else None
    return render_template(
        "outreach/offering.html",
        offering=found,
        told=told,
        drawing=drawing(told.by_day, until, found.capacity, found.minimum),
        channels=CHANNELS,
        now=at,
    )
