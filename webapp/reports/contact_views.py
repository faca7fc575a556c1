"""周知ごとの申込 (I22): applications per contact that had a code of its own, counted as the report counts them; internal."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, g, render_template
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear
from webapp.programme.outreach.channels import CHANNELS
from webapp.programme.outreach.models import Outreach
from webapp.reports.asked_year import asked_year
from webapp.reports.period import Period
from webapp.reports.queries.applications import by_contact
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

blueprint = Blueprint("contacts", __name__)


@dataclass(frozen=True)
class Line:
    """周知ごとの行: the contact, its applications (延べ) and applicants (実)."""

    contact: Outreach
    applications: int
    applicants: int


@blueprint.get("/coordinator/contacts")
@require(Role.COORDINATOR)
def show() -> str:
    """周知ごとの申込 of a year's offerings, of one's partner; raw, hence for the office alone."""
    now, hosts = datetime.now(UTC), [host.id for host in coordinated_partners(signed_in_learner())]
    year = asked_year(FiscalYear.of(now))
    period = Period.of(year, now)
    counts = by_contact(Reader(session(), g.settings.region), Scope.of(period, now, hosts))
    # Another partner's contact may have brought somebody here; whose it is and what it cost is theirs.
    mine = select(Outreach).where(
        Outreach.host_id.in_(hosts),
        or_(Outreach.fiscal_year == year.year, Outreach.id.in_([id for id in counts if id is not None])),
    )
    contacts = session().scalars(
        mine.options(joinedload(Outreach.organisation)).order_by(Outreach.made_on, Outreach.id)
    )
    lines = [Line(contact, *counts.get(contact.id, (0, 0))) for contact in contacts]
    rest = sum(number for number, _ in counts.values()) - sum(line.applications for line in lines)
    return render_template(
        "reports/contacts.html", lines=lines, rest=rest, period=period, channels=CHANNELS, now=now
    )
