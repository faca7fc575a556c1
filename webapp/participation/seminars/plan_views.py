"""セミナーの登録: a coordinator writes a seminar down and mends it; what cannot be kept stays on the page."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import transaction
from webapp.enrolment.models import Role
from webapp.languages import localised
from webapp.participation.attendance.seminars import checked_in
from webapp.participation.seminars.access import hosted_seminar, hosting
from webapp.participation.seminars.receiving import guests_of
from webapp.programme.models import MeetingState, Partner, Seminar
from webapp.programme.operations import NotPossible
from webapp.programme.seminars import STATE_WORDS, STATES, SeminarDraft, change_seminar, plan_seminar
from webapp.programme.typed import Problem, Typed

blueprint = Blueprint("seminar_plans", __name__, url_prefix="/office/seminars")
MOST_SEATS = 100_000


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """セミナーの登録: an empty form."""
    return _page(None, {"state": MeetingState.PLANNED.value})


@blueprint.post("/new")
@require(Role.COORDINATOR)
def plan() -> Response | tuple[str, int]:
    """セミナーを登録する."""
    typed, at = Typed(dict(request.form.lists())), datetime.now(UTC)
    draft, host = _draft(typed), _host(typed)
    if typed.problems:
        return _page(None, request.form, typed.problems), 422
    try:
        with transaction() as writing:
            made = plan_seminar(writing, host, draft, at)
            record(writing, at, signed_in_learner().id, "seminar_planned", f"seminar/{made.id}")
    except NotPossible as problem:
        return _page(None, request.form, [Problem("held_on", str(problem))]), 422
    flash(_("セミナーを登録しました。"))
    return redirect(url_for("seminars.overview", _anchor=f"seminar-{made.id}"), 303)


@blueprint.get("/<int(max=2147483647):seminar_id>/edit")
@require(Role.COORDINATOR)
def edit(seminar_id: int) -> str:
    """セミナーの内容: as it is now."""
    found = hosted_seminar(seminar_id)
    return _page(found, {name: _shown(getattr(found, name)) for name in SeminarDraft.__dataclass_fields__})


@blueprint.post("/<int(max=2147483647):seminar_id>/edit")
@require(Role.COORDINATOR)
def change(seminar_id: int) -> Response | tuple[str, int]:
    """セミナーの内容を直す."""
    found, at = hosted_seminar(seminar_id), datetime.now(UTC)
    typed = Typed(dict(request.form.lists()))
    draft = _draft(typed)
    if typed.problems:
        return _page(found, request.form, typed.problems), 422
    try:
        with transaction() as writing:
            came = checked_in(writing, found) + guests_of(writing, found)
            change_seminar(writing, found, draft, came, at)
            record(writing, at, signed_in_learner().id, "seminar_changed", f"seminar/{found.id}")
    except NotPossible as problem:
        return _page(found, request.form, [Problem("held_on", str(problem))]), 422
    flash(_("保存しました。"))
    return redirect(url_for("seminars.overview", _anchor=f"seminar-{found.id}"), 303)


def _draft(typed: Typed) -> SeminarDraft:
    return SeminarDraft(
        title_ja=typed.text("title_ja", 200, needed=True),
        title_en=typed.text("title_en", 200, needed=True),
        # Where the day cannot be read nothing is kept, so any will do.
        held_on=typed.day("held_on", needed=True) or date.min,
        place=typed.text("place", 200),
        capacity=typed.number("capacity", 0, MOST_SEATS),
        state=typed.one_of("state", _state, MeetingState.PLANNED),
    )


def _state(value: str) -> MeetingState:
    state = MeetingState(value)
    if state not in STATES:
        raise ValueError(value)
    return state


def _host(typed: Typed) -> Partner:
    mine = {str(partner.id): partner for partner in hosting()}

    def known(value: str) -> Partner:
        if value not in mine:
            raise ValueError(value)
        return mine[value]

    first = next(iter(mine.values()))
    return first if len(mine) == 1 else typed.one_of("host", known, first)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _page(seminar: Seminar | None, first: Mapping[str, str], problems: list[Problem] | None = None) -> str:
    return render_template(
        "seminars/plan.html",
        seminar=seminar,
        first=first,
        problems={problem.field: _(problem.message_ja) for problem in problems or ()},
        host_options=[(partner.id, localised(partner, "name")) for partner in hosting()],
        state_options=[(state.value, _(STATE_WORDS[state])) for state in STATES],
    )
