"""前日のお知らせ: who has a class tomorrow is told this evening, once, wherever there is an address to write to."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from webapp.enrolment.models import Enrolment, Learner
from webapp.fiscal_year import JAPAN, in_japan, japanese_date
from webapp.mail.models import Message
from webapp.mail.outbox import send
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.naming import offering_name

FROM = time(18, tzinfo=JAPAN)


def remind_of_meetings(session: Session, at: datetime) -> int:
    """Queue what is due at this moment and was not queued before; the number of messages that were."""
    return sum(_remind(session, meeting, at) for meeting in _coming(session, at))


def reminding_begins(meeting: Meeting) -> datetime:
    """18:00 in Japan on the day before; who enrols after that is told until the class begins."""
    return datetime.combine(japanese_date(meeting.starts_at) - timedelta(days=1), FROM)


def _coming(session: Session, at: datetime) -> Iterable[Meeting]:
    """Planned meetings that begin by tomorrow's end; on demand (オンデマンド) has no hour to be reminded of."""
    tomorrow_ends = datetime.combine(in_japan(at).date() + timedelta(days=2), time(0), JAPAN)
    meetings = session.scalars(
        select(Meeting)
        .join(Meeting.offering)
        .where(
            Meeting.starts_at > at,
            Meeting.starts_at < tomorrow_ends,
            Meeting.state == MeetingState.PLANNED,
            Meeting.mode != MeetingMode.ON_DEMAND,
            Offering.state.not_in((OfferingState.CANCELLED, OfferingState.CLOSED)),
        )
        .options(joinedload(Meeting.offering))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [meeting for meeting in meetings if reminding_begins(meeting) <= at]


def _remind(session: Session, meeting: Meeting, at: datetime) -> int:
    # A class that was moved to another hour is told of anew.
    key = f"meeting-reminder/{meeting.id}/{meeting.starts_at:%Y%m%dT%H%M}/"
    told = set(session.scalars(select(Message.key).where(Message.key.startswith(key, autoescape=True))))
    new = [learner for learner in _expected(session, meeting) if f"{key}{learner.id}" not in told]
    for learner in new:
        values = {
            "name": learner.name,
            "offering": offering_name(meeting.offering),
            "number": meeting.shown_number,
            "when": meeting.starts_at,
            "place": "" if meeting.mode is MeetingMode.ONLINE else meeting.place,
            "join_url": meeting.join_url,
        }
        send(
            session, "meeting_reminder", learner.email or "", learner.language, values, at,
            key=f"{key}{learner.id}", learner_id=learner.id, offering_id=meeting.offering_id,
        )  # fmt: skip
    return len(new)


def _expected(session: Session, meeting: Meeting) -> Sequence[Learner]:
    """Who is enrolled and can be written to."""
    enrolled = exists().where(
        Enrolment.learner_id == Learner.id,
        Enrolment.offering_id == meeting.offering_id,
        Enrolment.withdrawn_at.is_(None),
    )
    return session.scalars(select(Learner).where(enrolled, Learner.email != "").order_by(Learner.id)).all()
