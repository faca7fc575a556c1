"""回の変更: a class is called off (休講), moved (振替), goes online or took place; everybody can see which and why."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST_REASON = 500
LONGEST_ADDRESS = 500
LONGEST_CLASS = timedelta(hours=24)


class ChangeKind(StrEnum):
    """変更の種類: 休講, 振替, オンライン切替, 対面に変更, 実施済."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    ONLINE = "online"
    IN_PERSON = "in_person"
    HELD = "held"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    ChangeKind.CANCELLED: mark("休講"),
    ChangeKind.MOVED: mark("振替"),
    ChangeKind.ONLINE: mark("オンラインに切り替え"),
    ChangeKind.IN_PERSON: mark("対面に変更"),
    ChangeKind.HELD: mark("実施済"),
}


def cancel_meeting(
    session: Session, meeting: Meeting, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """休講にする: the class does not take place; doing it again changes nothing.

    One that is over and was not held may still be called off: that records what happened, in nobody's future.
    """
    _lock(session, meeting)
    if meeting.state is MeetingState.CANCELLED:
        return _latest(session, meeting, ChangeKind.CANCELLED)
    _refuse_finished(meeting)
    before = _as_it_is(meeting)
    meeting.state = MeetingState.CANCELLED
    return _log(session, meeting, ChangeKind.CANCELLED, before, _as_it_is(meeting), reason, at, by)


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
            return _latest(session, meeting, ChangeKind.MOVED)
    if meeting.state is MeetingState.CANCELLED:
        _refuse_closed(meeting.offering)
    else:
        _refuse_finished(meeting)
        _refuse_past(meeting, at)
    _refuse_new_time(session, meeting, starts_at, ends_at, at)
    before = _as_it_is(meeting)
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
    after = _as_it_is(instead) | {"state": MeetingState.MOVED.value, "meeting_id": instead.id}
    return _log(session, meeting, ChangeKind.MOVED, before, after, reason, at, by)


def hold_online(
    session: Session, meeting: Meeting, join_url: str, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """オンラインに切り替える, or give another address where it is online already; the same again changes nothing."""
    join_url = join_url.strip()
    refuse_address(join_url)
    _lock(session, meeting)
    if meeting.mode is MeetingMode.ONLINE and meeting.join_url == join_url:
        return _latest(session, meeting, ChangeKind.ONLINE)
    _refuse_finished(meeting)
    _refuse_past(meeting, at)
    if meeting.mode is MeetingMode.ON_DEMAND:
        raise NotPossible(mark("オンデマンドの回は、日時を決めて開くものではありません"))
    before = _as_it_is(meeting)
    meeting.mode, meeting.join_url = MeetingMode.ONLINE, join_url
    return _log(session, meeting, ChangeKind.ONLINE, before, _as_it_is(meeting), reason, at, by)


def back_in_person(
    session: Session, meeting: Meeting, reason: str, at: datetime, by: int | None
) -> MeetingChange:
    """対面にする: the class is held at its place after all."""
    _lock(session, meeting)
    if meeting.mode is MeetingMode.IN_PERSON:
        return _latest(session, meeting, ChangeKind.IN_PERSON)
    _refuse_finished(meeting)
    _refuse_past(meeting, at)
    if meeting.mode is MeetingMode.ON_DEMAND:
        raise NotPossible(mark("オンデマンドの回は、日時を決めて開くものではありません"))
    before = _as_it_is(meeting)
    meeting.mode, meeting.join_url = MeetingMode.IN_PERSON, ""
    return _log(session, meeting, ChangeKind.IN_PERSON, before, _as_it_is(meeting), reason, at, by)


def mark_held(session: Session, meeting: Meeting, at: datetime, by: int | None) -> MeetingChange | None:
    """実施済みにする: the class took place, so it counts from now on; None where that was known."""
    _lock(session, meeting)
    if meeting.state is MeetingState.HELD:
        return None
    _refuse_finished(meeting)
    if at < meeting.starts_at:
        raise NotPossible(mark("まだ始まっていない回は、実施済みにできません"))
    before = _as_it_is(meeting)
    meeting.state = MeetingState.HELD
    return _log(session, meeting, ChangeKind.HELD, before, _as_it_is(meeting), mark("実施しました"), at, by)


def replacement_of(session: Session, meeting: Meeting) -> Meeting | None:
    """振替の回: the class that is held instead of this one."""
    return session.scalar(select(Meeting).where(Meeting.replaces_id == meeting.id))


def changes_to_tell(session: Session, offerings: Collection[int], at: datetime) -> Sequence[MeetingChange]:
    """お知らせする変更: the newest change of each class that would not be over yet, the soonest class first."""
    newest = (
        select(func.max(MeetingChange.id))
        .join(MeetingChange.meeting)
        .where(
            Meeting.offering_id.in_(offerings),
            Meeting.ends_at > at,
            MeetingChange.kind != ChangeKind.HELD.value,
        )
        .group_by(MeetingChange.meeting_id)
    )
    return session.scalars(
        select(MeetingChange)
        .join(MeetingChange.meeting)
        .options(joinedload(MeetingChange.meeting).joinedload(Meeting.offering))
        .where(MeetingChange.id.in_(newest))
        .order_by(Meeting.starts_at, MeetingChange.id)
    ).all()


def changes_of(session: Session, offering: Offering) -> Sequence[MeetingChange]:
    """変更の記録: everything that became of an offering's classes, the newest first."""
    return session.scalars(
        select(MeetingChange)
        .join(MeetingChange.meeting)
        .options(joinedload(MeetingChange.meeting))
        .where(Meeting.offering_id == offering.id)
        .order_by(MeetingChange.id.desc())
    ).all()


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


def _as_it_is(meeting: Meeting) -> dict[str, Any]:
    return {
        "state": meeting.state.value,
        "mode": meeting.mode.value,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "join_url": meeting.join_url,
    }


def _latest(session: Session, meeting: Meeting, kind: ChangeKind) -> MeetingChange:
    latest = session.scalar(
        select(MeetingChange).filter_by(meeting_id=meeting.id).order_by(MeetingChange.id.desc()).limit(1)
    )
    if latest is None or latest.kind != kind.value:
        raise NotPossible(mark("この回は、すでにそのようになっています"))
    return latest


def _log(
    session: Session,
    meeting: Meeting,
    kind: ChangeKind,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str,
    at: datetime,
    by: int | None,
) -> MeetingChange:
    reason = " ".join(reason.split())
    if not reason:
        raise NotPossible(mark("理由を入力してください。受講者にそのまま示します"))
    if len(reason) > LONGEST_REASON:
        raise NotPossible(mark("理由は500字までにしてください"))
    change = MeetingChange(
        meeting=meeting,
        kind=kind.value,
        before=before,
        after=after,
        reason=reason,
        changed_at=at,
        changed_by=by,
    )
    session.add(change)
    session.flush()
    return change
