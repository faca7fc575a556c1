"""職員の役割のページ: until when, who takes over, and what waits to be handed over."""

from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import coordinated_partners, require, roles_of, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.accounts.grants import LABELS, change, ends_soon, grants_for
from webapp.enrolment.models import Role, RoleGrant
from webapp.enrolment.office.todo import what_waits
from webapp.enrolment.operations import NotPossible
from webapp.fiscal_year import japanese_date
from webapp.handover.running import open_drafts
from webapp.looking import look
from webapp.not_yours import not_yours

blueprint = Blueprint("roles", __name__, url_prefix="/account/roles")


@blueprint.get("")
@require(Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR)
def page() -> str:
    """The roles that one looks after, those that end soon first."""
    return _page()


@blueprint.post("/<int(max=2147483647):grant_id>")
@require(Role.COORDINATOR, Role.OPERATOR)
def set_end(grant_id: int) -> Response | tuple[str, int]:
    """保存する・いますぐ終える."""
    grant = next((one for one in _grants() if one.id == grant_id), None)
    if grant is None:
        not_yours(f"role/{grant_id}")
    at = datetime.now(UTC)
    day = japanese_date(at)
    try:
        until = (
            day - timedelta(days=1)
            if request.form.get("do") == "end"
            else _day(request.form.get("until", ""))
        )
        with transaction() as writing:
            change(
                writing, grant, until, request.form.get("successor", "")[:200], at, day, signed_in_learner(),
                hands_on=request.form.get("hands_on") == "yes",
            )  # fmt: skip
    except NotPossible as problem:
        session().refresh(grant)
        return _page(grant_id, _(str(problem))), 422
    flash(_("役割を終えました。") if not grant.counts_on(day) else _("保存しました。"))
    still = _may_look()
    return redirect(url_for("roles.page" if still else "account.page"), 303)


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotPossible(_("終わりの日を、年-月-日で入力してください。")) from None


def _may_look() -> bool:
    return not roles_of(signed_in_learner()).isdisjoint({Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR})


def _grants() -> list[RoleGrant]:
    learner = signed_in_learner()
    hosts = [partner.id for partner in coordinated_partners(learner)]
    return list(grants_for(session(), learner, hosts, is_operator=Role.OPERATOR in roles_of(learner)))


def _page(wrong: int | None = None, problem: str = "") -> str:
    grants, at = _grants(), datetime.now(UTC)
    look("colleagues_seen", "roles", [grant.learner_id for grant in grants])
    hosts = [partner.id for partner in coordinated_partners(signed_in_learner())]
    day = japanese_date(at)
    return render_template(
        "handover/roles.html",
        grants=grants,
        soon={grant.id for grant in grants if ends_soon(grant, day)},
        over={grant.id for grant in grants if not grant.counts_on(day)},
        labels=LABELS,
        changes=not roles_of(signed_in_learner()).isdisjoint({Role.COORDINATOR, Role.OPERATOR}),
        waiting=what_waits(session(), hosts, at) if hosts else [],
        drafts=open_drafts(session(), hosts) if hosts else [],
        hosts=hosts,
        today=day,
        wrong=wrong,
        problem=problem,
        typed=request.form,
    )
