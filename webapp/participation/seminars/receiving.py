"""来場者を受け付ける: one visit is counted once; a contact is kept where the guest asked for letters, and goes when they say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from webapp.audit import record
from webapp.enrolment.applying.consents import version_in_force
from webapp.mail.links import OURS
from webapp.mail.models import Unsubscribed
from webapp.mail.outbox import send
from webapp.mail.stopping import normal_address
from webapp.participation.attendance.seminars import refuse_other_days
from webapp.participation.seminars.models import GuestContact, SeminarGuest
from webapp.programme.models import Seminar
from webapp.programme.naming import partner_name
from webapp.programme.operations import NotPossible
from webapp.wording import mark

MOST_GUESTS = 3_000
WISHES = {
    (True, True): {
        "ja": "次回の講座の案内と、フォローアップの連絡",
        "en": "news of later courses, and follow-up",
    },
    (True, False): {"ja": "次回の講座の案内", "en": "news of later courses"},
    (False, True): {"ja": "フォローアップの連絡", "en": "follow-up"},
}


@dataclass(frozen=True)
class Wish:
    """希望: who wants to be written to, where, and about what (at least one of the two)."""

    name: str
    organisation: str
    address: str
    announcements: bool
    follow_up: bool
    language: str


def receive_guest(
    session: Session, seminar: Seminar, visit: str, wish: Wish | None, secret: str, at: datetime
) -> bool:
    """来場を受け付ける, on the day itself; whether it is new. Without a wish nothing of the person is kept."""
    refuse_other_days(seminar, at)
    if guests_of(session, seminar) >= MOST_GUESTS:
        raise NotPossible(mark("このセミナーの受付は、いっぱいです。受付の職員に声をかけてください"))
    guest = SeminarGuest(seminar_id=seminar.id, visit=visit, came_at=at)
    try:
        with session.begin_nested():
            session.add(guest)
    except IntegrityError:
        return False  # pressed twice, or sent again after a lost connection
    if wish is not None:
        _keep(session, seminar, guest, wish, at)
        _write(session, seminar, guest, wish, secret, at)
    return True


def guests_of(session: Session, seminar: Seminar) -> int:
    """How many guests were received."""
    found = select(func.count()).select_from(SeminarGuest).where(SeminarGuest.seminar_id == seminar.id)
    return session.scalar(found) or 0


def contacts_of(session: Session, seminar: Seminar) -> Sequence[GuestContact]:
    """Who of a seminar's guests may be written to: they asked for it, and did not stop our mail since."""
    stopped = exists().where(Unsubscribed.address == func.lower(GuestContact.address))
    return session.scalars(
        select(GuestContact)
        .join(GuestContact.guest)
        .where(SeminarGuest.seminar_id == seminar.id, ~stopped)
        .options(joinedload(GuestContact.guest))
        .order_by(GuestContact.guest_id)
    ).all()


def withdraw_contact(session: Session, contact: GuestContact, at: datetime, by: int | None) -> None:
    """同意を取り消す: name, organisation and address go; that somebody came stays."""
    record(session, at, by, "guest_contact_withdrawn", f"seminar/{contact.guest.seminar_id}")
    session.delete(contact)
    session.flush()


def withdrawal_token(secret: str, guest_id: int) -> str:
    """What stands in the link of each letter."""
    return str(URLSafeSerializer(secret, salt="guest contact").dumps(guest_id))


def guest_in(secret: str, token: str) -> int | None:
    """The guest whose link this is; None where we did not sign it."""
    try:
        number = URLSafeSerializer(secret, salt="guest contact").loads(token)
    except BadData:
        return None
    return number if type(number) is int else None


def _keep(session: Session, seminar: Seminar, guest: SeminarGuest, wish: Wish, at: datetime) -> None:
    version = version_in_force(session, at)
    session.add(
        GuestContact(
            guest_id=guest.id, name=wish.name, organisation=wish.organisation, address=normal_address(wish.address),
            language=wish.language, announcements=wish.announcements, follow_up=wish.follow_up,
            notice_version=version, agreed_at=at,
        )
    )  # fmt: skip
    record(
        session, at, None, "guest_consent", f"seminar/{seminar.id}",
        version=version, announcements=wish.announcements, follow_up=wish.follow_up,
    )  # fmt: skip
    session.flush()


def _write(
    session: Session, seminar: Seminar, guest: SeminarGuest, wish: Wish, secret: str, at: datetime
) -> None:
    values = {
        "name": wish.name,
        "seminar": {"ja": seminar.title_ja, "en": seminar.title_en},
        "wishes": WISHES[(wish.announcements, wish.follow_up)],
        "link": f"{OURS}seminars/consent/{withdrawal_token(secret, guest.id)}",
        "sender": partner_name(seminar.host),
    }
    send(session, "guest_consent", wish.address, wish.language, values, at, key=f"guest-consent-{guest.id}")
