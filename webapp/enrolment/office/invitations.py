"""団体申込の招待: what an office gives out to companies and schools, how far each is used, and how one is ended."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.accounts.codes import hash_token
from webapp.enrolment.applying.form import NO_ADDRESS
from webapp.enrolment.applying.inviting import invite, seats_left, waited_for
from webapp.enrolment.applying.models import Invitation, InvitationUse, InvitedPerson
from webapp.enrolment.applying.telling import GONE
from webapp.enrolment.models import Application
from webapp.fiscal_year import JAPAN, japanese_date
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.programme.models import Offering
from webapp.programme.naming import offering_name, partner_name
from webapp.programme.typed import Problem, Typed
from webapp.wording import mark

MOST_SEATS = 200
# Whoever presses twice means one invitation.
PRESSED_TWICE = timedelta(minutes=1)


@dataclass(frozen=True)
class Wanted:
    """招待の内容: as it was typed and checked; `until` is the last day on which people may apply."""

    organisation: str
    seats: int
    until: date
    sent_by: int | None
    address: str

    @property
    def expires_at(self) -> datetime:
        """Midnight in Japan after the last day."""
        return datetime.combine(self.until + timedelta(days=1), time(0), JAPAN)


@dataclass(frozen=True)
class Standing:
    """招待の状況: who applied by it, who was named and waited for, and what is left."""

    invitation: Invitation
    applied: Sequence[Application]
    waiting: Sequence[InvitedPerson]
    left: int
    is_over: bool


def read_wanted(
    fields: Mapping[str, Sequence[str]], offering: Offering, partners: set[int], at: datetime
) -> tuple[Wanted | None, list[Problem]]:
    """Read the form; what has to be mended instead where it cannot be used."""
    typed = Typed(fields)
    organisation = typed.text("organisation", 200, needed=True)
    seats, until = typed.number("seats", 1, MOST_SEATS), typed.day("until", needed=True)
    sent_by, address = typed.number("sent_by", 1, 2**31 - 1), typed.text("address", 254)
    if seats is None:
        typed.refuse("seats", mark("1から200までの数で入力してください。"))
    if sent_by is not None and sent_by not in partners:
        typed.refuse("sent_by", mark("一覧から選んでください。"))
    if address and not is_address(address):
        typed.refuse("address", NO_ADDRESS)
    if until is not None and until < japanese_date(at):
        typed.refuse("until", mark("今日か、これからの日を入力してください。"))
    last = offering.apply_until
    if until is not None and last is not None and until > japanese_date(last):
        typed.refuse(
            "until", mark("講座の申込の終わりより後の日です。講座の申込の終わりまでの日にしてください。")
        )
    if typed.problems or seats is None or until is None:
        return None, typed.problems
    return Wanted(organisation, seats, until, sent_by, address), []


def give_out(session: Session, offering: Offering, wanted: Wanted, at: datetime, by: int) -> str | None:
    """招待を出す: the token of the link, and a mail where an address was given; None where it was pressed twice."""
    twin = select(Invitation.id).filter_by(
        offering_id=offering.id, organisation=wanted.organisation, seats=wanted.seats,
        expires_at=wanted.expires_at, made_by_id=by,
    )  # fmt: skip
    if session.scalar(twin.where(Invitation.made_at > at - PRESSED_TWICE)) is not None:
        return None
    invitation, token = invite(
        session, offering, wanted.organisation, wanted.seats, wanted.expires_at, at, by, wanted.sent_by
    )
    if wanted.address:
        _write(session, invitation, wanted, token, at)
    return token


def _write(session: Session, invitation: Invitation, wanted: Wanted, token: str, at: datetime) -> None:
    values = {
        "organisation": wanted.organisation,
        "offering": offering_name(invitation.offering),
        "seats": wanted.seats,
        "until": wanted.until,
        "link": f"{OURS}invitations/{token}",
        "sender": partner_name(invitation.offering.host),
    }
    send(
        session, "invitation", wanted.address, "ja", values, at, key=f"invitation-{invitation.id}",
        offering_id=invitation.offering_id,
    )  # fmt: skip


def renew_link(session: Session, invitation: Invitation, at: datetime, by: int) -> str:
    """リンクを新しくする: the token of a new link; the one given out before opens nothing any more."""
    token = secrets.token_urlsafe(24)
    invitation.token_hash = hash_token(token)
    record(
        session, at, by, "invitation_renewed", f"offering/{invitation.offering_id}", invitation=invitation.id
    )
    return token


def end_invitation(session: Session, invitation: Invitation, at: datetime, by: int) -> None:
    """招待を終える: nobody applies by it any more; who applied already is not touched."""
    if invitation.expires_at <= at:
        return
    for person in waited_for(session, invitation, at):
        person.expires_at = at
    invitation.expires_at = at
    record(
        session, at, by, "invitation_ended", f"offering/{invitation.offering_id}", invitation=invitation.id
    )


def invitations_of(session: Session, offering: Offering, at: datetime) -> list[Standing]:
    """招待の一覧: the newest first."""
    given = session.scalars(
        select(Invitation).filter_by(offering_id=offering.id).order_by(Invitation.id.desc())
    )
    return [_standing(session, invitation, at) for invitation in given]


def _standing(session: Session, invitation: Invitation, at: datetime) -> Standing:
    applied = session.scalars(
        select(Application)
        .join(InvitationUse, InvitationUse.application_id == Application.id)
        .where(InvitationUse.invitation_id == invitation.id, Application.state.not_in(GONE))
        .order_by(Application.applied_at, Application.id)
    ).all()
    return Standing(
        invitation,
        applied,
        waited_for(session, invitation, at),
        seats_left(session, invitation, at),
        invitation.expires_at <= at,
    )
