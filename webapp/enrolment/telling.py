"""日程の変更を知らせる: everybody in an offering hears of a class that changed, once, in their own language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp.day_words import moment_in
from webapp.enrolment.models import Enrolment, Learner, Teaching
from webapp.fiscal_year import in_japan
from webapp.mail.outbox import send
from webapp.programme.changes import ChangeKind, replacement_of
from webapp.programme.conditions import MeetingChange
from webapp.programme.models import Meeting, Offering
from webapp.programme.naming import partner_name

TEMPLATES = {
    ChangeKind.CANCELLED: "meeting_cancelled",
    ChangeKind.MOVED: "meeting_moved",
    ChangeKind.ONLINE: "meeting_online",
    ChangeKind.IN_PERSON: "meeting_in_person",
}


@dataclass(frozen=True)
class Told:
    """知らせた人: by mail, and those who have no address, whom somebody has to call."""

    by_mail: Sequence[Learner]
    without_address: Sequence[Learner]

    @property
    def people(self) -> int:
        """How many are told, by mail or not."""
        return len(self.by_mail) + len(self.without_address)


def audience_of(session: Session, offering: Offering) -> Told:
    """知らせる人: who is enrolled and has not left, and who gives the offering."""
    enrolled = select(Enrolment.learner_id).where(
        Enrolment.offering_id == offering.id, Enrolment.withdrawn_at.is_(None)
    )
    given = select(Teaching.learner_id).where(Teaching.offering_id == offering.id)
    people = session.scalars(
        select(Learner)
        .where(or_(Learner.id.in_(enrolled), Learner.id.in_(given)))
        .order_by(Learner.name_kana, Learner.id)
    ).all()
    return Told(
        [person for person in people if address_of(person)],
        [person for person in people if not address_of(person)],
    )


def address_of(person: Learner) -> str | None:
    """Where this person's mail goes, if anywhere."""
    return person.email or person.second_email


def tell_of_change(session: Session, change: MeetingChange, at: datetime, link: str) -> Told:
    """変更を知らせる: queue one message per person and change, however often it is asked for.

    Of a class that is over already nobody is told: it can only be recorded.
    """
    meeting, template = change.meeting, TEMPLATES.get(ChangeKind(change.kind))
    if template is None or (meeting.ends_at <= at and change.kind != ChangeKind.MOVED.value):
        return Told((), ())
    told = audience_of(session, meeting.offering)
    instead = replacement_of(session, meeting)
    for person in told.by_mail:
        send(
            session,
            template,
            address_of(person) or "",
            person.language,
            _values(change, instead, person, link),
            at,
            key=f"meeting-change-{change.id}-{person.id}",
            learner_id=person.id,
            offering_id=meeting.offering_id,
        )
    return told


def _values(change: MeetingChange, instead: Meeting | None, person: Learner, link: str) -> dict[str, object]:
    meeting, language = change.meeting, person.language
    offering = meeting.offering
    return {
        "name": person.name,
        "offering": {"ja": offering.title_ja, "en": offering.title_en},
        "number": meeting.shown_number,
        "when": when(meeting, language),
        "new_when": when(instead, language) if instead is not None else "",
        "join_url": meeting.join_url,
        "place": meeting.place,
        "reason": change.reason,
        "link": link,
        "sender": partner_name(offering.host),
    }


def when(meeting: Meeting, language: str) -> str:
    """2026年12月1日(火) 18:00–20:00, on a clock in Japan."""
    return f"{moment_in(language, meeting.starts_at)}–{in_japan(meeting.ends_at):%H:%M}"
