"""事業のページ: a fiscal year's shares, targets and logic model, kept by the coordinators of all partners together."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear
from webapp.layout import invented
from webapp.not_yours import not_yours
from webapp.programme.models import Partner
from webapp.programme.operations import NotPossible
from webapp.programme.plans.boxes import copy_model
from webapp.programme.plans.shares import keep_programme, keep_share, programme_in, shares_of
from webapp.programme.typed import Problem
from webapp.reports.asked_year import asked_year
from webapp.reports.logic_model.forms import Fields, read_programme, read_share
from webapp.reports.logic_model.pages import model_for_paper, plan_page
from webapp.reports.logic_model.paper import model_pdf

blueprint = Blueprint("plans", __name__, url_prefix="/coordinator/programme")


@blueprint.get("")
@require(Role.COORDINATOR)
def show() -> str:
    """事業 of a year."""
    return year_page(asked())


@blueprint.post("")
@require(Role.COORDINATOR)
def keep() -> Response | tuple[str, int]:
    """事業を登録する・直す: any partner's coordinator may, and the audit says who did."""
    year, given = asked(), fields()
    named, problems = read_programme(given)
    if named is None:
        return year_page(year, given, problems), 422
    with transaction() as writing:
        keep_programme(writing, year, named.name_ja, named.name_en, named.budget_yen)
        _record(writing, "programme_kept", f"programme/{year.year}", budget_yen=named.budget_yen)
    return _kept(year)


@blueprint.post("/shares/<int(max=2147483647):partner_id>")
@require(Role.COORDINATOR)
def share(partner_id: int) -> Response | tuple[str, int]:
    """分担を入れる: each partner says its own, nobody another's."""
    year, given = asked(), fields()
    own = next((p for p in coordinated_partners(signed_in_learner()) if p.id == partner_id), None)
    if own is None:
        not_yours(f"partner_share/{partner_id}")
    said, problems = read_share(given)
    programme = programme_in(session(), year.year)
    if programme is None:
        problems = [Problem("budget_yen", _("先に、この年度の事業を登録してください。"))]
    if said is None or programme is None:
        return year_page(year, given, problems), 422
    with transaction() as writing:
        at = datetime.now(UTC)
        mine = writing.get_one(Partner, own.id)
        keep_share(writing, programme, mine, said.budget_yen, said.settled_yen, said.note, at)
        _record(
            writing, "share_kept", f"programme/{year.year}", partner=own.id,
            budget_yen=said.budget_yen, settled_yen=said.settled_yen,
        )  # fmt: skip
    return _kept(year)


@blueprint.post("/copy")
@require(Role.COORDINATOR)
def copy() -> Response:
    """前の年度から写す."""
    year = asked()
    try:
        with transaction() as writing:
            number = copy_model(writing, year.year - 1, year.year, datetime.now(UTC))
            _record(writing, "logic_model_copied", f"programme/{year.year}", boxes=number)
        flash(_("前の年度のロジックモデルから、%(number)s個の箱を写しました。", number=number))
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    return redirect(url_for(".show", year=year.year, _anchor="model"), 303)


@blueprint.get("/logic-model.pdf")
@require(Role.COORDINATOR)
def paper() -> Response:
    """ロジックモデルの1枚: A4 on its side, with the numbers of this moment."""
    year, at = asked(), datetime.now(UTC)
    period, stages = model_for_paper(session(), g.settings.region, year, at)
    programme = programme_in(session(), year.year)
    made = model_pdf(year, programme, period, stages, at, invented=invented())
    name = f"logic-model-{year.year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)


def year_page(year: FiscalYear, given: Fields | None = None, problems: Sequence[Problem] = ()) -> str:
    """The page with what was typed and what is to be mended."""
    programme, now = programme_in(session(), year.year), datetime.now(UTC)
    kept = (
        {"name_ja": programme.name_ja, "name_en": programme.name_en, "budget_yen": programme.budget_yen}
        if programme
        else {}
    )
    typed = {name: values[0] for name, values in (given or {}).items() if values}
    return render_template(
        "reports/programme.html",
        year=year,
        years=years_around(year),
        programme=programme,
        shares=shares_of(session(), programme) if programme else None,
        own={partner.id for partner in coordinated_partners(signed_in_learner())},
        page=plan_page(session(), g.settings.region, year, now),
        now=now,
        first={**kept, **typed},
        typed=typed,
        problems={problem.field: _(problem.message_ja) for problem in problems},
    )


def years_around(chosen: FiscalYear) -> list[FiscalYear]:
    """Next year, which is planned in advance, this one and four before."""
    current = FiscalYear.of(datetime.now(UTC)).year
    return sorted({chosen, *(FiscalYear(current + step) for step in range(-4, 2))}, reverse=True)


def asked() -> FiscalYear:
    """The year in the address, this one where none is."""
    return asked_year(FiscalYear.of(datetime.now(UTC)))


def fields() -> Fields:
    """What the form sent."""
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _kept(year: FiscalYear) -> Response:
    flash(_("保存しました。"))
    return redirect(url_for(".show", year=year.year), 303)


def _record(writing: Session, action: str, subject: str, **detail: Any) -> None:
    record(writing, datetime.now(UTC), signed_in_learner().id, action, subject, **detail)
