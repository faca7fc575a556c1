"""日程の変更: in two clicks a class is called off, gets another day or goes online, and everybody is told."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from webapp.audit import record
from webapp.auth import coordinated_partners, require, signed_in_learner
from webapp.db import session, transaction
from webapp.enrolment.models import Role
from webapp.enrolment.teaching import taught_offerings
from webapp.enrolment.telling import Told, audience_of, tell_of_change
from webapp.fiscal_year import JAPAN, in_japan
from webapp.mail.links import OURS
from webapp.programme.changes import LONGEST_REASON, ChangeKind, changes_of
from webapp.programme.conditions import MeetingChange
from webapp.programme.meetings import back_in_person, cancel_meeting, hold_online, mark_held, move_meeting
from webapp.programme.models import Meeting, MeetingMode, Offering
from webapp.programme.operations import NotPossible
from webapp.wording import mark

blueprint = Blueprint("meetings", __name__)

# The word in the address, what it is to people, and the reason that is there until somebody types another.
CHANGES = {
    "cancel": (ChangeKind.CANCELLED, mark("休講にする")),
    "move": (ChangeKind.MOVED, mark("日時を変える")),
    "online": (ChangeKind.ONLINE, mark("オンラインに切り替える")),
    "in-person": (ChangeKind.IN_PERSON, mark("対面にする")),
}
USUAL_REASON = mark("大雪のため")
A_WEEK = timedelta(days=7)


@blueprint.get("/office/offerings/<int(max=2147483647):offering_id>/meetings")
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def meetings(offering_id: int) -> str:
    """日程: every class, what became of it, and the buttons that change it."""
    found = changeable(offering_id)
    return render_template(
        "office/meetings.html",
        offering=found,
        meetings=found.meetings,
        changes=changes_of(session(), found),
        hosts=_hosts(found),
        kinds={kind.value: kind for kind in ChangeKind},
        now=datetime.now(UTC),
    )


@blueprint.get(
    "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/<change>"
)
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def ask(offering_id: int, meeting_id: int, change: str) -> str:
    """確かめる: who will be told, and why; nothing has changed yet."""
    found = changeable(offering_id)
    return _asking(found, _meeting_of(found, meeting_id), _known(change))


@blueprint.post(
    "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/<change>"
)
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def decide(offering_id: int, meeting_id: int, change: str) -> Response | tuple[str, int]:
    """変更して知らせる."""
    found, at = changeable(offering_id), datetime.now(UTC)
    meeting, change = _meeting_of(found, meeting_id), _known(change)
    try:
        with transaction() as writing:
            made = _change(writing, change, meeting, request.form, at)
            told = tell_of_change(writing, made, at, OURS + "my-page")
            record(
                writing, at, signed_in_learner().id, f"meeting_{made.kind}", f"meeting/{meeting_id}",
                change=made.id, told=told.people,
            )  # fmt: skip
    except NotPossible as problem:
        session().refresh(meeting)
        return _asking(found, meeting, change, _(str(problem)), request.form), 422
    flash(_said(told))
    return redirect(url_for("meetings.meetings", offering_id=offering_id), 303)


@blueprint.post(
    "/office/offerings/<int(max=2147483647):offering_id>/meetings/<int(max=2147483647):meeting_id>/held"
)
@require(Role.COORDINATOR, Role.INSTRUCTOR)
def hold(offering_id: int, meeting_id: int) -> Response:
    """実施済みにする: the class took place; from now on reports count it."""
    found, at = changeable(offering_id), datetime.now(UTC)
    meeting = _meeting_of(found, meeting_id)
    try:
        with transaction() as writing:
            if (made := mark_held(writing, meeting, at, signed_in_learner().id)) is not None:
                record(
                    writing,
                    at,
                    signed_in_learner().id,
                    "meeting_held",
                    f"meeting/{meeting_id}",
                    change=made.id,
                )
        flash(_("実施済みにしました。これからの集計に入ります。"))
    except NotPossible as problem:
        flash(_(str(problem)), "error")
    return redirect(url_for("meetings.meetings", offering_id=offering_id), 303)


def changeable(offering_id: int) -> Offering:
    """The offering, for its host's coordinator and for whoever gives it; 404 for others, with a line in the audit."""
    learner = signed_in_learner()
    for found in taught_offerings(session(), learner):
        if found.id == offering_id:
            return found
    with transaction() as writing:
        record(writing, datetime.now(UTC), learner.id, "refused", f"offering/{offering_id}")
    abort(404)


def _meeting_of(offering: Offering, meeting_id: int) -> Meeting:
    found = session().scalar(select(Meeting).filter_by(id=meeting_id, offering_id=offering.id))
    if found is None:
        abort(404)
    return found


def _known(change: str) -> str:
    if change not in CHANGES:
        abort(404)
    return change


def _hosts(offering: Offering) -> bool:
    return offering.host_id in {partner.id for partner in coordinated_partners(signed_in_learner())}


def _change(
    writing: Session, change: str, meeting: Meeting, form: Mapping[str, str], at: datetime
) -> MeetingChange:
    by, reason = signed_in_learner().id, form.get("reason", "")
    if change == "cancel":
        return cancel_meeting(writing, meeting, reason, at, by)
    if change == "online":
        return hold_online(writing, meeting, form.get("join_url", ""), reason, at, by)
    if change == "in-person":
        return back_in_person(writing, meeting, reason, at, by)
    return move_meeting(writing, meeting, *_times(form), reason, at, by)


def _times(form: Mapping[str, str]) -> tuple[datetime, datetime]:
    day = form.get("day", "")
    try:
        starts_at, ends_at = (
            datetime.fromisoformat(f"{day}T{form.get(name, '')}").replace(tzinfo=JAPAN)
            for name in ("from", "until")
        )
        starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotPossible(mark("新しい日付と時刻を入力してください")) from None
    return starts_at, ends_at


def _asking(
    offering: Offering,
    meeting: Meeting,
    change: str,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> str:
    told = audience_of(session(), offering)
    is_over = meeting.ends_at <= datetime.now(UTC) and change != "move"
    return render_template(
        "office/meeting_change.html",
        offering=offering,
        meeting=meeting,
        change=change,
        title=CHANGES[change][1],
        told=Told((), ()) if is_over else told,
        is_over=is_over,
        problem=problem,
        typed=typed if typed is not None else _usual(offering, meeting),
        longest=LONGEST_REASON,
    )


def _usual(offering: Offering, meeting: Meeting) -> dict[str, str]:
    """What most people would type."""
    known = [other.join_url for other in offering.meetings if other.mode is MeetingMode.ONLINE]
    later = in_japan(meeting.starts_at + A_WEEK)
    return {
        "reason": _(USUAL_REASON),
        "join_url": meeting.join_url or next((address for address in reversed(known) if address), ""),
        "day": later.date().isoformat(),
        "from": f"{later:%H:%M}",
        "until": f"{in_japan(meeting.ends_at):%H:%M}",
    }


def _said(told: Told) -> str:
    if not told.people:
        return str(_("変更を記録しました。終わった回のため、お知らせは送りません。"))
    said = str(_("変更しました。%(count)s人にメールで知らせます。", count=len(told.by_mail)))
    if told.without_address:
        said += _(
            "メールの宛先がない%(count)s人には、電話などでお知らせください。", count=len(told.without_address)
        )
    return said
