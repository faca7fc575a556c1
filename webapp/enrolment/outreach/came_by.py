"""どの案内から来たか: the code of the last link that a browser followed, kept in its own signed cookie until it applies."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering
from webapp.programme.outreach.codes import read_code
from webapp.programme.outreach.models import Outreach
from webapp.programme.outreach.recording import find_contact

COOKIE = "tateyama_came_by"
KEPT = timedelta(days=30)
SALT = "outreach came by"
MOST_SEEN = 20


@dataclass(frozen=True)
class CameBy:
    """What the cookie says: the last code, when its link was followed, and the codes followed on that day."""

    code: str
    at: datetime
    seen: tuple[str, ...] = ()

    def saw(self, code: str, at: datetime) -> bool:
        """Whether this browser has followed the link on the same day in Japan."""
        return code in self.seen and japanese_date(at) == japanese_date(self.at)


def sealed(secret_key: str, came: CameBy) -> str:
    """The cookie's value."""
    return str(_signer(secret_key).dumps([came.code, int(came.at.timestamp()), list(came.seen)]))


def opened(secret_key: str, cookie: str | None, at: datetime) -> CameBy | None:
    """What a cookie says; None where there is none, where we did not sign it, or where it is too old."""
    try:
        code, when, seen = _signer(secret_key).loads(cookie or "")
    except (BadData, ValueError, TypeError):
        return None
    then = datetime.fromtimestamp(int(when), at.tzinfo)
    return CameBy(str(code), then, tuple(seen)) if timedelta(0) <= at - then <= KEPT else None


def following(before: CameBy | None, code: str, at: datetime) -> CameBy:
    """What the cookie says next: the last link counts, and today's are remembered so that a reload is not counted."""
    of_today = before is not None and japanese_date(before.at) == japanese_date(at)
    seen: Iterable[str] = before.seen if before is not None and of_today else ()
    return CameBy(code, at, tuple(dict.fromkeys((code, *seen)))[:MOST_SEEN])


def fits(contact: Outreach | None, offering: Offering) -> bool:
    """Whether an application for this offering may be counted for the contact: it told of it, or of courses in general."""
    return contact is not None and contact.offering_id in (None, offering.id)


def contact_behind(session: Session, came: CameBy | None, offering: Offering) -> Outreach | None:
    """The contact by which somebody comes to this offering."""
    code = read_code(came.code) if came else None
    contact = find_contact(session, code) if code else None
    return contact if fits(contact, offering) else None


def _signer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt=SALT, signer_kwargs={"digest_method": hashlib.sha256})
