"""採点のやり直しのページ: ask for it, see what it would change, and let it count or drop it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from course.catalogue import Text, read_releases
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.looking import look
from webapp.not_yours import not_yours
from webapp.participation.looked_after import looked_after
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import (
    NotPossible,
    Scope,
    apply_regrade,
    ask_for_regrade,
    drop_regrade,
)
from webapp.participation.regrading.preview import preview, progress_of
from webapp.participation.regrading.telling import see_change, write_of_falls
from webapp.participation.regrading.wording import refusal
from webapp.programme.models import Offering

blueprint = Blueprint("regrading", __name__)
LONGEST_REASON = 500


@blueprint.get("/teaching/<int(max=2147483647):offering_id>/regrades")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def regrades(offering_id: int) -> str:
    """採点のやり直し: what was graded again in this offering, and a form to ask for more."""
    return _overview(looked_after(offering_id))


@blueprint.post("/teaching/<int(max=2147483647):offering_id>/regrades")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def ask(offering_id: int) -> Response | tuple[str, int]:
    """Have the kept work graded again beside the scores that stand."""
    offering = looked_after(offering_id)
    lesson, _slash, grade_id = request.form.get("what", "").partition("/")
    scope = Scope(offering.course_slug, offering.id, lesson or None, grade_id or None)
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    try:
        with transaction() as writing:
            regrade = ask_for_regrade(
                writing, scope, reason, g.settings.releases, datetime.now(UTC), signed_in_learner()
            )
    except NotPossible as error:
        return _overview(offering, refusal(error), request.form), 422
    return redirect(url_for("regrading.show", offering_id=offering.id, regrade_id=regrade.id), 303)


@blueprint.get("/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def show(offering_id: int, regrade_id: int) -> str:
    """試算: how far it is, and whose score it would change while that is still to be decided."""
    offering = looked_after(offering_id)
    regrade = _of(session(), offering, regrade_id)
    foreseen = preview(session(), regrade) if regrade.is_open else None
    if foreseen and foreseen.changes:
        look("scores_seen", f"regrade/{regrade.id}", [each.enrolment.learner_id for each in foreseen.changes])
    return render_template(
        "regrading/regrade.html",
        offering=offering,
        regrade=regrade,
        progress=progress_of(session(), regrade),
        preview=foreseen,
        titles=_titles(offering),
    )


@blueprint.post("/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>/apply")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def apply(offering_id: int, regrade_id: int) -> Response:
    """反映: let it count, and tell whose score changed."""
    return _decide(
        offering_id,
        regrade_id,
        _apply_and_tell,
        _(
            "新しい得点を反映しました。得点が変わった受講者には、マイページで理由とともに知らせます。下がった受講者には、メールでも知らせます。"
        ),
    )


@blueprint.post("/teaching/<int(max=2147483647):offering_id>/regrades/<int(max=2147483647):regrade_id>/drop")
@require(Role.INSTRUCTOR, Role.COORDINATOR)
def drop(offering_id: int, regrade_id: int) -> Response:
    """取りやめ: nothing changes."""
    return _decide(
        offering_id,
        regrade_id,
        lambda writing, regrade: drop_regrade(writing, regrade, datetime.now(UTC)),
        _("やり直しを取りやめました。得点は元のままです。"),
    )


@blueprint.post("/my-page/score-changes/<int(max=2147483647):change_id>")
@require()
def confirm(change_id: int) -> Response:
    """確認: the learner has read what changed."""
    learner = signed_in_learner()
    with transaction() as writing:
        seen = see_change(writing, learner, change_id, datetime.now(UTC))
    if not seen:
        not_yours(f"score_change/{change_id}")
    return redirect(url_for("my_page.show"), 303)


def _apply_and_tell(writing: Session, regrade: Regrade) -> None:
    at, settings = datetime.now(UTC), g.settings
    apply_regrade(writing, regrade, settings.releases, at)
    write_of_falls(writing, regrade, settings.releases, settings.link("/my-page"), at)


def _of(reading: Session, offering: Offering, regrade_id: int) -> Regrade:
    regrade = reading.get(Regrade, regrade_id)
    if regrade is None or regrade.offering_id != offering.id:
        abort(404)
    return regrade


def _decide(
    offering_id: int, regrade_id: int, decision: Callable[[Session, Regrade], object], done: str
) -> Response:
    offering = looked_after(offering_id)
    try:
        with transaction() as writing:
            decision(writing, _of(writing, offering, regrade_id))
        flash(done)
    except NotPossible as error:
        flash(refusal(error), "error")
    return redirect(url_for("regrading.show", offering_id=offering.id, regrade_id=regrade_id), 303)


def _overview(offering: Offering, problem: str = "", typed: Mapping[str, str] | None = None) -> str:
    made = (
        session()
        .scalars(select(Regrade).where(Regrade.offering_id == offering.id).order_by(Regrade.id.desc()))
        .all()
    )
    course = read_releases(g.settings.releases).course(offering.course_slug)
    return render_template(
        "regrading/regrades.html",
        offering=offering,
        regrades=made,
        lessons=course.lessons if course else (),
        titles=_titles(offering),
        problem=problem,
        typed=typed or {},
        longest=LONGEST_REASON,
    )


def _titles(offering: Offering) -> dict[str, Text]:
    """The titles of lessons and exercises by slug and grade_id, as they are now."""
    course = read_releases(g.settings.releases).course(offering.course_slug)
    lessons = course.lessons if course else ()
    named = {release.lesson: release.title for release in lessons}
    return named | {exercise.id: exercise.title for release in lessons for exercise in release.exercises}
