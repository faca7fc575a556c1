"""自分の申込のページ: how it stands, what comes next, and taking it back."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.applying.consents import FOLLOWS, SENTENCES, consents_of, record_consents
from webapp.enrolment.applying.mine import as_mine, moves_of
from webapp.enrolment.applying.models import ConsentKind
from webapp.enrolment.applying.operations import reply, take_back
from webapp.enrolment.models import Application, ApplicationState
from webapp.enrolment.operations import NotPossible
from webapp.not_yours import not_yours

blueprint = Blueprint("applications", __name__)

ONE = "/my-page/applications/<int(max=2147483647):application_id>"
WITHDRAWABLE: tuple[ConsentKind, ...] = tuple(kind for kind in ConsentKind if kind is not ConsentKind.PRIVACY)


@blueprint.get(ONE)
@require()
def application(application_id: int) -> str:
    """One application: its state in words, its history, what can be done."""
    return _page(_own(application_id))


@blueprint.post(f"{ONE}/accept")
@require()
def accept(application_id: int) -> Response | tuple[str, int]:
    """受講する: take the seat that was offered."""
    own = _own(application_id)
    try:
        with transaction() as writing:
            reply(writing, own, True, datetime.now(UTC))
    except NotPossible as refusal:
        return _page(own, _(str(refusal))), 422
    flash(_("受講が決まりました。"))
    return redirect(url_for("applications.application", application_id=own.id), 303)


@blueprint.get(f"{ONE}/leave")
@require()
def ask_to_leave(application_id: int) -> str | Response:
    """取消・辞退の確認: says what it means, before anything is done."""
    mine = as_mine(session(), _own(application_id))
    if not mine.can_be_taken_back:
        return redirect(url_for("applications.application", application_id=application_id), 303)
    return render_template("applying/leave.html", mine=mine)


@blueprint.post(f"{ONE}/leave")
@require()
def leave(application_id: int) -> Response | tuple[str, int]:
    """申込を取り消す・辞退する・席をゆずる."""
    own = _own(application_id)
    reason = " ".join(request.form.get("reason", "").replace("\0", " ").split())[:500]
    at = datetime.now(UTC)
    try:
        with transaction() as writing:
            if own.state is ApplicationState.OFFERED:
                reply(writing, own, False, at)
            elif as_mine(writing, own).can_be_taken_back:
                take_back(writing, own, at, own.learner_id, reason)
    except NotPossible as refusal:
        return _page(own, _(str(refusal))), 422
    return redirect(url_for("applications.application", application_id=own.id), 303)


@blueprint.get("/my-page/consents")
@require()
def consents() -> str:
    """同意の確認と変更."""
    given = consents_of(session(), signed_in_learner())
    return render_template(
        "applying/consents.html", kinds=WITHDRAWABLE, given=given, privacy=given.get(ConsentKind.PRIVACY),
        sentences=SENTENCES, follows=FOLLOWS,
    )  # fmt: skip


@blueprint.post("/my-page/consents")
@require()
def decide_consents() -> Response:
    """Give or take back what is not required."""
    learner = signed_in_learner()
    decided: dict[ConsentKind, bool] = {
        kind: request.form.get(f"consent_{kind.value}") == "yes" for kind in WITHDRAWABLE
    }
    with transaction() as writing:
        record_consents(writing, learner, decided, datetime.now(UTC))
    flash(_("同意の内容を保存しました。"))
    return redirect(url_for("applications.consents"), 303)


def _own(application_id: int) -> Application:
    found = session().get(Application, application_id)
    if found is None or found.learner_id != signed_in_learner().id:
        not_yours(f"application/{application_id}")
    return found


def _page(own: Application, problem: str = "") -> str:
    mine = as_mine(session(), own)
    return render_template(
        "applying/application.html", mine=mine, moves=moves_of(session(), own), problem=problem
    )
