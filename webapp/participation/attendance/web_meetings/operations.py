"""参加記録から記録する: オンライン, for the people whom somebody confirmed; once, however often it is applied."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.participation.attendance.holding import CAME
from webapp.participation.attendance.operations import locked, record_attendance
from webapp.participation.attendance.queries import lines_of
from webapp.participation.models import AttendanceSource, AttendedHow, Presence
from webapp.programme.models import Meeting


def record_web_meeting(
    session: Session, meeting: Meeting, came: Mapping[int, Presence], at: datetime, by: int
) -> int:
    """Record these enrolments of the class; how many changed. Who is recorded as having come stays as recorded.

    Raises NotPossible before the class began or where it was called off.
    """
    changed = 0
    for line in lines_of(session, meeting):
        presence = came.get(line.enrolment.id)
        if presence not in CAME:
            continue
        there = locked(session, line.enrolment, meeting)
        if there is not None and there.presence in CAME:
            continue
        how, source = AttendedHow.ONLINE, AttendanceSource.WEB_MEETING
        record_attendance(session, line.enrolment, meeting, presence, how, at, by, source)
        changed += 1
    return changed
