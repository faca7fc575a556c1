"""実施済みにする: a class that began and to which somebody came took place, also where all came before it began."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.participation.models import Attendance, Presence
from webapp.programme.meetings import mark_held
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState

CAME = (Presence.PRESENT, Presence.LATE)
OVER = (OfferingState.CLOSED, OfferingState.CANCELLED)


def hold_attended(session: Session, meeting: Meeting, at: datetime, by: int | None) -> None:
    """Mark a planned class as held once it has begun; one of a closed course stays as it was closed."""
    if (
        meeting.state is MeetingState.PLANNED
        and meeting.starts_at <= at
        and meeting.offering.state not in OVER
    ):
        mark_held(session, meeting, at, by)


def hold_begun(session: Session, at: datetime) -> int:
    """Mark every planned class that has begun and to which somebody came; how many these were."""
    # Whoever made a class up sat in the other one (`made_up_at`): that one took place.
    where = func.coalesce(Attendance.made_up_at_id, Attendance.meeting_id)
    came = select(where).where(Attendance.presence.in_(CAME))
    begun = session.scalars(
        select(Meeting)
        .join(Meeting.offering)
        .where(
            Meeting.state == MeetingState.PLANNED,
            Meeting.mode != MeetingMode.ON_DEMAND,
            Meeting.starts_at <= at,
            Offering.state.not_in(OVER),
            Meeting.id.in_(came),
        )
        .order_by(Meeting.offering_id, Meeting.id)
    ).all()
    for meeting in begun:
        hold_attended(session, meeting, at, None)
    return len(begun)
