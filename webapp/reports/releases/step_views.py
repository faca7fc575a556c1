"""確認・決裁・公表: what a draft would print, what could be worked out of it, and the steps from hand to hand."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.languages import language
from webapp.reports.assembling.report import Assembled
from webapp.reports.assembling.town import TownTooSmall
from webapp.reports.faces import screen
from webapp.reports.faces.document import DoesNotFit
from webapp.reports.releases import files, making, steps
from webapp.reports.releases.draft_pages import (
    content_of,
    draft_of,
    look_of,
    maker,
    names,
    page,
    region,
    typed_text,
)
from webapp.reports.releases.drafting import is_open, sentences_of
from webapp.reports.releases.models import DraftState, ReportDraft
from webapp.reports.releases.releasing import NotReleasable, release
from webapp.reports.releases.saying import reason
from webapp.reports.releases.steps import NotNow
from webapp.wording import mark

blueprint = Blueprint(
    "draft_steps", __name__, url_prefix="/coordinator/reports/<int(max=2147483647):draft_id>"
)
DONE = {
    "hand_in": mark("起案しました。内容は固定され、ほかの担当者の確認を待っています。"),
    "confirm": mark("確認しました。決裁を待っています。"),
    "decide": mark("決裁しました。公表できます。"),
    "send_back": mark("差し戻しました。"),
    "release": mark("公表しました。番号が付き、内容はもう変わりません。"),
}
_TAKE = {"confirm": steps.confirm, "decide": steps.decide, "send_back": steps.send_back}


@blueprint.get("/preview")
@require(Role.COORDINATOR)
def preview(draft_id: int) -> str | tuple[str, int]:
    """プレビュー: the report as it would be handed in, or as it was."""
    found = draft_of(draft_id)
    try:
        report, _protected = content_of(found)
    except TownTooSmall:
        return page(found, reason("town_too_small")), 409
    drawn = files.drawn(report, region(), language())
    return screen.page(report, drawn.wide, drawn.small, "reports/draft_preview.html", draft=found)


@blueprint.get("/protection")
@require(Role.COORDINATOR)
def protection(draft_id: int) -> str | tuple[str, int]:
    """公表前の確認: what was merged, hidden and refused, and what an attacker who reads it can work out."""
    found = draft_of(draft_id)
    try:
        look = look_of(found)
    except TownTooSmall:
        return page(found, reason("town_too_small")), 409
    return render_template(
        "reports/protection.html",
        draft=found,
        look=look,
        names=names(),
        is_open=is_open(found),
        to_confirm=found.state is DraftState.TO_CONFIRM,
        was_looked_at=steps.was_looked_at(session(), found),
    )


@blueprint.post("/protection")
@require(Role.COORDINATOR)
def decide_protection(draft_id: int) -> Response | tuple[str, int]:
    """確かめたことを記録する."""
    found = draft_of(draft_id)
    try:
        if is_open(found):
            raise NotNow("wrong_state")
        told = look_of(found).told()
        with transaction() as writing:
            written = writing.get_one(ReportDraft, found.id)
            steps.look_at_protection(writing, written, told, signed_in_learner(), datetime.now(UTC))
    except NotNow as refused:
        return page(found, reason(refused.code)), 409
    flash(_("公表前の確認を記録しました。続けて、内容を確認してください。"))
    return redirect(url_for("drafts.draft", draft_id=found.id), 303)


@blueprint.post("/<any(hand_in, confirm, decide, send_back, release):step>")
@require(Role.COORDINATOR)
def take(draft_id: int, step: str) -> Response | tuple[str, int]:
    """起案・確認・決裁・差し戻し・公表."""
    found, at, me = draft_of(draft_id), datetime.now(UTC), signed_in_learner()
    comment = typed_text("comment")
    try:
        made = _to_hand_in(found, at) if step == "hand_in" else None
        with transaction() as writing:
            written = writing.get_one(ReportDraft, found.id)
            if made is not None:
                data = making.protection_data(made.protection)
                steps.hand_in(writing, written, made.report, data, me, at)
            elif step == "release":
                release(writing, written, me, at)
            else:
                _TAKE[step](writing, written, me, at, comment)
    except TownTooSmall:
        return page(found, reason("town_too_small")), 409
    except (NotNow, NotReleasable) as refused:
        session().expire_all()
        return page(draft_of(draft_id), reason(refused.code), comment=comment), 409
    flash(_(DONE[step]))
    return redirect(url_for("drafts.draft", draft_id=draft_id), 303)


def _to_hand_in(found: ReportDraft, at: datetime) -> Assembled:
    """The numbers as they stand, proved; raises NotNow where they may not be handed in."""
    if not is_open(found):
        raise NotNow("wrong_state")
    if not making.is_recorded(found, at):
        raise NotNow("not_recorded")
    said = sentences_of(found)
    lines = [line for words in (said.summary, said.causes, said.next_steps) for line in words.ja.splitlines()]
    if any(line.rstrip().endswith("、") for line in lines):
        raise NotNow("unfinished")
    made = maker().made(found, at)
    if making.proof_faults({"protection": making.protection_data(made.protection)}):
        raise NotNow("not_proved")
    try:
        files.check_papers(made.report, region())
    except DoesNotFit:
        raise NotNow("too_long") from None
    return made
