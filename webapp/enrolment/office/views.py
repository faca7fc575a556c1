"""講座の運営: the offerings that one's partner hosts, and everything that is done with each."""

from flask import Blueprint, render_template
from sqlalchemy import select

from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.programme.models import Offering

blueprint = Blueprint("office", __name__, url_prefix="/office")


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """講座の運営: the offerings of one's partner, the newest first."""
    hosts = [partner.id for partner in coordinated_partners(signed_in_learner())]
    offerings = session().scalars(
        select(Offering)
        .where(Offering.host_id.in_(hosts))
        .order_by(Offering.fiscal_year.desc(), Offering.starts_on.desc(), Offering.id)
    )
    return render_template("office/overview.html", offerings=list(offerings))


@blueprint.get("/offerings/<int(max=2147483647):offering_id>")
@require(Role.COORDINATOR)
def offering(offering_id: int) -> str:
    """One offering, section by section."""
    return render_template("office/offering.html", offering=hosted(offering_id))
