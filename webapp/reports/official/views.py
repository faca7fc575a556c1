"""目標・旧集計・決算を入れるページ: what nobody can count is typed by a coordinator, with its source."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import english, localised
from webapp.programme.entering import enter_earlier_total, set_target, settle
from webapp.programme.operations import NotPossible
from webapp.programme.roadmap import roadmap
from webapp.programme.typed import Problem
from webapp.reports.asked_year import asked_year
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import INDICATORS
from webapp.reports.labels import Labels
from webapp.reports.official.forms import Fields, read_earlier_total, read_settled, read_target
from webapp.reports.official.tables import earlier_lines, targets_table
from webapp.reports.period import Period
from webapp.reports.queries.official import cost
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

blueprint = Blueprint("official", __name__, url_prefix="/coordinator/official")


@blueprint.get("")
@require(Role.COORDINATOR)
def show() -> str:
    """目標・旧集計・決算 of a year."""
    return _page(_year(), {})


@blueprint.post("")
@require(Role.COORDINATOR)
def keep() -> Response | tuple[str, int]:
    """Keep what one of the three forms says; a number that is left empty is taken out."""
    year, fields = _year(), _fields()
    problems = {"target": _keep_target, "earlier": _keep_earlier, "settled": _keep_settled}.get(
        request.form.get("form", ""), _nothing
    )(fields, year)
    if problems:
        return _page(year, fields, problems), 422
    flash(_("保存しました。"))
    return redirect(url_for(".show", year=year.year), 303)


def _keep_target(fields: Fields, year: FiscalYear) -> Sequence[Problem]:
    entry, problems = read_target(fields, year)
    if entry is not None:
        with transaction() as writing:
            at = datetime.now(UTC)
            set_target(writing, entry.what, entry.value, at)
            subject = f"target/{year.year}/{entry.what.indicator}"
            record(writing, at, signed_in_learner().id, "target_set", subject)
    return problems


def _keep_earlier(fields: Fields, _year: FiscalYear) -> Sequence[Problem]:
    at = datetime.now(UTC)
    entry, problems = read_earlier_total(fields, japanese_date(at))
    if entry is not None and entry.source is not None:
        with transaction() as writing:
            enter_earlier_total(writing, entry.what, entry.value, entry.source, at)
            subject = f"earlier_total/{entry.what.fiscal_year}/{entry.what.indicator}"
            record(writing, at, signed_in_learner().id, "earlier_total_entered", subject)
    return problems


def _keep_settled(fields: Fields, year: FiscalYear) -> Sequence[Problem]:
    yen, problems = read_settled(fields)
    if problems:
        return problems
    try:
        with transaction() as writing:
            at = datetime.now(UTC)
            settle(writing, year, yen)
            record(writing, at, signed_in_learner().id, "settled", f"programme/{year.year}")
    except NotPossible as problem:
        return [Problem("settled_yen", str(problem))]
    return []


def _nothing(_fields: Fields, _year: FiscalYear) -> Sequence[Problem]:
    return [Problem("target_indicator", "一覧から選んでください。")]


def _page(year: FiscalYear, fields: Fields, problems: Sequence[Problem] = ()) -> str:
    now = datetime.now(UTC)
    region, labels = g.settings.region, Labels(g.settings.region, english)
    scope = Scope.of(Period.of(year, now), now)
    of_year = cost(session(), year.year)
    settled = of_year.yen if of_year is not None and of_year.is_settled else ""
    first = {"settled_yen": settled} | {name: values[0] for name, values in fields.items() if values}
    return render_template(
        "reports/official.html",
        year=year,
        years=_years(year),
        period=scope.period,
        targets=targets_table(Reader(session(), region), scope, region.thresholds["council"], labels),
        earlier=earlier_lines(session()),
        cost=of_year,
        first=first,
        problems={problem.field: _(problem.message_ja) for problem in problems},
        indicator_options=[
            (id, f"{id} {localised(known.name)}") for id, known in definitions().items() if id in INDICATORS
        ],
        row_options=[(row.key, localised(row, "name")) for row in roadmap().values()],
    )


def _years(asked: FiscalYear) -> list[FiscalYear]:
    """Next year, whose targets are set in advance, this one and four before."""
    current = FiscalYear.of(datetime.now(UTC)).year
    return sorted({asked, *(FiscalYear(current + step) for step in range(-4, 2))}, reverse=True)


def _fields() -> Fields:
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _year() -> FiscalYear:
    return asked_year(FiscalYear.of(datetime.now(UTC)))
