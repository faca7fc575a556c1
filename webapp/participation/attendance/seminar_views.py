"""セミナーの受付と参加者数: who came with an account, by their own code, and how many were counted in the room."""

from datetime import UTC, datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Learner, Role, normal_login_id
from webapp.fiscal_year import japanese_date
from webapp.participation.attendance.codes import NoCode, whose_code
from webapp.participation.attendance.seminars import check_in_to_seminar, count_heads
from webapp.participation.seminars.access import hosted_seminar, hosting
from webapp.participation.seminars.listing import listed_seminars
from webapp.participation.seminars.survey import ask_as_many
from webapp.programme.operations import NotPossible
from webapp.programme.typed import Typed

blueprint = Blueprint("seminars", __name__, url_prefix="/office/seminars")
MOST_HEADS = 100_000


@blueprint.get("")
@require(Role.COORDINATOR)
def overview() -> str:
    """セミナー of one's partner, the newest first."""
    return _page()


@blueprint.post("/<int(max=2147483647):seminar_id>/check-in")
@require(Role.COORDINATOR)
def check_in(seminar_id: int) -> Response:
    """アカウントで受け付ける: the ID and the code that the person's own page shows; a wrong one says nothing of either."""
    found, at = hosted_seminar(seminar_id), datetime.now(UTC)
    try:
        learner = _who_shows(request.form.get("login_id", ""), request.form.get("code", ""), at)
        with transaction() as writing:
            is_new = check_in_to_seminar(writing, found, learner, at)
            by, who = signed_in_learner().id, learner.id
            record(writing, at, by, "seminar_check_in", f"seminar/{found.id}", whose=[who])
        flash(_("受け付けました。") if is_new else _("この人は、もう受け付けています。"))
    except NoCode:
        flash(
            _(
                "IDとコードが合いません。マイページの「自分の出席」で、新しいコードを表示してもらってください。"
            ),
            "error",
        )
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    return redirect(url_for(".overview", _anchor=f"seminar-{found.id}"), 303)


@blueprint.post("/<int(max=2147483647):seminar_id>/heads")
@require(Role.COORDINATOR)
def heads(seminar_id: int) -> Response | tuple[str, int]:
    """参加者数を入れる: everybody who was counted in the room; an empty field takes it back."""
    found, at = hosted_seminar(seminar_id), datetime.now(UTC)
    typed = Typed(dict(request.form.lists()))
    number = typed.number("heads", 0, MOST_HEADS)
    if typed.problems:
        return _page(found.id, _(typed.problems[0].message_ja)), 422
    try:
        with transaction() as writing:
            count_heads(writing, found, number, at, signed_in_learner().id)
            ask_as_many(writing, found)
            record(writing, at, signed_in_learner().id, "seminar_heads", f"seminar/{found.id}", heads=number)
    except NotPossible as problem:
        return _page(found.id, _(str(problem))), 422
    flash(_("保存しました。"))
    return redirect(url_for(".overview", _anchor=f"seminar-{found.id}"), 303)


def _who_shows(login_id: str, typed: str, at: datetime) -> Learner:
    learner = session().scalar(select(Learner).where(Learner.login_id == normal_login_id(login_id)))
    code = "".join(typed.split())
    if learner is None:
        raise NoCode
    whose_code(g.settings.secret_key, [learner.id], code, at)
    return learner


def _page(wrong: int | None = None, problem: str = "") -> str:
    today = japanese_date(datetime.now(UTC))
    return render_template(
        "attendance/seminars.html",
        seminars=listed_seminars(session(), [partner.id for partner in hosting()], today),
        today=today,
        wrong=wrong,
        problem=problem,
        typed=request.form.get("heads", ""),
    )
