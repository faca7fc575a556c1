"""メールアドレス: what can be one, and whether more people than its owner read it."""

import re

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Learner, normal_address

LONGEST_ADDRESS = 254
# Only what every mail server understands; in particular nothing that could begin a header of its own.
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")


def is_address(typed: str) -> bool:
    """Whether this can be a mail address."""
    address = normal_address(typed)
    return len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address) is not None


def confirmed_addresses(learner: Learner) -> list[str]:
    """The addresses that this person has shown to read, the first one first."""
    pairs = (
        (learner.email, learner.email_confirmed_at),
        (learner.second_email, learner.second_email_confirmed_at),
    )
    found = [address for address, confirmed in pairs if address and confirmed]
    return list(dict.fromkeys(found))


def is_shared(session: Session, learner: Learner | None, address: str) -> bool:
    """共用: whether two or more accounts have this address, or its owner says that colleagues read it."""
    address = normal_address(address)
    having = select(func.count()).where(or_(Learner.email == address, Learner.second_email == address))
    several = (session.scalar(having) or 0) > 1
    return several or bool(learner and learner.email == address and learner.email_is_shared)
