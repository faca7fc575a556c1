"""団体に知らせる: who asked for something is told of the offering that answers it, once, by mail or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.fiscal_year import japanese_date
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.mail.stopping import is_stopped, token_of
from webapp.programme.models import Offering
from webapp.programme.naming import offering_name, partner_name
from webapp.programme.needs.contacts import contact_link
from webapp.programme.needs.models import Need, NeedAnswer
from webapp.programme.needs.operations import link
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import record_outreach

TEMPLATE = "need_answered"
# 周知経路 of a letter that is handed over, which the organisation passes on.
ON_PAPER = "workplace"
WHAT = "要望に応える講座のお知らせ"


@dataclass
class Recipient:
    """知らせる相手: an organisation, or who wrote a need without one; with an address only where they agreed."""

    key: str
    name: str
    organisation: Organisation | None
    contact_name: str
    email: str
    needs: list[Need] = field(default_factory=list)
    told_at: datetime | None = None


def recipients_of(session: Session, offering: Offering) -> list[Recipient]:
    """Everybody who asked for what the offering answers, also whose need was merged into another's."""
    found: dict[str, Recipient] = {}
    for need in _answered(session, offering):
        recipient = _recipient(session, need)
        if recipient is None:
            continue
        there = found.setdefault(recipient.key, recipient)
        there.needs.append(need)
        told = [
            answer.told_at for answer in need.answers if answer.offering_id == offering.id and answer.told_at
        ]
        there.told_at = min([*told, *([there.told_at] if there.told_at else [])], default=None)
    return sorted(found.values(), key=lambda each: (each.told_at is not None, each.name, each.key))


def tell(
    session: Session,
    offering: Offering,
    recipient: Recipient,
    by: int,
    at: datetime,
    secret: str,
    *,
    on_paper: bool = False,
) -> Outreach | None:
    """知らせる: a letter, or a note that it was handed over on paper; None where they were told already.

    The contact stands among 周知 with its own code, which is the link that the letter bears.
    """
    _hold(session, recipient.needs)
    if any(known.key == recipient.key and known.told_at for known in recipients_of(session, offering)):
        return None
    by_mail = bool(recipient.email) and not on_paper
    contact = record_outreach(
        session, host=offering.host, made_on=japanese_date(at), channel="mail" if by_mail else ON_PAPER,
        what=WHAT, organisation=recipient.organisation, offering=offering, by=by, at=at,
    )  # fmt: skip
    if by_mail:
        send(
            session, TEMPLATE, recipient.email, "ja", _values(offering, recipient, contact, secret), at,
            key=f"need-answered-{offering.id}-{recipient.key}", offering_id=offering.id,
        )  # fmt: skip
    for need in recipient.needs:
        # A merged need has no link of its own yet; it gets one, so that it shows on its page that they were told.
        link(session, need, offering.course_slug, at, offering=offering).told_at = at
    session.flush()
    return contact


def short_path(contact: Outreach) -> str:
    """案内のリンク, below the platform's first page."""
    return f"/l/{contact.code}"


def paper_contact(session: Session, offering: Offering, recipient: Recipient) -> Outreach | None:
    """紙で知らせた記録, whose code the printed letter bears; None before it was recorded."""
    if recipient.organisation is None:
        return None
    asked = select(Outreach).filter_by(
        offering_id=offering.id, organisation_id=recipient.organisation.id, channel=ON_PAPER, what=WHAT
    )
    return session.scalars(asked.order_by(Outreach.id.desc())).first()


def _values(offering: Offering, recipient: Recipient, contact: Outreach, secret: str) -> dict[str, object]:
    keeper = recipient.organisation or recipient.needs[0]
    return {
        "organisation": recipient.name,
        "name": recipient.contact_name,
        "offering": offering_name(offering),
        "text": "\n".join(f"・{need.wanted}" for need in recipient.needs),
        "starts": offering.starts_on,
        "link": f"tateyama:{short_path(contact)}",
        "stop_link": f"{OURS}mail/stop/{token_of(secret, recipient.email)}",
        "contact_link": contact_link(secret, keeper),
        "sender": partner_name(offering.host),
    }


def _answered(session: Session, offering: Offering) -> Sequence[Need]:
    roots = select(NeedAnswer.need_id).where(NeedAnswer.offering_id == offering.id)
    asked = select(Need).where(
        or_(Need.id.in_(roots), Need.merged_into_id.in_(roots)), Need.host_id == offering.host_id
    )
    return session.scalars(asked.options(joinedload(Need.organisation)).order_by(Need.id)).all()


def _recipient(session: Session, need: Need) -> Recipient | None:
    known = need.organisation
    if known is not None:
        email = known.contact_email if known.contact_agreed_on else None
        usable = _usable(session, email)
        return Recipient(f"organisation-{known.id}", known.name, known, known.contact_name or "", usable)
    email = _usable(session, need.contact_email if need.contact_agreed_on else None)
    if not email and not need.said_by:
        return None  # nobody knows who it was
    return Recipient(
        f"need-{need.id}", need.said_by or need.contact_name or "", None, need.contact_name or "", email
    )


def _usable(session: Session, email: str | None) -> str:
    return email if email and not is_stopped(session, email) else ""


def _hold(session: Session, needs: Sequence[Need]) -> None:
    """Two who press at once: the second waits until the first has written, and then sees that they were told."""
    ids = [need.id for need in needs]
    session.execute(select(Need.id).where(Need.id.in_(ids)).order_by(Need.id).with_for_update())
    for need in needs:
        session.expire(need, ["answers"])
