"""要望の連絡先: who left one sees by a signed link what is kept, and takes it back; what was wanted stays."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.mail.links import OURS
from webapp.mail.stopping import normal_address
from webapp.programme.needs.models import Need
from webapp.programme.organisations import Organisation

Keeper = Need | Organisation
# What a row is without its contact; of a need also who said it, which may be a person's own name.
NO_CONTACT: Mapping[str, Any] = {"contact_name": None, "contact_email": None, "contact_agreed_on": None}
NOBODYS_NEED: Mapping[str, Any] = {**NO_CONTACT, "said_by": ""}
SALT = "need contact"
LONGEST = 200


@dataclass(frozen=True)
class Link:
    """リンクの中身: the row that keeps a contact, and a mark of the address to which the link was given."""

    kind: str
    id: int
    mark: str


def subject_of(kept: Keeper) -> str:
    """What the audit calls it: "need/3", "organisation/5"."""
    return f"{kept.__tablename__}/{kept.id}"


def has_contact(kept: Keeper) -> bool:
    """Whether anything of a person is kept with it."""
    said_by = kept.said_by if isinstance(kept, Need) else ""
    return bool(said_by or kept.contact_name or kept.contact_email)


def forget_contact(session: Session, kept: Keeper, at: datetime, by: int | None) -> None:
    """連絡先を消す: at the word of the person, who pressed it themselves (`by` is None) or told the office."""
    for name, nothing in (NOBODYS_NEED if isinstance(kept, Need) else NO_CONTACT).items():
        setattr(kept, name, nothing)
    record(session, at, by, "contact_withdrawn", subject_of(kept))
    session.flush()


def contact_link(secret: str, kept: Keeper) -> str:
    """What a letter says; where the platform is reached stands in it only when it goes out."""
    return f"{OURS}needs/contact/{contact_token(secret, kept)}"


def contact_token(secret: str, kept: Keeper) -> str:
    """What stands in the link; once another address is kept there, it shows nothing of it."""
    told = [kept.__tablename__, kept.id, _mark_of(secret, kept.contact_email or "")]
    return str(_signer(secret).dumps(told))


def link_in(secret: str, token: str) -> Link | None:
    """The link that a token is; None where we did not sign it."""
    try:
        return Link(*_signer(secret).loads(token)) if len(token) <= LONGEST else None
    except BadData:
        return None


def kept_behind(session: Session, secret: str, link: Link) -> Keeper | None:
    """The row with the contact to whom the link was given; None once it was taken back or another one stands there."""
    found = session.get(Need, link.id) if link.kind == "need" else session.get(Organisation, link.id)
    if found is None or not found.contact_email:
        return None
    return found if hmac.compare_digest(link.mark, _mark_of(secret, found.contact_email)) else None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=SALT)


def _mark_of(secret: str, address: str) -> str:
    told = f"{SALT} {normal_address(address)}".encode()
    return hmac.digest(secret.encode(), told, "sha256").hex()[:24]
