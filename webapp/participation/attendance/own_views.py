"""自分の出席: the phone that opened the screen's code, one's own code and classes, and 欠席連絡."""

from datetime import UTC, datetime

import segno
from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.not_yours import not_yours
from webapp.participation.attendance.codes import (
    LATEST_SENDING,
    NoCode,
    OldCode,
    arrival_mark,
    open_arrival_mark,
    open_screen_code,
    own_code,
)
from webapp.participation.attendance.holding import CAME
from webapp.participation.attendance.making_up import OwnClass, own_class_for, take_in
from webapp.participation.attendance.operations import give_notice, take_notice_back
from webapp.participation.attendance.queries import own_classes, own_enrolment
from webapp.participation.models import Attendance, AttendanceSource
from webapp.programme.models import Meeting
from webapp.programme.operations import NotPossible

blueprint = Blueprint("attending", __name__)


@blueprint.get("/attend/<int(max=2147483647):meeting_id>/<screen_code>")
def arrive(meeting_id: int, screen_code: str) -> Response | tuple[str, int]:
    """会場のコードを開く: the browser keeps when it saw the code, also while its person has yet to sign in."""
    at, secret = datetime.now(UTC), g.settings.secret_key
    try:
        seen_at = open_screen_code(secret, meeting_id, screen_code, at)
    except OldCode:
        return _answer(
            _("このコードは切り替わりました。会場の画面の新しいQRコードを、もう一度読み取ってください。")
        ), 410
    except NoCode:
        abort(404)
    answer = redirect(url_for(".show", meeting_id=meeting_id), 303)
    answer.set_cookie(
        _cookie(meeting_id), arrival_mark(secret, meeting_id, seen_at), max_age=LATEST_SENDING,
        path=g.settings.prefix, httponly=True, samesite="Lax", secure=g.settings.secure_cookies,
    )  # fmt: skip
    return answer


@blueprint.get("/attend/<int(max=2147483647):meeting_id>")
@require()
def show(meeting_id: int) -> str | tuple[str, int]:
    """One button, or what is recorded already."""
    at = datetime.now(UTC)
    meeting, own, seen_at = _arrived(meeting_id, at)
    if own is None:
        return _not_enrolled(), 403
    there = session().get(Attendance, (own.enrolment.id, own.meeting.id))
    if (there is None or there.presence not in CAME) and seen_at is None:
        return _code_is_over(), 410
    return _page(meeting, own, there)


@blueprint.post("/attend/<int(max=2147483647):meeting_id>")
@require()
def send(meeting_id: int) -> Response | tuple[str, int]:
    """出席を記録する: counts for the moment when the code was seen, however late this arrives, and once."""
    at = datetime.now(UTC)
    meeting, own, seen_at = _arrived(meeting_id, at)
    if own is None:
        return _not_enrolled(), 403
    if seen_at is None:
        return _code_is_over(), 410
    try:
        with transaction() as writing:
            take_in(writing, own, meeting, seen_at, AttendanceSource.QR, at, own.enrolment.learner_id)
    except NotPossible as problem:
        return _answer(_(str(problem))), 422
    return redirect(url_for(".show", meeting_id=meeting_id), 303)


@blueprint.get("/my-page/attendance")
@require()
def mine() -> str:
    """自分の出席: one's code for the reception, and every class."""
    return _mine()


@blueprint.post("/my-page/attendance/<int(max=2147483647):meeting_id>/notice")
@require()
def notice(meeting_id: int) -> Response | tuple[str, int]:
    """欠席を連絡する, or take it back."""
    at, learner = datetime.now(UTC), signed_in_learner()
    meeting = session().get(Meeting, meeting_id)
    enrolment = own_enrolment(session(), learner.id, meeting.offering_id) if meeting else None
    if meeting is None or enrolment is None:
        not_yours(f"meeting/{meeting_id}")
    takes_back = request.form.get("what") == "back"
    try:
        with transaction() as writing:
            (take_notice_back if takes_back else give_notice)(writing, enrolment, meeting, at, learner.id)
    except NotPossible as problem:
        return _mine(_(str(problem))), 422
    flash(
        _("欠席の連絡を取り消しました。")
        if takes_back
        else _("欠席の連絡を受け付けました。始まる前なら取り消せます。")
    )
    return redirect(url_for(".mine"), 303)


def _arrived(meeting_id: int, at: datetime) -> tuple[Meeting, OwnClass | None, datetime | None]:
    """The room's class, the class of one's own that it counts for, and when this browser saw the code.

    To who neither belongs to it nor saw the code the class does not exist.
    """
    meeting = session().get(Meeting, meeting_id)
    try:
        kept = request.cookies.get(_cookie(meeting_id), "")
        seen_at = open_arrival_mark(g.settings.secret_key, meeting_id, kept, at)
    except (NoCode, OldCode):
        seen_at = None
    learner = signed_in_learner()
    own = own_class_for(session(), learner.id, meeting) if meeting else None
    if meeting is None or ((own is None or own.meeting.id != meeting.id) and seen_at is None):
        not_yours(f"meeting/{meeting_id}")
    return meeting, own, seen_at


def _cookie(meeting_id: int) -> str:
    return f"tateyama-arrival-{meeting_id}"


def _not_enrolled() -> str:
    return _answer(
        _(
            "サインインしている方は、この講座の受講者ではありません。別の方のアカウントのときは、サインインし直してください。受講者のはずのときは、受付の職員に声をかけてください。"
        )
    )


def _code_is_over() -> str:
    return _answer(
        _(
            "この端末には、いまの会場のコードがありません。会場の画面のQRコードを読み取ってください。回が終わったあとは、事務局に申し出てください。"
        )
    )


def _answer(words: str) -> str:
    return render_template("attendance/attend.html", problem=words, meeting=None)


def _page(meeting: Meeting, own: OwnClass, there: Attendance | None) -> str:
    done = there is not None and there.presence in CAME
    return render_template(
        "attendance/attend.html", problem="", meeting=meeting, own=own, there=there, done=done
    )


def _mine(problem: str = "") -> str:
    at, learner = datetime.now(UTC), signed_in_learner()
    code = own_code(g.settings.secret_key, learner.id, at)
    return render_template(
        "attendance/mine.html",
        code=code,
        picture=segno.make(code, error="m", micro=False).svg_data_uri(
            scale=6, border=4, light="#fff", dark="#000"
        ),
        classes=own_classes(session(), learner.id, at),
        now=at,
        problem=problem,
    )
