"""変更の記録: what became of classes, who said so and why; and what is still news."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, Offering
from webapp.programme.operations import NotPossible
from webapp.wording import mark

LONGEST_REASON = 500
# Rooms further on that must follow a change in its own transaction; they put themselves here.
WHEN_CHANGED: list[Callable[[Session, int], None]] = []


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


def as_it_is(meeting: Meeting) -> dict[str, Any]:
    """What a change may have changed, for the record (JSON)."""
    return {
        "state": meeting.state.value,
        "mode": meeting.mode.value,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "join_url": meeting.join_url,
    }


def latest_change(session: Session, meeting: Meeting, kind: ChangeKind) -> MeetingChange:
    """The change that made the class what it is; raises NotPossible where another kind did."""
    latest = session.scalar(
        select(MeetingChange).filter_by(meeting_id=meeting.id).order_by(MeetingChange.id.desc()).limit(1)
    )
    if latest is None or latest.kind != kind.value:
        raise NotPossible(mark("この回は、すでにそのようになっています"))
    return latest


def tell_rooms(session: Session, offering_id: int) -> None:
    """Let rooms further on follow a change of an offering's classes or rule, in this transaction."""
    for follow in WHEN_CHANGED:
        follow(session, offering_id)


def log_change(
    session: Session,
    meeting: Meeting,
    kind: ChangeKind,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: str,
    at: datetime,
    by: int | None,
) -> MeetingChange:
    """Keep a change with its reason, which is shown to learners; raises NotPossible where there is none."""
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
    tell_rooms(session, meeting.offering_id)
    return change
