"""団体申込: a link for people of one company or school, already approved, for so many seats until some day."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.codes import hash_token
from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.models import Invitation, InvitationUse, InvitedPerson
from webapp.enrolment.applying.telling import GONE
from webapp.enrolment.models import Application
from webapp.enrolment.operations import NotPossible
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.programme.models import Offering
from webapp.programme.naming import offering_name
from webapp.wording import mark

# How long a seat of the invitation waits for somebody whom a colleague named.
KEPT = timedelta(days=7)
OVER = mark("この招待の期限が過ぎています。招待した方にお問い合わせください。")
FULL = mark("この招待の席は、すべて使われています。招待した方にお問い合わせください。")


@dataclass(frozen=True)
class Colleague:
    """同僚: somebody named in a group's form."""

    name: str
    name_kana: str
    email: str


def invite(
    session: Session,
    offering: Offering,
    organisation: str,
    seats: int,
    expires_at: datetime,
    at: datetime,
    by: int | None,
    sent_by: int | None = None,
) -> tuple[Invitation, str]:
    """招待する: return the invitation and its token, of which only the hash is kept."""
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        offering_id=offering.id, organisation=organisation, sent_by_id=sent_by, token_hash=hash_token(token),
        seats=seats, expires_at=expires_at, made_at=at, made_by_id=by,
    )  # fmt: skip
    session.add(invitation)
    session.flush()
    record(session, at, by, "invited", f"offering/{offering.id}", invitation=invitation.id, seats=seats)
    return invitation, token


def find_invitation(session: Session, token: str) -> Invitation | None:
    """The invitation behind a link, also one that is over: its page says so."""
    return session.scalar(select(Invitation).filter_by(token_hash=hash_token(token)))


def seats_left(session: Session, invitation: Invitation, at: datetime) -> int:
    """招待の残り: seats that nobody applied with and that wait for nobody who was named."""
    used = session.scalar(
        select(func.count())
        .select_from(InvitationUse)
        .join(InvitationUse.application)
        .where(InvitationUse.invitation_id == invitation.id, Application.state.not_in(GONE))
    )
    return max(0, invitation.seats - (used or 0) - len(waited_for(session, invitation, at)))


def waited_for(session: Session, invitation: Invitation, at: datetime) -> Sequence[InvitedPerson]:
    """Who was named and has not answered yet."""
    return session.scalars(
        select(InvitedPerson)
        .where(
            InvitedPerson.invitation_id == invitation.id,
            InvitedPerson.answered_at.is_(None),
            InvitedPerson.expires_at > at,
        )
        .order_by(InvitedPerson.id)
    ).all()


def refuse_spent(
    session: Session,
    invitation: Invitation,
    at: datetime,
    sent_at: datetime,
    person: InvitedPerson | None = None,
) -> None:
    """Raise NotPossible where the invitation is over or full; call it while the offering is held.

    A seat that waits for this very person is theirs.
    """
    if invitation.expires_at <= sent_at:
        raise NotPossible(OVER)
    mine = person is not None and person.answered_at is None and person.expires_at > at
    if not mine and seats_left(session, invitation, at) <= 0:
        raise NotPossible(FULL)


def use(session: Session, invitation: Invitation, application: Application) -> None:
    """招待を使う: count this application against the invitation, once."""
    known = session.get(InvitationUse, application.id)
    if known is None:
        session.add(InvitationUse(application_id=application.id, invitation_id=invitation.id))
    else:
        known.invitation_id = invitation.id
    session.flush()


def name_colleagues(
    session: Session, invitation: Invitation, colleagues: Sequence[Colleague], at: datetime, language: str
) -> list[InvitedPerson]:
    """同僚を招く: each gets a mail with a link of their own; a seat of the invitation waits for them meanwhile.

    Raises NotPossible where the invitation is over or has too few seats; who is waited for already is left out.
    """
    hold(session, invitation.offering)
    if invitation.expires_at <= at:
        raise NotPossible(OVER)
    waiting = {person.email for person in waited_for(session, invitation, at)}
    new = [colleague for colleague in colleagues if colleague.email not in waiting]
    if len(new) > seats_left(session, invitation, at):
        raise NotPossible(FULL)
    return [_name(session, invitation, colleague, at, language) for colleague in new]


def _name(
    session: Session, invitation: Invitation, colleague: Colleague, at: datetime, language: str
) -> InvitedPerson:
    token = secrets.token_urlsafe(32)
    person = InvitedPerson(
        invitation_id=invitation.id, name=colleague.name, name_kana=colleague.name_kana, email=colleague.email,
        token_hash=hash_token(token), asked_at=at, expires_at=min(at + KEPT, invitation.expires_at),
    )  # fmt: skip
    session.add(person)
    session.flush()
    values = {
        "name": person.name,
        "organisation": invitation.organisation,
        "offering": offering_name(invitation.offering),
        "until": person.expires_at,
        "link": f"{OURS}invited/{token}",
    }
    send(
        session, "colleague_invited", person.email, language, values, at, key=f"invited-person-{person.id}",
        offering_id=invitation.offering_id,
    )  # fmt: skip
    return person


def find_invited(session: Session, token: str) -> InvitedPerson | None:
    """The person behind a link; a link that was used or is over finds them too."""
    return session.scalar(select(InvitedPerson).filter_by(token_hash=hash_token(token)))
