"""事務局のページ: the year of what a coordinator's partner hosts (主催), and who is in each offering."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Flask, Response, abort, current_app, g, render_template, request
from flask_babel import gettext as _

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.office.access import hosted
from webapp.fiscal_year import FiscalYear
from webapp.languages import language, localised
from webapp.layout import invented
from webapp.paging import asked_page
from webapp.participation.parked import parked_by_offering
from webapp.participation.regrading.checks import differing_by_offering
from webapp.reports import numerals
from webapp.reports.asked_year import asked_year
from webapp.reports.basics import basics_asked, basics_passed
from webapp.reports.counting import count
from webapp.reports.files import download, offering_sheet, year_sheet
from webapp.reports.first_screen import DrawnChart, YearPage, draw
from webapp.reports.indicators.definitions import definitions as known_definitions
from webapp.reports.kept import Kept
from webapp.reports.numerals import Cell, Sign
from webapp.reports.period import Period
from webapp.reports.queries import pages as queries
from webapp.reports.queries.reader import Reader
from webapp.reports.roster import OfferingTable, offering_table
from webapp.reports.rows import has_rows, rows_of
from webapp.reports.satisfaction import satisfaction
from webapp.reports.scope import Scope
from webapp.reports.tables import Figure, YearTable, year_table
from webapp.reports.week import Moved, week_of
from webapp.spreadsheet import Encoding

blueprint = Blueprint("reports", __name__)
PEOPLE_ON_A_PAGE = 100


@dataclass(frozen=True)
class CountedYear:
    """A year's table with its satisfaction, what the last week brought, and the moment for which it was counted."""

    table: YearTable
    satisfaction: Figure
    week: tuple[Moved, ...]
    at: datetime


@dataclass(frozen=True)
class CountedOffering:
    """An offering's table and the moment for which it was counted; whoever asks for it is its host."""

    table: OfferingTable
    at: datetime


def keep_figures(app: Flask, report_seconds: float) -> None:
    """Give the application a place for what was counted, for so many seconds."""
    app.extensions["kept_years"] = Kept[CountedYear](report_seconds)
    app.extensions["kept_charts"] = Kept[Sequence[DrawnChart]](report_seconds)
    app.extensions["kept_offerings"] = Kept[CountedOffering](report_seconds)


@blueprint.app_template_filter("number")
def number(cell: Cell) -> str:
    """1,234, 56.7, or a sign in the language of the page."""
    written = numerals.write(cell)
    return _(written) if cell is Sign.PENDING else written


@blueprint.get("/coordinator")
@require(Role.COORDINATOR)
def overview() -> str:
    """受講状況: five numbers beside last year's, a bar chart and a row per offering."""
    page = _year_page()
    return render_template("reports/overview.html", page=page, now=page.counted_at)


@blueprint.get("/coordinator.csv")
@require(Role.COORDINATOR)
def overview_csv() -> Response:
    """The same table as a file."""
    page = _year_page()
    hosts = "・".join(localised(host, "name") for host in page.hosts)
    sheet = year_sheet(page.table, hosts, invented(), page.counted_at)
    return download(sheet, _encoding(), _("受講状況_%(year)s年度.csv", year=page.table.period.year.year))


@blueprint.get("/coordinator/definitions")
def definitions() -> str:
    """指標の定義: what every number counts; whoever reads a public report may ask."""
    return render_template("reports/definitions.html", definitions=known_definitions().values())


@blueprint.get("/coordinator/rows/<indicator>")
@require(Role.COORDINATOR)
def rows(indicator: str) -> str:
    """数字の行: who stands behind a number of the first screen, in what one's own partner hosts."""
    if not has_rows(indicator):
        abort(404)
    me, now = signed_in_learner(), datetime.now(UTC)
    hosts = sorted(host.id for host in coordinated_partners(me))
    year = asked_year(FiscalYear.of(now))
    period = Period.of(year, now)
    counted = count(queries.year_facts(session(), hosts, period), period)
    found = rows_of(indicator, counted, queries.names_in(session(), hosts, year.year))
    with transaction() as writing:
        record(
            writing, now, me.id, "rows_seen", f"year/{year.year}", indicator=indicator, rows=len(found.rows)
        )
    paging = asked_page(len(found.rows), PEOPLE_ON_A_PAGE)
    return render_template(
        "reports/rows.html", definition=known_definitions()[indicator], found=found, period=period, now=now,
        paging=paging, rows=found.rows[paging.offset : paging.last_row],
    )  # fmt: skip


