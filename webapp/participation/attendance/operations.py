"""出席を記録する: at most once per enrolment and class, and every change says who made what of what."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.holding import CAME, hold_attended
from webapp.participation.completing.settling import settle
from webapp.participation.models import Attendance, AttendanceSource, AttendedHow, Presence
from webapp.programme.meetings import mark_held
from webapp.programme.models import Meeting, MeetingMode, MeetingState, OfferingState
from webapp.programme.operations import NotPossible
from webapp.wording import mark

# 遅刻: who comes so long after the beginning is late.
LATE_AFTER = timedelta(minutes=15)
OPENS_BEFORE = timedelta(minutes=60)
CLOSES_AFTER = timedelta(minutes=30)


def check_in(
    session: Session,
    enrolment: Enrolment,
    meeting: Meeting,
    came_at: datetime,
    source: AttendanceSource,
    at: datetime,
    by: int,
) -> Attendance:
    """出席を受け付ける, by the moment at which somebody came; who is recorded as having come stays as recorded.

    A class that has begun is 実施済 from then on; where all came before, the rounds mark it (`hold_begun`).
    Raises NotPossible where the class does not take place, or its doors were not open at that moment.
    """
    there = locked(session, enrolment, meeting)
    refuse_other_place(enrolment, meeting)
    refuse_gone(meeting)
    if there is not None and there.presence in CAME:
        return there
    presence = presence_at(meeting, came_at)
    row = write_row(session, enrolment, meeting, presence, usual_how(meeting), source, came_at, at, by)
    hold_attended(session, meeting, at, by)
    return row


def record_attendance(
    session: Session,
    enrolment: Enrolment,
    meeting: Meeting,
    presence: Presence | None,
    how: AttendedHow | None,
    at: datetime,
    by: int,
    source: AttendanceSource = AttendanceSource.SHEET,
) -> None:
    """出席簿から記録する: what staff typed, None where the record is taken back; tells of the class, whenever it is typed.

    A class where somebody came took place (実施済). Raises NotPossible before it began or where it was called off.
    """
    there = locked(session, enrolment, meeting)
    refuse_other_place(enrolment, meeting)
    refuse_gone(meeting)
    if at < meeting.starts_at:
        raise NotPossible(mark("まだ始まっていない回の出席は、記録できません"))
    if presence is None:
        if there is not None:
            before = _told(there)
            session.delete(there)
            session.flush()
            _log(session, enrolment, meeting, before, None, at, by)
            settle(session, enrolment)
        return
    if presence in CAME:
        how = how if how in (AttendedHow.IN_PERSON, AttendedHow.ONLINE) else usual_how(meeting)
        if meeting.state is MeetingState.PLANNED:
            mark_held(session, meeting, at, by)
    elif how is not AttendedHow.NOTIFIED:
        how = None
    write_row(session, enrolment, meeting, presence, how, source, meeting.starts_at, at, by)


def give_notice(session: Session, enrolment: Enrolment, meeting: Meeting, at: datetime, by: int) -> None:
    """欠席を連絡する, before the class begins; doing it again changes nothing."""
    there = locked(session, enrolment, meeting)
    refuse_other_place(enrolment, meeting)
    refuse_gone(meeting)
    _refuse_begun(meeting, at)
    if there is not None and there.presence in CAME:
        raise NotPossible(mark("この回には、すでに出席が記録されています"))
    if there is None:
        how, source = AttendedHow.NOTIFIED, AttendanceSource.NOTICE
        write_row(session, enrolment, meeting, Presence.ABSENT, how, source, at, at, by)


def take_notice_back(session: Session, enrolment: Enrolment, meeting: Meeting, at: datetime, by: int) -> None:
    """欠席の連絡を取り消す, before the class begins; what staff recorded stays."""
    there = locked(session, enrolment, meeting)
    _refuse_begun(meeting, at)
    if there is not None and there.source is AttendanceSource.NOTICE:
        before = _told(there)
        session.delete(there)
        session.flush()
        _log(session, enrolment, meeting, before, None, at, by)


def usual_how(meeting: Meeting) -> AttendedHow:
    """対面 or オンライン, as the class is held."""
    return AttendedHow.IN_PERSON if meeting.mode is MeetingMode.IN_PERSON else AttendedHow.ONLINE


def presence_at(meeting: Meeting, came_at: datetime) -> Presence:
    """出席 or 遅刻, by the moment of coming; raises NotPossible where the doors were not open then."""
    if came_at < meeting.starts_at - OPENS_BEFORE:
        raise NotPossible(mark("受付はまだ始まっていません。開始の60分前から受け付けます"))
    if came_at > meeting.ends_at + CLOSES_AFTER:
        raise NotPossible(mark("受付は終わりました。出席していたときは、事務局に申し出てください"))
    return Presence.LATE if came_at >= meeting.starts_at + LATE_AFTER else Presence.PRESENT


def locked(session: Session, enrolment: Enrolment, meeting: Meeting) -> Attendance | None:
    """What is recorded of somebody, which nobody else changes until this transaction ends."""
    # Two at once would both find no row, and the second would fail. SQLite has one writer anyway.
    session.execute(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update())
    session.refresh(meeting)
    return session.get(Attendance, (enrolment.id, meeting.id), populate_existing=True)


def refuse_other_place(enrolment: Enrolment, meeting: Meeting) -> None:
    """Raise NotPossible where the class is none of this enrolment's."""
    if enrolment.offering_id != meeting.offering_id:
        raise NotPossible(mark("この講座の受講者ではないため、出席を記録できません"))
    if enrolment.withdrawn_at is not None and enrolment.withdrawn_at <= meeting.starts_at:
        raise NotPossible(mark("受講を辞退しているため、出席を記録できません"))


