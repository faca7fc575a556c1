"""担当講師のページ: who gives an offering; their learners' work is theirs to look at."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.teaching import give_to, instructors, instructors_of, take_from
from webapp.looking import look
from webapp.programme.models import Offering

blueprint = Blueprint("office_instructors", __name__)
PAGE = "/office/offerings/<int(max=2147483647):offering_id>/instructors"


@blueprint.get(PAGE)
@require(Role.COORDINATOR)
def show(offering_id: int) -> str:
    """担当講師: who gives it, and who else could."""
    return _page(hosted(offering_id))


@blueprint.post(PAGE)
@require(Role.COORDINATOR)
def give(offering_id: int) -> Response | tuple[str, int]:
    """担当を加える."""
    offering = hosted(offering_id)
    chosen = _chosen(instructors(session()))
    if chosen is None:
        return _page(offering, _("講師を一覧から選んでください。")), 422
    with transaction() as writing:
        give_to(writing, offering, chosen)
        _keep(offering, chosen, "instructor_given")
    flash(_("%(name)sさんを担当にしました。", name=chosen.name))
    return _back(offering)


@blueprint.post(f"{PAGE}/remove")
@require(Role.COORDINATOR)
def take(offering_id: int) -> Response | tuple[str, int]:
    """担当を外す."""
    offering = hosted(offering_id)
    chosen = _chosen(instructors_of(session(), offering))
    if chosen is None:
        return _page(offering, _("その人は、いまこの講座の担当ではありません。")), 422
    with transaction() as writing:
        take_from(writing, offering, chosen)
        _keep(offering, chosen, "instructor_taken")
    flash(_("%(name)sさんを担当から外しました。", name=chosen.name))
    return _back(offering)


def _chosen(people: Sequence[Learner]) -> Learner | None:
    return next((person for person in people if str(person.id) == request.form.get("instructor")), None)


def _keep(offering: Offering, chosen: Learner, action: str) -> None:
    record(
        session(), datetime.now(UTC), signed_in_learner().id, action, f"offering/{offering.id}",
        whose=[chosen.id],
    )  # fmt: skip


def _page(offering: Offering, problem: str = "") -> str:
    given = instructors_of(session(), offering)
    others = [person for person in instructors(session()) if person not in given]
    look("instructors_seen", f"offering/{offering.id}", [person.id for person in (*given, *others)])
    return render_template(
        "office/instructors.html", offering=offering, given=given, others=others, problem=problem
    )


def _back(offering: Offering) -> Response:
    return redirect(url_for("office_instructors.show", offering_id=offering.id), 303)
