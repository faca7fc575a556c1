"""出席による修了: how many classes were attended of how many, in whole numbers, as the rule asks."""

import math
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.holding import CAME
from webapp.participation.models import Attendance
from webapp.programme.models import Meeting, MeetingState

GONE = (MeetingState.CANCELLED, MeetingState.MOVED)


@dataclass(frozen=True)
class Attended:
    """出席の要件: classes attended, classes in all (休講 and moved ones left out), and how many are needed."""

    came: int
    classes: int
    needed: int
    met_at: datetime | None

    @property
    def left(self) -> int:
        """How many more are needed."""
        return max(0, self.needed - self.came)


def needed_of(share: str, classes: int) -> int:
    """How many classes a share asks for: 2/3 of 8 is 6, and so is 2/3 of 9; of 10 it is 7."""
    return math.ceil(Fraction(share) * classes)


def attended(session: Session, enrolment: Enrolment, rule: dict[str, Any]) -> Attended:
    """Read from what is recorded now; a class made up elsewhere (振替受講) counts as one's own.

    Met at the moment of the class with which the rule was first met. Where no class is planned nothing is met.
    """
    here = (Meeting.offering_id == enrolment.offering_id, Meeting.state.not_in(GONE))
    classes = session.scalar(select(func.count()).select_from(Meeting).where(*here)) or 0
    moments = session.scalars(
        select(func.coalesce(Attendance.happened_at, Meeting.starts_at, type_=Meeting.starts_at.type))
        .join(Attendance.meeting)
        .where(Attendance.enrolment_id == enrolment.id, Attendance.presence.in_(CAME), *here)
    ).all()
    needed = needed_of(str(rule["min"]), classes)
    met = classes > 0 and len(moments) >= needed
    return Attended(len(moments), classes, needed, sorted(moments)[needed - 1] if met else None)
