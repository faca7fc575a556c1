"""Web会議の参加記録のページ: choose the file, look at who was matched, record; the file itself is never kept."""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.rosters.reading import Refusal, read_file
from webapp.participation.attendance.queries import lines_of
from webapp.participation.attendance.web_meetings.matching import Preview, match
from webapp.participation.attendance.web_meetings.operations import record_web_meeting
from webapp.participation.attendance.web_meetings.presence import needed
from webapp.participation.attendance.web_meetings.table import NoList, stays_in
from webapp.participation.looked_after import class_looked_after
from webapp.participation.models import Presence
from webapp.programme.models import Meeting
from webapp.programme.operations import NotPossible

blueprint = Blueprint(
    "web_meetings",
    __name__,
    url_prefix="/teaching/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/web-meeting",
)
CAME = {"present": Presence.PRESENT, "late": Presence.LATE}


@blueprint.get("")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def choose(offering_id: int, meeting_id: int) -> str:
    """参加記録を選ぶ."""
    return _page(class_looked_after(offering_id, meeting_id))


@blueprint.post("")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def look(offering_id: int, meeting_id: int) -> str | tuple[str, int]:
    """照合する: nothing is recorded yet; what was matched goes back to the browser and nowhere else."""
    meeting = class_looked_after(offering_id, meeting_id)
    given = request.files.get("list")
    if given is None or not given.filename:
        return _page(meeting, _("参加記録のファイルを選んでください。")), 422
    try:
        stays = stays_in(read_file(given.stream.read()))
    except Refusal as refusal:
        where = _("%(row)s行目: ", row=refusal.row) if refusal.row else ""
        return _page(meeting, where + _(refusal.message_ja)), 422
    except NoList:
        return _page(
            meeting,
            _(
                "参加者の表が見つかりません。「名前」と、「参加時刻」「退出時刻」または「期間（分）」の列があるファイルを選んでください。"
            ),
        ), 422
    preview = match(meeting, lines_of(session(), meeting), stays)
    whose = [found.line.enrolment.learner_id for found in preview.found]
    whose += [line.enrolment.learner_id for unsure in preview.unsure for line in unsure.candidates]
    with transaction() as writing:
        by, subject = signed_in_learner().id, f"meeting/{meeting_id}"
        record(
            writing, datetime.now(UTC), by, "web_meeting_read", subject,
            stays=len(stays), found=len(preview.found), unsure=len(preview.unsure), whose=whose,
        )  # fmt: skip
    return _page(meeting, preview=preview)


@blueprint.post("/apply")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def apply(offering_id: int, meeting_id: int) -> Response | tuple[str, int]:
    """オンラインの出席として記録する: the people whom somebody ticked, and nothing else of the file."""
    meeting, at = class_looked_after(offering_id, meeting_id), datetime.now(UTC)
    came = {}
    for name, typed in request.form.items():
        kind, _dash, number = name.partition("-")
        if kind == "came" and number.isascii() and number.isdecimal() and typed in CAME:
            came[int(number)] = CAME[typed]
    try:
        with transaction() as writing:
            changed = record_web_meeting(writing, meeting, came, at, signed_in_learner().id)
    except NotPossible as problem:
        session().refresh(meeting)
        return _page(meeting, _(str(problem))), 422
    flash(
        _("%(number)s人をオンラインの出席として記録しました。", number=changed)
        if changed
        else _("すでに記録されているため、何も変えていません。")
    )
    return redirect(url_for("attendance.sheet", offering_id=offering_id, meeting_id=meeting_id), 303)


def _page(meeting: Meeting, problem: str = "", preview: Preview | None = None) -> str:
    found = preview.found if preview else []
    return render_template(
        "attendance/web_meeting.html",
        offering=meeting.offering,
        meeting=meeting,
        problem=problem,
        preview=preview,
        needed=int(needed(meeting).total_seconds() // 60),
        fit=[each for each in found if each.enough and not each.is_recorded],
        short=[each for each in found if not each.enough and not each.is_recorded],
        recorded=[each for each in found if each.is_recorded],
        ambiguous=[each for each in preview.unsure if each.candidates] if preview else [],
        unknown=[each for each in preview.unsure if not each.candidates] if preview else [],
    )
