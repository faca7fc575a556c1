"""連携機関のページ: statistics of the whole partnership, and the people whom one's own partner sent."""

import re
from collections.abc import Collection
from datetime import UTC, datetime

from flask import Blueprint, abort, g, render_template, request

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear
from webapp.reports.partners import queries, tables
from webapp.reports.period import Period
from webapp.reports.queries.pages import year_facts

blueprint = Blueprint("partners", __name__, url_prefix="/partners")


@blueprint.get("/statistics")
@require(Role.COORDINATOR)
def statistics() -> str:
    """連携機関の統計: a row per offering; one's own in full, others' with the small counts hidden."""
    now, mine = datetime.now(UTC), own_partners()
    years, year = years_asked(now)
    period = Period.of(year, now)
    offerings = queries.offerings_of(session(), year.year)
    ids = [offering.id for offering in offerings]
    rows = tables.statistics(
        offerings,
        year_facts(session(), queries.every_partner(session()), period),
        queries.applicants(session(), ids),
        queries.sent_by(session(), mine, ids),
        mine,
        period,
        g.settings.council_threshold,
    )
    audit("view_statistics", now, year, len(rows))
    return render_template(
        "partners/statistics.html",
        rows=rows,
        years=years,
        table_period=period,
        now=now,
        threshold=g.settings.council_threshold,
    )


@blueprint.get("/people")
@require(Role.COORDINATOR)
def people() -> str:
    """派遣した受講者: the people whom one's partner sent and who agreed to be named."""
    now = datetime.now(UTC)
    years, year = years_asked(now)
    found = queries.agreed_people(session(), own_partners(), year.year)
    rows = [tables.sent_person(*row) for row in found]
    seen = sorted({application.learner_id for application, _, _ in found})
    audit("view_sent_people", now, year, len(rows), whose=seen)
    return render_template("partners/people.html", rows=rows, years=years, table_period=Period.of(year, now))


def own_partners() -> list[int]:
    """The ids of the partners whose office this person is."""
    return [partner.id for partner in coordinated_partners(signed_in_learner())]


def years_asked(now: datetime) -> tuple[list[FiscalYear], FiscalYear]:
    """The years that can be chosen, and the one in the address; 404 where nothing was given in it."""
    current = FiscalYear.of(now)
    years = sorted({*queries.years_of_all(session()), current.year}, reverse=True)
    asked = request.args.get("year", str(current.year))
    if not re.fullmatch("[0-9]{4}", asked) or int(asked) not in years:
        abort(404)
    return [FiscalYear(year) for year in years], FiscalYear(int(asked))


def audit(
    action: str, now: datetime, year: FiscalYear, rows: int, whose: Collection[int] = (), **detail: object
) -> None:
    """Note who looked at which year of which partners' people."""
    partners = ",".join(map(str, own_partners()))
    with transaction() as writing:
        record(
            writing,
            now,
            signed_in_learner().id,
            action,
            f"partner/{partners}",
            year=year.year,
            rows=rows,
            whose=whose,
            **detail,
        )
