"""出席の一覧: who belongs to a class, how many came, and what one person's own classes hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.letters.naming import kana_key
from webapp.enrolment.models import Enrolment
from webapp.participation.attendance.holding import CAME
from webapp.participation.models import Attendance, AttendanceSource
from webapp.programme.models import Meeting, Offering, OfferingState


@dataclass(frozen=True)
class Line:
    """出席簿の一行: an enrolled person, and what is recorded of them; None is 未記録."""

    enrolment: Enrolment
    attendance: Attendance | None


@dataclass(frozen=True)
class OwnClass:
    """自分の一回: a class, one's enrolment, and what is recorded."""

    meeting: Meeting
    enrolment: Enrolment
    attendance: Attendance | None


def lines_of(session: Session, meeting: Meeting) -> list[Line]:
    """Everybody who belongs to the class, in the order of 五十音 however the reading was typed."""
    rows = session.execute(
        select(Enrolment, Attendance)
        .join(Enrolment.learner)
        .outerjoin(
            Attendance, (Attendance.enrolment_id == Enrolment.id) & (Attendance.meeting_id == meeting.id)
        )
        .where(Enrolment.offering_id == meeting.offering_id, _belongs(meeting))
        .options(joinedload(Enrolment.learner))
        .order_by(Enrolment.id)
    )
    lines = [Line(enrolment, attendance) for enrolment, attendance in rows]
    return sorted(lines, key=lambda line: kana_key(line.enrolment.learner.name_kana))


def numbers_of(session: Session, meeting: Meeting) -> tuple[int, int]:
    """How many came into the class, of how many who belong to it; whoever makes it up elsewhere is not in the room."""
    came = select(func.count()).select_from(Attendance)
    came = came.where(
        Attendance.meeting_id == meeting.id, Attendance.presence.in_(CAME), Attendance.made_up_at_id.is_(None)
    )
    all_of_them = select(func.count()).select_from(Enrolment)
    all_of_them = all_of_them.where(Enrolment.offering_id == meeting.offering_id, _belongs(meeting))
    return session.scalar(came) or 0, session.scalar(all_of_them) or 0


def recorded_meetings(session: Session, offering: Offering) -> dict[int, int]:
    """How many came to each class of which anything is recorded; a class that is missing here is 未集計.

    Whoever made it up elsewhere counts as having come, but says nothing of who sat here; nor does a notice of absence.
    """
    came = func.count().filter(Attendance.presence.in_(CAME))
    rows = session.execute(
        select(Attendance.meeting_id, came)
        .join(Attendance.meeting)
        .where(Meeting.offering_id == offering.id)
        .group_by(Attendance.meeting_id)
        .having(
            func.count().filter(
                Attendance.made_up_at_id.is_(None),
                Attendance.source.is_distinct_from(AttendanceSource.NOTICE),
            )
            > 0
        )
    )
    return {row[0]: row[1] for row in rows}


def own_enrolment(session: Session, learner_id: int, offering_id: int) -> Enrolment | None:
    """This person's enrolment in an offering."""
    return session.scalar(select(Enrolment).filter_by(learner_id=learner_id, offering_id=offering_id))


def own_classes(session: Session, learner_id: int, at: datetime) -> Sequence[OwnClass]:
    """Every class of one's offerings, what lies ahead first, then what is over, the newest on top."""
    rows = session.execute(
        select(Meeting, Enrolment, Attendance)
        .join(Meeting.offering)
        .join(Enrolment, Enrolment.offering_id == Offering.id)
        .outerjoin(
            Attendance, (Attendance.enrolment_id == Enrolment.id) & (Attendance.meeting_id == Meeting.id)
        )
        .where(
            Enrolment.learner_id == learner_id,
            Offering.state != OfferingState.CANCELLED,
            or_(Enrolment.withdrawn_at.is_(None), Enrolment.withdrawn_at > Meeting.starts_at),
        )
        .options(joinedload(Meeting.offering))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    classes = [OwnClass(meeting, enrolment, attendance) for meeting, enrolment, attendance in rows]
    ahead = [each for each in classes if each.meeting.starts_at > at]
    return ahead + [each for each in reversed(classes) if each.meeting.starts_at <= at]


def _belongs(meeting: Meeting) -> ColumnElement[bool]:
    return or_(Enrolment.withdrawn_at.is_(None), Enrolment.withdrawn_at > meeting.starts_at)
