"""提出期限のページ: an instructor says when each lesson's work is due and what lateness costs."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from course.catalogue import Release, read_releases
from webapp.auth import require
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.fiscal_year import JAPAN
from webapp.participation.lateness import clear_deadline, deadlines_of, set_deadline
from webapp.participation.looked_after import looked_after
from webapp.programme.models import Offering

blueprint = Blueprint("deadlines", __name__)


@blueprint.get("/teaching/<int(max=2147483647):offering_id>/deadlines")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def deadlines(offering_id: int) -> str:
    """提出期限: one row per lesson."""
    return _page(looked_after(offering_id))


@blueprint.post("/teaching/<int(max=2147483647):offering_id>/deadlines")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def decide(offering_id: int) -> Response | tuple[str, int]:
    """Set or clear one lesson's deadline; it counts at once, for work that is here already too."""
    offering = looked_after(offering_id)
    lesson = request.form.get("lesson", "")
    if lesson not in {release.lesson for release in _lessons(offering)}:
        abort(404)
    if not request.form.get("due_at", "").strip():
        with transaction() as writing:
            clear_deadline(writing, offering.id, lesson)
        flash(_("提出期限をなくしました。遅れの減点があった得点は元に戻りました。"))
        return redirect(url_for("deadlines.deadlines", offering_id=offering.id), 303)
    try:
        due_at = datetime.fromisoformat(request.form["due_at"]).replace(tzinfo=JAPAN)
        percent = float(request.form.get("percent") or 0)
        with transaction() as writing:
            set_deadline(writing, offering.id, lesson, due_at, percent)
    except (ValueError, OverflowError):
        problem = _("保存できませんでした。期限は日付と時刻で、減点は0から100までの数で入力してください。")
        return _page(offering, problem, request.form), 422
    flash(_("提出期限を保存しました。すでに提出された分の得点にも反映しました。"))
    return redirect(url_for("deadlines.deadlines", offering_id=offering.id), 303)


def _lessons(offering: Offering) -> tuple[Release, ...]:
    course = read_releases(g.settings.releases).course(offering.course_slug)
    return course.lessons if course else ()


def _page(offering: Offering, problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    there = deadlines_of(session(), [offering.id])
    rows = [(release, there.get((offering.id, release.lesson))) for release in _lessons(offering)]
    return render_template(
        "deadlines/deadlines.html",
        offering=offering,
        rows=rows,
        problem=problem,
        typed=typed or {},
        japan=JAPAN,
    )
