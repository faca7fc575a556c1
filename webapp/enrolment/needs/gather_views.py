"""要望を集める: several lines from a round table at once, and needs that applicants wrote into their forms."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.models import Application, Role
from webapp.enrolment.needs.access import Fields, chosen_partner, fields_of_form, own_ids, school_types
from webapp.enrolment.needs.choices import choices, group_name
from webapp.fiscal_year import japanese_date
from webapp.paging import asked_page
from webapp.programme.audience import Audience
from webapp.programme.models import Offering
from webapp.programme.needs.gathering import keep_lines, key_of_words, read_lines, taken_up
from webapp.programme.needs.models import NeedSource
from webapp.programme.needs.operations import Heard, Wanted, keep_need
from webapp.programme.typed import Problem

blueprint = Blueprint("gathering", __name__, url_prefix="/office/needs")
MOST_FORMS = 500


@dataclass(frozen=True)
class Said:
    """申込フォームの要望: its words and its group, and the key by which it is taken up once; nobody's name."""

    key: str
    day: date
    offering: Offering
    wanted: Wanted


@blueprint.get("/round-table")
@require(Role.COORDINATOR)
def round_table() -> str:
    """官民データラウンドテーブルの要望."""
    day = japanese_date(datetime.now(UTC)).isoformat()
    return _lines_page({"heard_on": [day], "key": [secrets.token_urlsafe(16)]})


@blueprint.post("/round-table")
@require(Role.COORDINATOR)
def keep_round_table() -> Response | tuple[str, int]:
    """Keep every line as a need."""
    fields, at, by = fields_of_form(), datetime.now(UTC), signed_in_learner().id
    host = chosen_partner(fields)
    lines, problems = read_lines(fields, school_types(), japanese_date(at))
    if host is None:
        problems = [Problem("host", "一覧から選んでください。"), *problems]
    if lines is None or host is None:
        return _lines_page(fields, problems), 422
    with transaction() as writing:
        kept = keep_lines(writing, lines, Heard(host, lines.day, NeedSource.ROUND_TABLE, by, at))
        record(writing, at, by, "needs_typed", f"partner/{host.id}", count=len(kept))
    flash(_("%(count)s件の要望を入れました。", count=len(kept)))
    return redirect(url_for("needs.board", source=NeedSource.ROUND_TABLE.value), 303)


@blueprint.get("/applications")
@require(Role.COORDINATOR)
def applications() -> str:
    """申込フォームの要望: what applicants of one's own offerings want to learn, without their names."""
    at = datetime.now(UTC)
    said = list(_said())
    done = taken_up(session(), [one.key for one in said])
    left = [one for one in said if one.key not in done]
    paging = asked_page(len(left))
    shown = left[paging.offset : paging.last_row]
    with transaction() as writing:
        record(writing, at, signed_in_learner().id, "application_needs_read", "needs", count=len(shown))
    return render_template(
        "needs/applications.html", said=shown, paging=paging, done=len(done), group_name=group_name
    )


@blueprint.post("/applications")
@require(Role.COORDINATOR)
def take_up() -> Response:
    """取り上げる: the ticked ones become needs of the offering's host."""
    chosen, at, by = set(fields_of_form().get("keys", ())), datetime.now(UTC), signed_in_learner().id
    wanted = [one for one in _said() if one.key in chosen]
    with transaction() as writing:
        for one in wanted:
            heard = Heard(one.offering.host, one.day, NeedSource.APPLICATION, by, at)
            keep_need(writing, one.wanted, heard, key=one.key)
        record(writing, at, by, "application_needs_taken", "needs", count=len(wanted))
    flash(_("%(count)s件の要望を取り上げました。", count=len(wanted)))
    return redirect(url_for(".applications"), 303)


def _said() -> Iterator[Said]:
    rows = session().execute(
        select(Application, Offering)
        .join(Offering, Application.offering_id == Offering.id)
        .where(Offering.host_id.in_(own_ids()))
        .order_by(Application.id.desc())
    )
    known, found = set(school_types()), 0
    for application, offering in rows:
        words = str(application.profile.get("needs") or "").strip() if application.profile else ""
        if not words:
            continue
        found += 1
        if found > MOST_FORMS:
            return
        profile = Profile.from_data(application.profile)
        is_school = profile.audience is Audience.TEACHER and profile.school_type in known
        wanted = Wanted(
            words[:1000],
            None if is_school else profile.industry,
            profile.school_type if is_school else None,
        )
        key = key_of_words(g.settings.key_for("needs"), "application", application.id)
        yield Said(key, japanese_date(application.applied_at), offering, wanted)


def _lines_page(fields: Fields, problems: Sequence[Problem] = ()) -> str:
    return render_template(
        "needs/round_table.html",
        first={name: values[0] for name, values in fields.items() if values},
        problems={problem.field: _(problem.message_ja) for problem in problems},
        **choices(),
    )