def refuse_gone(meeting: Meeting) -> None:
    """Raise NotPossible where the class does not take place."""
    if meeting.state in (MeetingState.CANCELLED, MeetingState.MOVED):
        raise NotPossible(mark("この回は休講または振替になりました。マイページで日程をご確認ください"))
    if meeting.offering.state is OfferingState.CANCELLED:
        raise NotPossible(mark("この講座は開講中止になりました"))


def _refuse_begun(meeting: Meeting, at: datetime) -> None:
    if at >= meeting.starts_at:
        raise NotPossible(mark("すでに始まった回です。事務局に連絡してください"))


def write_row(
    session: Session,
    enrolment: Enrolment,
    meeting: Meeting,
    presence: Presence,
    how: AttendedHow | None,
    source: AttendanceSource,
    happened_at: datetime,
    at: datetime,
    by: int,
    made_up_at: Meeting | None = None,
) -> Attendance:
    """Write what is known of somebody now, and who made what of what; the same again changes nothing."""
    there = session.get(Attendance, (enrolment.id, meeting.id))
    before = _told(there) if there is not None else None
    if there is None:
        there = Attendance(enrolment_id=enrolment.id, meeting_id=meeting.id)
        session.add(there)
    elif (there.presence, there.how, there.made_up_at_id) == (presence, how, made_up_at and made_up_at.id):
        return there
    there.presence, there.how, there.source = presence, how, source
    there.happened_at, there.recorded_at = happened_at, at
    there.made_up_at_id = made_up_at.id if made_up_at is not None else None
    session.flush()
    _log(session, enrolment, meeting, before, _told(there), at, by)
    settle(session, enrolment)
    return there


def _told(row: Attendance) -> dict[str, Any]:
    return {
        "presence": row.presence.value,
        "how": row.how and row.how.value,
        "source": row.source and row.source.value,
        **({"made_up_at": row.made_up_at_id} if row.made_up_at_id else {}),
    }


def _log(
    session: Session,
    enrolment: Enrolment,
    meeting: Meeting,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    at: datetime,
    by: int,
) -> None:
    subject = f"enrolment/{enrolment.id}"
    record(session, at, by, "attendance", subject, meeting=meeting.id, before=before, after=after)
