"""講座の運営: what waits for the office, the offerings that one's partner hosts, and everything that is done with each."""

from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request
from sqlalchemy import func, select

from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session
from webapp.enrolment.corrections.operations import wishes_for
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.office.todo import what_waits
from webapp.fiscal_year import FiscalYear
from webapp.paging import asked_page
from webapp.programme.models import Offering
from webapp.programme.seminars import uncounted

blueprint = Blueprint("office", __name__, url_prefix="/office")


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """講座の運営: what to do first, and the offerings of one fiscal year, the newest first."""
    hosts = [partner.id for partner in coordinated_partners(signed_in_learner())]
    mine = select(Offering).where(Offering.host_id.in_(hosts))
    years = sorted(set(session().scalars(mine.with_only_columns(Offering.fiscal_year))), reverse=True)
    year = _asked_year(years)
    of_year = mine.where(Offering.fiscal_year == year)
    total = session().scalar(of_year.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    paging = asked_page(total)
    offerings = session().scalars(
        of_year.order_by(Offering.starts_on.desc(), Offering.id).limit(paging.size).offset(paging.offset)
    )
    return render_template(
        "office/overview.html",
        waiting=what_waits(session(), hosts, datetime.now(UTC)),
        uncounted=uncounted(session(), hosts, datetime.now(UTC)),
        corrections=sum(wish.decided_at is None for wish in wishes_for(session(), hosts, is_operator=False)),
        years=[FiscalYear(known) for known in years],
        year=FiscalYear(year),
        offerings=list(offerings),
        paging=paging,
    )


@blueprint.get("/offerings/<int(max=2147483647):offering_id>")
@require(Role.COORDINATOR)
def offering(offering_id: int) -> str:
    """One offering, section by section."""
    return render_template("office/offering.html", offering=hosted(offering_id))


def _asked_year(years: list[int]) -> int:
    """The year in the address; else the present one, or the newest in which anything was planned."""
    asked = request.args.get("year")
    if asked is None:
        now = FiscalYear.of(datetime.now(UTC)).year
        return now if now in years or not years else years[0]
    known = {str(year): year for year in years}
    if asked not in known:
        abort(404)
    return known[asked]
