"""この1週間の動き: how many rows of each kind came in seven days, and in the seven before them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.enrolment.models import Application, Enrolment
from webapp.participation.models import Attendance, Presence, Submission
from webapp.programme.models import Meeting, Offering

WEEK = timedelta(days=7)


def moved(session: Session, hosts: Collection[int], until: datetime) -> dict[str, tuple[int, int]]:
    """By what happened: its number in the week up to `until` and in the week before, over what these partners host."""
    mine = Offering.host_id.in_(hosts)
    enrolled = select(Enrolment).join(Enrolment.offering).where(mine)
    asked = {
        "applied": (select(Application).join(Application.offering).where(mine), Application.applied_at),
        "enrolled": (enrolled, Enrolment.enrolled_at),
        "withdrawn": (enrolled, Enrolment.withdrawn_at),
        "present": (_present().where(mine), Attendance.recorded_at),
        "submitted": (
            select(Submission).join(Enrolment, Enrolment.id == Submission.enrolment_id)
            .join(Enrolment.offering).where(mine),
            Submission.received_at,
        ),
        "completed": (enrolled, Enrolment.completed_at),
    }  # fmt: skip
    return {name: _two_weeks(session, rows, at, until) for name, (rows, at) in asked.items()}


def _present() -> Any:
    return (
        select(Attendance)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Meeting.offering)
        .where(Attendance.presence.in_((Presence.PRESENT, Presence.LATE)))
    )


def _two_weeks(
    session: Session, rows: Any, at: InstrumentedAttribute[Any], until: datetime
) -> tuple[int, int]:
    this = and_(at > until - WEEK, at <= until)
    before = and_(at > until - 2 * WEEK, at <= until - WEEK)
    now, earlier = session.execute(
        rows.with_only_columns(func.count(case((this, 1))), func.count(case((before, 1)))).where(
            at > until - 2 * WEEK
        )
    ).one()
    return now, earlier
