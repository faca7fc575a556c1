"""抽選のページ: what will be drawn from, the draw itself, and how anybody computes it again."""

from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.endings import draw
from webapp.enrolment.applying.lottery import digest_of_list, recipe
from webapp.enrolment.applying.models import Draw
from webapp.enrolment.applying.operations import takes_applications
from webapp.enrolment.models import Application, ApplicationState, Role
from webapp.enrolment.office.access import hosted
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Offering, Selection

blueprint = Blueprint("lottery", __name__)
PAGE = "/office/offerings/<int(max=2147483647):offering_id>/lottery"


@blueprint.get(PAGE)
@require(Role.COORDINATOR)
def lottery(offering_id: int) -> str:
    """抽選: before it what it will be computed from, after it the order."""
    return _page(_drawn_by_lot(offering_id))


@blueprint.post(PAGE)
@require(Role.COORDINATOR)
def draw_now(offering_id: int) -> Response | tuple[str, int]:
    """抽選する: once; pressing twice shows the same result."""
    offering, at, by = _drawn_by_lot(offering_id), datetime.now(UTC), signed_in_learner().id
    try:
        with transaction() as writing:
            done = draw(writing, offering, at, by)
            if done.drawn_at == at:
                record(writing, at, by, "drawn", f"offering/{offering.id}", count=len(done.order))
    except NotPossible as error:
        return _page(offering, _(str(error))), 409
    flash(_("抽選は終わっています。結果は下のとおりです。"))
    return redirect(url_for("lottery.lottery", offering_id=offering.id), 303)


def _drawn_by_lot(offering_id: int) -> Offering:
    offering = hosted(offering_id)
    if offering.selection is not Selection.LOTTERY:
        abort(404)
    return offering


def _page(offering: Offering, problem: str = "") -> str:
    done = session().get(Draw, offering.id)
    numbers = session().scalars(
        select(Application.id).filter_by(offering_id=offering.id, state=ApplicationState.DRAWING)
    )
    waiting = sorted(numbers)
    return render_template(
        "office/lottery.html", offering=offering, done=done, waiting=waiting, problem=problem,
        digest=digest_of_list(waiting), open=takes_applications(offering, datetime.now(UTC)),
        recipe=recipe(done.published, done.order) if done else "",
    )  # fmt: skip
