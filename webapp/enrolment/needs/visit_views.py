"""訪問記録: written on a phone right after the visit; organisation, contact and needs in one form."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.needs.access import (
    Fields,
    chosen_partner,
    fields_of_form,
    own_ids,
    own_visit,
    school_types,
)
from webapp.enrolment.needs.choices import choices, group_name, towns
from webapp.enrolment.needs.seeing import visit_seen
from webapp.fiscal_year import japanese_date
from webapp.paging import asked_page
from webapp.programme.needs.models import Visit
from webapp.programme.needs.visits import MOST_NEEDS, known_organisations, read_visit, record_visit
from webapp.programme.organisations import Organisation
from webapp.programme.typed import Problem

blueprint = Blueprint("visits", __name__, url_prefix="/office/needs/visits")
ROW = ("wanted", "need_industry", "need_school_type")


@blueprint.get("")
@require(Role.COORDINATOR)
def visits() -> str:
    """訪問記録の一覧, the newest first."""
    mine = select(Visit).join(Visit.organisation).where(Organisation.host_id.in_(own_ids()))
    total = session().scalar(mine.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    paging = asked_page(total)
    newest = mine.order_by(Visit.visited_on.desc(), Visit.id.desc()).limit(paging.size).offset(paging.offset)
    return render_template("needs/visits.html", visits=list(session().scalars(newest)), paging=paging)


@blueprint.get("/new")
@require(Role.COORDINATOR)
def new() -> str:
    """新しい訪問記録: today's, with one row for a need."""
    day = japanese_date(datetime.now(UTC)).isoformat()
    typed = {"visited_on": [day], "key": [secrets.token_urlsafe(16)], "wanted": [""]}
    return _page({**typed, "visitors": [signed_in_learner().name]})


@blueprint.post("/new")
@require(Role.COORDINATOR)
def create() -> Response | tuple[str, int] | str:
    """Keep the visit with its needs; the same form sent twice is one visit."""
    fields, at = fields_of_form(), datetime.now(UTC)
    if "rows" in fields:
        return _page({**fields, **{name: [*fields.get(name, ()), ""] for name in ROW}})
    host = chosen_partner(fields)
    draft, problems = read_visit(fields, school_types(), towns(), japanese_date(at))
    if host is None:
        problems = [Problem("host", "一覧から選んでください。"), *problems]
    if draft is None or host is None:
        return _page(fields, problems), 422
    by = signed_in_learner().id
    with transaction() as writing:
        visit, is_new = record_visit(writing, host, draft, by, at)
        if is_new:
            record(writing, at, by, "visit_recorded", f"visit/{visit.id}", needs=len(visit.needs))
    if is_new:
        flash(_("訪問を記録しました。"))
    return redirect(url_for(".visit", visit_id=visit.id), 303)


@blueprint.get("/<int(max=2147483647):visit_id>")
@require(Role.COORDINATOR)
def visit(visit_id: int) -> str:
    """一件の訪問: what was talked of and which needs were heard."""
    found = own_visit(visit_id)
    visit_seen(found)
    return render_template("needs/visit.html", visit=found, group_name=group_name)


def _page(fields: Fields, problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "needs/visit_form.html",
        first={name: values[0] for name, values in fields.items() if values},
        problems={problem.field: _(problem.message_ja) for problem in problems},
        rows=_rows(fields),
        most=MOST_NEEDS,
        organisations=known_organisations(session(), own_ids()),
        person=signed_in_learner().id,
        sent_before=request.method == "POST",
        **choices(),
    )


def _rows(fields: Fields) -> list[dict[str, str]]:
    def cell(name: str, number: int) -> str:
        values = fields.get(name, ())
        return values[number] if number < len(values) else ""

    longest = max(1, min(len(fields.get("wanted", ())), MOST_NEEDS))
    return [{name: cell(name, number) for name in ROW} for number in range(longest)]
