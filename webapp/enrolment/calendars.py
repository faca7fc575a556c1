"""カレンダー: an offering's or a person's classes as iCalendar, which phones and offices subscribe to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column

from webapp.db import Model
from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, MeetingMode, MeetingState, Offering, OfferingState
from webapp.programme.queries import ANNOUNCED

TOKYO = ZoneInfo("Asia/Tokyo")
LOOK_AGAIN = timedelta(hours=1)


class CalendarAddress(Model):
    """カレンダーのアドレス: how often this person has made theirs anew; addresses of before open nothing."""

    __tablename__ = "calendar_address"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    version: Mapped[int]


def token_for(session: Session, learner_id: int, secret: str) -> str:
    """The signed part of this person's calendar address, which is all that opens it."""
    return str(_signer(secret).dumps([learner_id, _version_of(session, learner_id)]))


def learner_of(session: Session, token: str, secret: str) -> Learner | None:
    """Whose calendar a token opens; None where it was never made, or made anew since."""
    try:
        learner_id, version = _signer(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    if version != _version_of(session, learner_id):
        return None
    return session.get(Learner, learner_id)


def renew_address(session: Session, learner_id: int) -> None:
    """アドレスを新しくする: whoever was given the old one sees nothing any more."""
    kept = session.get(CalendarAddress, learner_id, with_for_update=True)
    if kept is None:
        session.add(CalendarAddress(learner_id=learner_id, version=1))
    else:
        kept.version += 1
    session.flush()


def public_calendar(
    session: Session, offering_id: int, language: str, page: str, at: datetime
) -> bytes | None:
    """The classes of one announced offering, without what only its people may know; None for any other."""
    offering = session.get(Offering, offering_id)
    if offering is None or offering.state not in ANNOUNCED:
        return None
    meetings = _meetings(session, [offering_id])
    name = f"{_title(offering, language)} {_term(offering, language)}"
    return _calendar(session, meetings, name, language, at, {offering_id: page})


def own_calendar(session: Session, learner: Learner, page: str, at: datetime) -> bytes:
    """The classes of every offering that this person is enrolled in, with the way into those held online."""
    offerings = session.scalars(
        select(Enrolment.offering_id).where(
            Enrolment.learner_id == learner.id, Enrolment.withdrawn_at.is_(None)
        )
    ).all()
    name = "講座の日程" if learner.language != "en" else "My classes"
    pages = dict.fromkeys(offerings, page)
    return _calendar(
        session, _meetings(session, offerings), name, learner.language, at, pages, with_addresses=True
    )


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="calendar")


def _version_of(session: Session, learner_id: int) -> int:
    return session.scalar(select(CalendarAddress.version).filter_by(learner_id=learner_id)) or 0


def _meetings(session: Session, offerings: Sequence[int]) -> Sequence[Meeting]:
    return session.scalars(
        select(Meeting)
        .options(joinedload(Meeting.offering).joinedload(Offering.host))
        .where(Meeting.offering_id.in_(offerings))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def _calendar(
    session: Session,
    meetings: Iterable[Meeting],
    name: str,
    language: str,
    at: datetime,
    pages: Mapping[int, str],
    with_addresses: bool = False,
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Data science courses//Calendar//JA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add_component(_japan())
    changes = _changes(session, [meeting.id for meeting in meetings])
    for meeting in meetings:
        count, last = changes.get(meeting.id, (0, None))
        page = pages[meeting.offering_id]
        calendar.add_component(_event(meeting, language, at, count, last, page, with_addresses))
    return bytes(calendar.to_ical())


def _changes(session: Session, meetings: Sequence[int]) -> dict[int, tuple[int, datetime]]:
    rows = session.execute(
        select(MeetingChange.meeting_id, func.count(), func.max(MeetingChange.changed_at))
        .where(MeetingChange.meeting_id.in_(meetings))
        .group_by(MeetingChange.meeting_id)
    )
    return {meeting_id: (count, last) for meeting_id, count, last in rows}


def _japan() -> Timezone:
    # No daylight saving since 1951: one rule, and no table of the last century in every answer.
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone = Timezone()
    zone.add("tzid", "Asia/Tokyo")
    zone.add_component(standard)
    return zone


def _event(
    meeting: Meeting,
    language: str,
    at: datetime,
    changes: int,
    last: datetime | None,
    page: str,
    with_addresses: bool,
) -> Event:
    offering = meeting.offering
    gone = meeting.state in (MeetingState.CANCELLED, MeetingState.MOVED)
    gone = gone or offering.state is OfferingState.CANCELLED
    event = Event()
    # Of what never changes, so that a changed class stays the same entry in every calendar.
    own = f"{offering.fiscal_year}-{offering.course_slug}-{offering.number}-{meeting.id}"
    event.add("uid", f"{own}@{offering.host.slug}.tateyama")
    event.add("sequence", changes)
    event.add("dtstamp", at)
    if last is not None:
        event.add("last-modified", last)
    if meeting.mode is MeetingMode.ON_DEMAND:
        # It takes nobody's hour: a note on the day from which it is there.
        event.add("dtstart", meeting.starts_at.astimezone(TOKYO).date())
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", meeting.starts_at.astimezone(TOKYO))
        event.add("dtend", meeting.ends_at.astimezone(TOKYO))
    event.add("summary", _summary(meeting, language))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    if place := _place(meeting, language):
        event.add("location", place)
    may_join = with_addresses and not gone and meeting.mode is MeetingMode.ONLINE and meeting.join_url
    event.add("url", meeting.join_url if may_join else page)
    event.add("description", f"{meeting.join_url}\n{page}" if may_join else page)
    return event


def _summary(meeting: Meeting, language: str) -> str:
    title, number = _title(meeting.offering, language), meeting.shown_number
    if language == "en":
        gone = {MeetingState.CANCELLED: "Cancelled: ", MeetingState.MOVED: "Moved: "}.get(meeting.state, "")
        return f"{gone}{title}, class {number}"
    gone = {MeetingState.CANCELLED: "【休講】", MeetingState.MOVED: "【振替】"}.get(meeting.state, "")
    return f"{gone}{title} 第{number}回{'（振替）' if meeting.replaces_id else ''}"


def _place(meeting: Meeting, language: str) -> str:
    if meeting.mode is MeetingMode.IN_PERSON:
        return meeting.place
    return meeting.mode.label_ja if language != "en" else meeting.mode.value.replace("_", " ").capitalize()


def _title(offering: Offering, language: str) -> str:
    return offering.title_en if language == "en" else offering.title_ja


def _term(offering: Offering, language: str) -> str:
    return f"({offering.number})" if language == "en" else f"第{offering.number}期"
