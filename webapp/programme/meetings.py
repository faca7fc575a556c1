"""回の変更: a class is called off (休講), moved (振替), goes online or took place; everybody can see which and why."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.changes import ChangeKind, as_it_is, latest_change, log_change, replacement_of
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST_ADDRESS = 500
LONGEST_CLASS = timedelta(hours=24)


def cancel_meeting(
    session: Session, meeting: Meeting, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """休講にする: the class does not take place; doing it again changes nothing.

    One that is over and was not held may still be called off: that records what happened, in nobody's future.
    """
    _lock(session, meeting)
    if meeting.state is MeetingState.CANCELLED:
        return latest_change(session, meeting, ChangeKind.CANCELLED)
    _refuse_finished(meeting)
    before = as_it_is(meeting)
    meeting.state = MeetingState.CANCELLED
    return log_change(session, meeting, ChangeKind.CANCELLED, before, as_it_is(meeting), reason, at, by)


def move_meeting(
    session: Session,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    at: datetime,
    by: int | None,
) -> MeetingChange:
    """振替にする: another class is held instead, which keeps the number people know; the same again changes nothing.

    A class already called off may get its new day later. One that ends after the offering does extends it, within
    the fiscal year.
    """
    _lock(session, meeting)
    if meeting.state is MeetingState.MOVED:
        there = replacement_of(session, meeting)
        if there is not None and (there.starts_at, there.ends_at) == (starts_at, ends_at):
            return latest_change(session, meeting, ChangeKind.MOVED)
    if meeting.state is MeetingState.CANCELLED:
        _refuse_closed(meeting.offering)
    else:
        _refuse_finished(meeting)
        _refuse_past(meeting, at)
    _refuse_new_time(session, meeting, starts_at, ends_at, at)
    before = as_it_is(meeting)
    instead = Meeting(
        offering_id=meeting.offering_id,
        number=1 + (session.scalar(_last_number(meeting.offering_id)) or 0),
        starts_at=starts_at,
        ends_at=ends_at,
        mode=meeting.mode,
        state=MeetingState.PLANNED,
        place=meeting.place,
        join_url=meeting.join_url,
        replaces_id=meeting.id,
    )
    session.add(instead)
    meeting.state = MeetingState.MOVED
    offering = meeting.offering
    offering.ends_on = max(offering.ends_on, japanese_date(starts_at))
    session.flush()
    session.expire(offering, ["meetings"])
    after = as_it_is(instead) | {"state": MeetingState.MOVED.value, "meeting_id": instead.id}
    return log_change(session, meeting, ChangeKind.MOVED, before, after, reason, at, by)


def hold_online(
    session: Session, meeting: Meeting, join_url: str, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """オンラインに切り替える, or give another address where it is online already; the same again changes nothing."""
    join_url = join_url.strip()
    refuse_address(join_url)
    _lock(session, meeting)
    if meeting.mode is MeetingMode.ONLINE and meeting.join_url == join_url:
        return latest_change(session, meeting, ChangeKind.ONLINE)
    _refuse_finished(meeting)
    _refuse_past(meeting, at)
    if meeting.mode is MeetingMode.ON_DEMAND:
        raise NotPossible(mark("オンデマンドの回は、日時を決めて開くものではありません"))
    before = as_it_is(meeting)
    meeting.mode, meeting.join_url = MeetingMode.ONLINE, join_url
    return log_change(session, meeting, ChangeKind.ONLINE, before, as_it_is(meeting), reason, at, by)


def back_in_person(
    session: Session, meeting: Meeting, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """対面にする: the class is held at its place after all."""
    _lock(session, meeting)
    if meeting.mode is MeetingMode.IN_PERSON:
        return latest_change(session, meeting, ChangeKind.IN_PERSON)
    _refuse_finished(meeting)
    _refuse_past(meeting, at)
    if meeting.mode is MeetingMode.ON_DEMAND:
        raise NotPossible(mark("オンデマンドの回は、日時を決めて開くものではありません"))
    before = as_it_is(meeting)
    meeting.mode, meeting.join_url = MeetingMode.IN_PERSON, ""
    return log_change(session, meeting, ChangeKind.IN_PERSON, before, as_it_is(meeting), reason, at, by)


def mark_held(session: Session, meeting: Meeting, at: datetime, by: int | None) -> MeetingChange | None:
    """実施済みにする: the class took place, so it counts from now on; None where that was known."""
    _lock(session, meeting)
    if meeting.state is MeetingState.HELD:
        return None
    _refuse_finished(meeting)
    if at < meeting.starts_at:
        raise NotPossible(mark("まだ始まっていない回は、実施済みにできません"))
    before = as_it_is(meeting)
    meeting.state = MeetingState.HELD
    return log_change(
        session, meeting, ChangeKind.HELD, before, as_it_is(meeting), mark("実施しました"), at, by
    )


def refuse_address(address: str) -> None:
    """参加用URL: a web address that a mail and a calendar can carry."""
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("https", "http") and bool(parts.hostname) and len(address) <= LONGEST_ADDRESS
    except ValueError:
        fits = False
    if not fits or any(letter.isspace() or not letter.isprintable() for letter in address):
        raise NotPossible(mark("参加用のURLは、https:// で始まるアドレスを入力してください"))


def _lock(session: Session, meeting: Meeting) -> None:
    # Two at once would both find the class as it was. SQLite has one writer anyway.
    session.execute(
        select(Offering.id).where(Offering.id == meeting.offering_id).with_for_update(key_share=True)
    )
    session.refresh(meeting)


def _refuse_closed(offering: Offering) -> None:
    if offering.state in (OfferingState.CLOSED, OfferingState.CANCELLED):
        raise NotPossible(mark("終了した講座や開講中止の講座の日程は変えられません"))


def _refuse_finished(meeting: Meeting) -> None:
    _refuse_closed(meeting.offering)
    if meeting.state is not MeetingState.PLANNED:
        raise NotPossible(mark("この回は、すでに実施したか、休講または振替になっています"))


def _refuse_past(meeting: Meeting, at: datetime) -> None:
    if meeting.ends_at <= at:
        raise NotPossible(mark("終わった回の日時や形態は変えられません"))


def _refuse_new_time(
    session: Session, meeting: Meeting, starts_at: datetime, ends_at: datetime, at: datetime
) -> None:
    offering = meeting.offering
    year = FiscalYear(offering.fiscal_year)
    if not timedelta(0) < ends_at - starts_at <= LONGEST_CLASS:
        raise NotPossible(mark("終わりの時刻は、始まりの時刻より後にしてください"))
    if starts_at <= at:
        raise NotPossible(mark("振替の日時は、これからの日時にしてください"))
    if starts_at not in year or ends_at not in year:
        raise NotPossible(mark("振替の日時が、講座の年度に入っていません。講座は3月31日をまたげません"))
    if japanese_date(starts_at) < offering.starts_on:
        raise NotPossible(mark("振替の日時が、講座の始まりの日より前になっています"))
    same_time = select(Meeting.id).where(
        Meeting.offering_id == offering.id,
        Meeting.id != meeting.id,
        Meeting.state == MeetingState.PLANNED,
        Meeting.mode != MeetingMode.ON_DEMAND,
        Meeting.starts_at < ends_at,
        Meeting.ends_at > starts_at,
    )
    if session.scalar(same_time.limit(1)) is not None:
        raise NotPossible(mark("その日時には、同じ講座の別の回があります"))
    if (meeting.starts_at, meeting.ends_at) == (starts_at, ends_at) and meeting.state is MeetingState.PLANNED:
        raise NotPossible(mark("いまと同じ日時です"))


def _last_number(offering_id: int) -> Any:
    return select(func.max(Meeting.number)).where(Meeting.offering_id == offering_id)
