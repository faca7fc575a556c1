"""派遣した受講団体: how many of the groups that one's own partner sends came and completed; internal, named nowhere."""

from datetime import UTC, datetime

from flask import Blueprint, render_template

from webapp.auth import require
from webapp.db import session
from webapp.enrolment.cohorts.models import Cohort, Ground
from webapp.enrolment.cohorts.queries import CohortLine, lines_of, sponsored_by
from webapp.enrolment.models import Role
from webapp.reports.numerals import Cell, Sign
from webapp.reports.partners.views import audit, own_partners, years_asked
from webapp.reports.printing import LEAST_N, LEAST_SIDE

blueprint = Blueprint("sent_cohorts", __name__, url_prefix="/partners")


@blueprint.get("/cohorts")
@require(Role.COORDINATOR)
def show() -> str:
    """派遣した受講団体 of a year, for the partner that sends them."""
    now = datetime.now(UTC)
    years, year = years_asked(now)
    found = sponsored_by(session(), own_partners(), year.year)
    rows = [
        (each, line, completions_told(each, line)) for each in found for line in lines_of(session(), each)
    ]
    audit("view_sent_cohorts", now, year, len(rows))
    return render_template("partners/cohorts.html", rows=rows, years=years, year=year)


def completions_told(cohort: Cohort, line: CohortLine) -> Cell:
    """修了者数: its host tells the sponsor by name where the law says so; elsewhere few people would be known by it."""
    others = line.enrolled - line.completed
    enough = (
        line.enrolled >= LEAST_N and line.completed >= LEAST_SIDE and (not others or others >= LEAST_SIDE)
    )
    if cohort.ground is Ground.LAW or enough:
        return line.completed
    return Sign.HIDDEN if line.enrolled else Sign.NIL
