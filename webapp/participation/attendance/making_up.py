"""振替受講: who sits in a class of a parallel offering is credited once, for the class of their own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.holding import CAME, hold_attended
from webapp.participation.attendance.operations import (
    check_in,
    locked,
    presence_at,
    refuse_gone,
    refuse_other_place,
    usual_how,
    write_row,
)
from webapp.participation.models import Attendance, AttendanceSource, Presence
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.operations import NotPossible
from webapp.wording import mark

NOT_HELD = (MeetingState.CANCELLED, MeetingState.MOVED)


@dataclass(frozen=True)
class OwnClass:
    """自分の講座の回: somebody's enrolment, and the class of it that is credited."""

    enrolment: Enrolment
    meeting: Meeting


def classes_beside(session: Session, other: Meeting, learner_id: int | None = None) -> list[OwnClass]:
    """The same class in parallel offerings (the same course in the same year), of everybody or of one person."""
    offering = other.offering
    rows = session.execute(
        select(Enrolment, Meeting)
        .join(Enrolment.offering)
        .join(Meeting, Meeting.offering_id == Offering.id)
        .where(
            Offering.course_slug == offering.course_slug,
            Offering.fiscal_year == offering.fiscal_year,
            Offering.id != offering.id,
            Offering.state != OfferingState.CANCELLED,
            Meeting.state.not_in(NOT_HELD),
            Meeting.mode != MeetingMode.ON_DEMAND,
            or_(Enrolment.withdrawn_at.is_(None), Enrolment.withdrawn_at > Meeting.starts_at),
            *([] if learner_id is None else [Enrolment.learner_id == learner_id]),
        )
        .options(joinedload(Enrolment.learner), joinedload(Meeting.replaces))
        .order_by(Enrolment.id, Meeting.id)
    )
    return [OwnClass(*row) for row in rows if row[1].shown_number == other.shown_number]


def own_class_for(session: Session, learner_id: int, room: Meeting) -> OwnClass | None:
    """The class that coming into this room counts for: this one, or the same class of one's own offering."""
    here = session.scalar(select(Enrolment).filter_by(learner_id=learner_id, offering_id=room.offering_id))
    if here is not None:
        return OwnClass(here, room)
    return next(iter(classes_beside(session, room, learner_id)), None)


def take_in(
    session: Session,
    own: OwnClass,
    room: Meeting,
    came_at: datetime,
    source: AttendanceSource,
    at: datetime,
    by: int,
) -> Attendance:
    """出席か振替受講を受け付ける, whichever it is."""
    if own.meeting.id == room.id:
        return check_in(session, own.enrolment, room, came_at, source, at, by)
    return make_up(session, own, room, came_at, source, at, by)


def make_up(
    session: Session,
    own: OwnClass,
    other: Meeting,
    came_at: datetime,
    source: AttendanceSource,
    at: datetime,
    by: int,
) -> Attendance:
    """振替受講を記録する, by when somebody came into the other class; who came to their own stays as recorded.

    Raises NotPossible where either class does not take place, or the other's doors were not open then.
    """
    there = locked(session, own.enrolment, own.meeting)
    session.refresh(other)
    refuse_other_place(own.enrolment, own.meeting)
    refuse_gone(own.meeting)
    refuse_gone(other)
    if there is not None and there.presence in CAME:
        return there
    presence, how = presence_at(other, came_at), usual_how(other)
    row = write_row(session, own.enrolment, own.meeting, presence, how, source, came_at, at, by, other)
    hold_attended(session, other, at, by)
    return row


def rooms_beside(session: Session, own: Meeting) -> list[Meeting]:
    """振替先: the same class of parallel offerings (the same course in the same year), the earliest first."""
    offering = own.offering
    beside = session.scalars(
        select(Meeting)
        .join(Meeting.offering)
        .where(
            Offering.course_slug == offering.course_slug,
            Offering.fiscal_year == offering.fiscal_year,
            Offering.id != offering.id,
            Offering.state != OfferingState.CANCELLED,
            Meeting.state.not_in(NOT_HELD),
            Meeting.mode != MeetingMode.ON_DEMAND,
        )
        .options(joinedload(Meeting.replaces), joinedload(Meeting.offering))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [meeting for meeting in beside if meeting.shown_number == own.shown_number]


def record_make_up(session: Session, own: OwnClass, other: Meeting, at: datetime, by: int) -> None:
    """出席簿から振替受講を記録する: what staff typed; it takes the place of what was recorded before.

    Raises NotPossible where either class does not take place, the other is none of the own one's, or has yet to begin.
    """
    locked(session, own.enrolment, own.meeting)
    session.refresh(other)
    refuse_other_place(own.enrolment, own.meeting)
    refuse_gone(own.meeting)
    refuse_gone(other)
    if other.id not in {room.id for room in rooms_beside(session, own.meeting)}:
        raise NotPossible(mark("振替先は、同じ講座のほかの期の、同じ回から選んでください"))
    if at < other.starts_at:
        raise NotPossible(mark("まだ始まっていない回での振替受講は、記録できません"))
    how, source = usual_how(other), AttendanceSource.SHEET
    write_row(
        session, own.enrolment, own.meeting, Presence.PRESENT, how, source, other.starts_at, at, by, other
    )
    hold_attended(session, other, at, by)


def made_up_in(session: Session, meeting: Meeting) -> int:
    """How many came into this class from parallel offerings."""
    rows = select(func.count()).select_from(Attendance)
    return session.scalar(rows.where(Attendance.made_up_at_id == meeting.id)) or 0
