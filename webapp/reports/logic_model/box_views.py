"""ロジックモデルの箱を直すページ, and the words beside a target: the whole partnership's, so any coordinator may."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from secrets import token_hex

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import FiscalYear
from webapp.languages import localised
from webapp.not_yours import not_yours
from webapp.programme.entering import explain_target
from webapp.programme.official import Target
from webapp.programme.operations import NotPossible
from webapp.programme.plans import boxes
from webapp.programme.plans.models import LogicBox, Stage
from webapp.programme.typed import Problem
from webapp.reports.assembling.summary import LINES
from webapp.reports.indicators.definitions import definitions
from webapp.reports.logic_model.forms import read_box, read_reasons
from webapp.reports.logic_model.views import asked, fields

blueprint = Blueprint("plan_boxes", __name__, url_prefix="/coordinator/programme")
BOX = ("text_ja", "text_en", "source")
REASONS = ("causes_ja", "causes_en", "next_steps_ja", "next_steps_en")


@blueprint.get("/boxes/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい箱."""
    year = asked()
    return _page(year, {"stage": request.args.get("stage", ""), "key": token_hex(8)})


@blueprint.post("/boxes/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int]:
    """箱を置く; a second press finds the first's."""
    year, given = asked(), request.form.to_dict()
    said, problems = read_box(fields(), _owners())
    if said is None:
        return _page(year, given, problems), 422
    try:
        with transaction() as writing:
            key = given.get("key", "")[:40] or token_hex(8)
            made = boxes.put_box(writing, year.year, said, key, datetime.now(UTC))
            _record(writing, "logic_box_put", made)
    except NotPossible as problem:
        return _page(year, given, [Problem("stage", str(problem))]), 422
    return _back(year.year, _("箱を置きました。"))


@blueprint.get("/boxes/<int(max=2147483647):box_id>")
@require(Role.COORDINATOR)
def box(box_id: int) -> str:
    """一つの箱を直す."""
    found = _box(box_id)
    known = {name: getattr(found, name) for name in BOX}
    known |= {"stage": found.stage.value, "indicator": found.indicator or "", "owner": found.owner_id or ""}
    return _page(
        FiscalYear(found.fiscal_year), {name: str(value) for name, value in known.items()}, box=found
    )


@blueprint.post("/boxes/<int(max=2147483647):box_id>")
@require(Role.COORDINATOR)
def change(box_id: int) -> Response | tuple[str, int]:
    """箱を直す, move it up, or take it out."""
    found, do = _box(box_id), request.form.get("do", "save")
    year = found.fiscal_year
    if do in ("up", "out"):
        with transaction() as writing:
            kept = writing.get_one(LogicBox, found.id)
            _record(writing, "logic_box_moved" if do == "up" else "logic_box_taken_out", kept)
            (boxes.move_up if do == "up" else boxes.take_out)(writing, kept)
        return _back(year, _("上へ動かしました。") if do == "up" else _("箱を消しました。"))
    said, problems = read_box(fields(), _owners())
    if said is None:
        return _page(FiscalYear(year), request.form.to_dict(), problems, found), 422
    try:
        with transaction() as writing:
            kept = writing.get_one(LogicBox, found.id)
            boxes.change_box(writing, kept, said, datetime.now(UTC))
            _record(writing, "logic_box_changed", kept)
    except NotPossible as problem:
        again = [Problem("stage", str(problem))]
        return _page(FiscalYear(year), request.form.to_dict(), again, found), 422
    return _back(year, _("保存しました。"))


@blueprint.get("/targets/<int(max=2147483647):target_id>")
@require(Role.COORDINATOR)
def target(target_id: int) -> str:
    """要因と次年度対応 of a target."""
    found = _target(target_id)
    return _target_page(found, {name: getattr(found, name) for name in REASONS})


@blueprint.post("/targets/<int(max=2147483647):target_id>")
@require(Role.COORDINATOR)
def explain(target_id: int) -> Response | tuple[str, int]:
    """要因と次年度対応を保存する."""
    found = _target(target_id)
    said, problems = read_reasons(fields())
    if said is None:
        return _target_page(found, request.form.to_dict(), problems), 422
    with transaction() as writing:
        explain_target(writing, writing.get_one(Target, found.id), said)
        subject = f"target/{found.fiscal_year}/{found.indicator}"
        record(writing, datetime.now(UTC), signed_in_learner().id, "target_explained", subject)
    flash(_("保存しました。"))
    return redirect(url_for("plans.show", year=found.fiscal_year, _anchor="targets"), 303)


def _page(
    year: FiscalYear, first: Mapping[str, str], problems: Sequence[Problem] = (), box: LogicBox | None = None
) -> str:
    known = definitions()
    return render_template(
        "reports/logic_box.html",
        year=year,
        box=box,
        first=first,
        problems=_told(problems),
        stages=[(stage.value, _(stage.label_ja)) for stage in Stage],
        indicators=[(id, f"{id} {localised(known[id].name)}") for id in LINES],
        partners=[(partner.id, localised(partner, "name")) for partner in boxes.partners(session())],
    )


def _target_page(found: Target, first: Mapping[str, str], problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "reports/target.html",
        target=found,
        year=FiscalYear(found.fiscal_year),
        definition=definitions().get(found.indicator),
        first=first,
        problems=_told(problems),
    )


def _told(problems: Sequence[Problem]) -> dict[str, str]:
    return {problem.field: _(problem.message_ja) for problem in problems}


def _owners() -> list[int]:
    return [partner.id for partner in boxes.partners(session())]


def _box(box_id: int) -> LogicBox:
    found = session().get(LogicBox, box_id)
    if found is None:
        not_yours(f"logic_box/{box_id}")
    return found


def _target(target_id: int) -> Target:
    found = session().get(Target, target_id)
    if found is None:
        not_yours(f"target/{target_id}")
    return found


def _record(writing: Session, action: str, of: LogicBox) -> None:
    record(
        writing, datetime.now(UTC), signed_in_learner().id, action, f"programme/{of.fiscal_year}", box=of.id
    )


def _back(year: int, said: str) -> Response:
    flash(said)
    return redirect(url_for("plans.show", year=year, _anchor="model"), 303)
