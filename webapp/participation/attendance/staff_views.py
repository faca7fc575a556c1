"""出席の受付と出席簿: for whoever looks after the offering; the code on the room's screen, and a row per person."""

from collections.abc import Mapping
from datetime import UTC, datetime

import segno
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.looking import look
from webapp.participation.attendance.codes import NoCode, screen_code, whose_code
from webapp.participation.attendance.making_up import (
    OwnClass,
    classes_beside,
    made_up_in,
    rooms_beside,
    take_in,
)
from webapp.participation.attendance.operations import usual_how
from webapp.participation.attendance.queries import lines_of, numbers_of, recorded_meetings
from webapp.participation.attendance.sheet import HOWS, MADE_UP, PRESENCES, BadSheet, save_sheet, shown_as
from webapp.participation.looked_after import class_looked_after, looked_after
from webapp.participation.models import AttendanceSource
from webapp.programme.models import Meeting
from webapp.programme.operations import NotPossible
from webapp.wording import mark

blueprint = Blueprint("attendance", __name__, url_prefix="/teaching/<int(max=2147483647):offering_id>")


@blueprint.get("/attendance")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def overview(offering_id: int) -> str:
    """出席: every class with how many came; one of which nothing is recorded is 未集計."""
    found = looked_after(offering_id)
    return render_template(
        "attendance/overview.html", offering=found, came=recorded_meetings(session(), found)
    )


@blueprint.get("/meetings/<int(max=2147483647):meeting_id>/reception")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def reception(offering_id: int, meeting_id: int) -> str:
    """受付: the code for the room's screen, and how many have come; it names nobody."""
    meeting, at = class_looked_after(offering_id, meeting_id), datetime.now(UTC)
    code = screen_code(g.settings.secret_key, meeting.id, at)
    address = g.settings.url + url_for("attending.arrive", meeting_id=meeting.id, screen_code=code)
    came, belong = numbers_of(session(), meeting)
    return render_template(
        "attendance/reception.html",
        offering=meeting.offering,
        meeting=meeting,
        address=address,
        picture=segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff", dark="#000"),
        came=came,
        belong=belong,
        made_up=made_up_in(session(), meeting),
    )


@blueprint.get("/meetings/<int(max=2147483647):meeting_id>/attendance")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def sheet(offering_id: int, meeting_id: int) -> str:
    """出席簿: a row per person."""
    return _sheet(class_looked_after(offering_id, meeting_id))


@blueprint.post("/meetings/<int(max=2147483647):meeting_id>/attendance")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def save(offering_id: int, meeting_id: int) -> Response | tuple[str, int]:
    """出席簿を記録する: only rows that were changed; where somebody else changed one meanwhile, nothing is kept."""
    meeting, at = class_looked_after(offering_id, meeting_id), datetime.now(UTC)
    try:
        with transaction() as writing:
            changed = save_sheet(writing, meeting, request.form, at, signed_in_learner().id)
    except BadSheet as bad:
        words = {
            BadSheet.UNKNOWN: _("選択肢から選んでください。まだ何も記録していません。"),
            BadSheet.CHANGED: _(
                "入力しているあいだに、ほかの記録が入った人がいます（印の行）。まだ何も記録していません。確かめて、もう一度記録してください。"
            ),
        }
        return _sheet(meeting, words[bad.what], request.form, bad.enrolments), 409
    except NotPossible as problem:
        session().refresh(meeting)
        return _sheet(meeting, _(str(problem)), request.form), 422
    flash(_("%(number)s人の記録を変えました。", number=changed))
    return redirect(url_for(".sheet", offering_id=offering_id, meeting_id=meeting_id), 303)


@blueprint.post("/meetings/<int(max=2147483647):meeting_id>/code")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def take_code(offering_id: int, meeting_id: int) -> Response:
    """本人のコードで受け付ける: scanned or typed by staff."""
    meeting, at = class_looked_after(offering_id, meeting_id), datetime.now(UTC)
    people = {own.enrolment.learner_id: own for own in classes_beside(session(), meeting)}
    people |= {
        line.enrolment.learner_id: OwnClass(line.enrolment, meeting) for line in lines_of(session(), meeting)
    }
    typed = "".join(request.form.get("code", "").split())
    try:
        own = people[whose_code(g.settings.secret_key, people, typed, at)]
        with transaction() as writing:
            take_in(writing, own, meeting, at, AttendanceSource.CODE, at, signed_in_learner().id)
        flash(_("%(name)sさんの出席を記録しました。", name=own.enrolment.learner.name))
    except NoCode:
        flash(
            _(
                "このコードは、この講座の受講者の、いまのコードではありません。マイページで新しいコードを表示してもらってください。"
            ),
            "error",
        )
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    return redirect(url_for(".sheet", offering_id=offering_id, meeting_id=meeting_id, _anchor="code"), 303)


PRESENCE_WORDS = {
    "": mark("未記録"), "present": mark("出席"), "late": mark("遅刻"), "absent": mark("欠席"),
    "notified": mark("欠席連絡"), "excused": mark("公欠"),
}  # fmt: skip
HOW_WORDS = {"in_person": mark("対面"), "online": mark("オンライン")}


def _sheet(
    meeting: Meeting,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
    marked: frozenset[int] = frozenset(),
) -> str:
    lines = lines_of(session(), meeting)
    look("attendance_sheet", f"meeting/{meeting.id}", [line.enrolment.learner_id for line in lines])
    # Also a class that was called off after somebody had made theirs up in it: an unoffered choice would be lost.
    begun = [room for room in rooms_beside(session(), meeting) if room.starts_at <= datetime.now(UTC)]
    rooms = {room.id: room for room in begun}
    rooms |= {
        line.attendance.made_up_at.id: line.attendance.made_up_at
        for line in lines
        if line.attendance and line.attendance.made_up_at
    }
    return render_template(
        "attendance/sheet.html",
        offering=meeting.offering,
        meeting=meeting,
        lines=[(line, *shown_as(line.attendance, usual_how(meeting))) for line in lines],
        presences=[(key, PRESENCE_WORDS[key]) for key in PRESENCES],
        made_up=MADE_UP,
        rooms=list(rooms.values()),
        hows=[(key, HOW_WORDS[key]) for key in HOWS],
        problem=problem,
        typed=typed or {},
        marked=marked,
    )
