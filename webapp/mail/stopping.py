"""配信停止: one press switches off what is not essential, and another switches it on again."""

from datetime import datetime

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy.orm import Session

from webapp.mail.models import Unsubscribed

SALT = "mail-stop"


def normal_address(address: str) -> str:
    """An address as it is looked up: hardly any server tells capitals from small letters, and no reader does."""
    return address.strip().lower()


def token_of(secret_key: str, address: str) -> str:
    """What stands in the link: the address, signed, so that nobody can stop somebody else's mail."""
    return str(URLSafeSerializer(secret_key, salt=SALT).dumps(normal_address(address)))


def address_in(secret_key: str, token: str) -> str | None:
    """The address that a link is for; None where we did not sign it."""
    try:
        address = URLSafeSerializer(secret_key, salt=SALT).loads(token)
    except BadData:
        return None
    return address if isinstance(address, str) else None


def is_stopped(session: Session, address: str) -> bool:
    """Whether nothing but what is essential goes to this address."""
    return session.get(Unsubscribed, normal_address(address)) is not None


def stop(session: Session, address: str, at: datetime) -> None:
    """配信を止める; the first time counts."""
    if not is_stopped(session, address):
        session.add(Unsubscribed(address=normal_address(address), since=at))
        session.flush()


def resume(session: Session, address: str) -> None:
    """配信を再開する."""
    there = session.get(Unsubscribed, normal_address(address))
    if there is not None:
        session.delete(there)
        session.flush()
