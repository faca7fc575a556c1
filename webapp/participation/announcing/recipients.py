"""次回案内の宛先: who ticked that they want it. Each source hands out addresses; the same address gets one letter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.mail.models import Unsubscribed
from webapp.mail.stopping import normal_address
from webapp.participation.seminars.models import GuestContact, SeminarGuest
from webapp.programme.models import Offering, Seminar


@dataclass(frozen=True)
class Recipient:
    """宛先: an address, the language its owner reads, and their number where they have an account."""

    address: str
    language: str
    learner_id: int | None = None


def learners(session: Session, offering: Offering) -> Iterator[Recipient]:
    """登録者 who ticked 次回案内 and have not applied for this offering already."""
    applied = exists().where(
        Application.learner_id == Learner.id,
        Application.offering_id == offering.id,
        Application.state != ApplicationState.CANCELLED,
    )
    rows = select(Learner.email, Learner.language, Learner.id).where(
        Learner.wants_announcements, Learner.email.is_not(None), ~applied
    )
    for address, language, number in session.execute(rows.order_by(Learner.id)):
        if address:
            yield Recipient(address, language, number)


def guests(session: Session, offering: Offering) -> Iterator[Recipient]:
    """来場者 of the same host's seminars who ticked 次回案内."""
    rows = (
        select(GuestContact.address, GuestContact.language)
        .join(SeminarGuest, SeminarGuest.id == GuestContact.guest_id)
        .join(Seminar, Seminar.id == SeminarGuest.seminar_id)
        .where(GuestContact.announcements, Seminar.host_id == offering.host_id)
    )
    for address, language in session.execute(rows.order_by(GuestContact.guest_id)):
        yield Recipient(address, language)


SOURCES: tuple[Callable[[Session, Offering], Iterable[Recipient]], ...] = (learners, guests)


def recipients(session: Session, offering: Offering) -> list[Recipient]:
    """Everybody once, by address; who stopped such mail is not among them."""
    stopped = set(session.scalars(select(Unsubscribed.address)))
    found: dict[str, Recipient] = {}
    for source in SOURCES:
        for one in source(session, offering):
            found.setdefault(normal_address(one.address), one)
    return [one for address, one in found.items() if address not in stopped]