@blueprint.get("/coordinator/offerings/<int(max=2147483647):offering_id>")
@require(Role.COORDINATOR)
def offering(offering_id: int) -> str:
    """One offering with named rows, for its host only."""
    counted = _offering_table(offering_id)
    table = counted.table
    paging = asked_page(len(table.people), PEOPLE_ON_A_PAGE)
    hosts = [host.id for host in coordinated_partners(signed_in_learner())]
    stuck = parked_by_offering(session(), hosts).get(offering_id, 0)
    unlike = differing_by_offering(session(), hosts).get(offering_id, 0)
    return render_template(
        "reports/offering.html",
        table=table,
        paging=paging,
        people=table.people[paging.offset : paging.last_row],
        parked=stuck,
        differing=unlike,
        now=counted.at,
    )


@blueprint.get("/coordinator/offerings/<int(max=2147483647):offering_id>.csv")
@require(Role.COORDINATOR)
def offering_csv(offering_id: int) -> Response:
    """The same rows as a file."""
    counted = _offering_table(offering_id)
    table = counted.table
    sheet = offering_sheet(table, invented(), counted.at)
    name = _(
        "受講者名簿_%(course)s_%(year)s年度_第%(number)s期.csv",
        course=table.offering.course_slug,
        year=table.period.year.year,
        number=table.offering.number,
    )
    return download(sheet, _encoding(), name)


def _year_page() -> YearPage:
    hosts = coordinated_partners(signed_in_learner())
    ids = sorted(host.id for host in hosts)
    current = FiscalYear.of(datetime.now(UTC))
    year = asked_year(current)
    years = sorted({current, year, *map(FiscalYear, queries.years_of(session(), ids))}, reverse=True)
    kept: Kept[CountedYear] = current_app.extensions["kept_years"]
    counted = kept.get((*ids, year.year), lambda: _count_year(ids, year))
    stuck = sum(parked_by_offering(session(), ids).values())
    unlike = sum(differing_by_offering(session(), ids).values())
    drawn: Kept[Sequence[DrawnChart]] = current_app.extensions["kept_charts"]
    scope = Scope.of(counted.table.period, counted.at, ids)
    charts = drawn.get((*ids, year.year, language()), lambda: draw(scope)) if counted.table.rows else ()
    figures = (*counted.table.figures, counted.satisfaction)
    return YearPage(hosts, years, counted.table, counted.at, stuck, unlike, figures, counted.week, charts)


def _count_year(hosts: Sequence[int], year: FiscalYear) -> CountedYear:
    now = datetime.now(UTC)
    period = Period.of(year, now)
    facts = queries.year_facts(session(), hosts, period)
    before = queries.year_facts(session(), hosts, period.previous)
    satisfied = satisfaction(Reader(session(), g.settings.region), Scope.of(period, now, hosts))
    # A year that is over has no last week to look at.
    week = () if period.is_over else week_of(session(), hosts, now)
    return CountedYear(year_table(facts, before, period), satisfied, week, now)


def _offering_table(offering_id: int) -> CountedOffering:
    hosted(offering_id)
    kept: Kept[CountedOffering] = current_app.extensions["kept_offerings"]
    return kept.get(offering_id, lambda: _count_offering(offering_id))


def _count_offering(offering_id: int) -> CountedOffering:
    now = datetime.now(UTC)
    period = Period.of(FiscalYear(queries.year_of(session(), offering_id)), now)
    facts = queries.offering_facts(session(), offering_id, period)
    rule = queries.completion_rule_of(session(), offering_id)
    asked = basics_asked(rule, facts.offerings[0].course_slug, g.settings.releases)
    attempts = queries.attempts_at(session(), offering_id, period.until) if isinstance(asked, int) else ()
    passed = basics_passed(attempts, rule, g.settings.releases)
    people = queries.people_of(session(), offering_id)
    return CountedOffering(offering_table(facts, people, period, asked, passed), now)


def _encoding() -> Encoding:
    try:
        return Encoding(request.args.get("encoding", Encoding.UTF_8))
    except ValueError:
        abort(400)
