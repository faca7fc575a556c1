"""一回限りのコード: six digits and a link by mail, or ten letters on a card; used once, within their time."""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.models import Learner, normal_address
from webapp.enrolment.operations import NotPossible
from webapp.wording import mark

# Five tries at each of five codes: 25 guesses an hour at a million codes.
TRIES = 5
# Nobody guesses ten letters; who tries only keeps the card's owner out. The pages limit how fast.
TRIES_OF_A_CARD = 1000
CODES_PER_HOUR = 5
# What waits for a confirmation names a person; what was never confirmed is forgotten.
KEPT_AFTERWARDS = timedelta(days=1)
# Without what looks alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
CARD_LETTERS = 10


class TooOften(NotPossible):
    """So many codes went to this address within the hour that no further one does."""


@dataclass(frozen=True)
class Issued:
    """A code as its reader gets it; the database keeps only hashes of `code` and `token`."""

    code: str
    token: str
    row: OneTimeCode


def issue(
    session: Session,
    purpose: Purpose,
    at: datetime,
    *,
    key: bytes,
    address: str = "",
    learner: Learner | None = None,
    waiting: dict[str, Any] | None = None,
    minutes: int = 30,
) -> Issued:
    """発行する: a new code for an address (or a card's person); the earlier one opens nothing any more.

    `key` is `settings.key_for("codes")`. Raises TooOften after CODES_PER_HOUR to one address for one purpose.
    """
    address = normal_address(address)
    _wait_for_turn(session, purpose, address, learner)
    _forget(session, at)
    same = _same(purpose, address, learner)
    if address:
        # Whoever the codes are for: it is the mailbox that fills.
        to_mailbox = (OneTimeCode.purpose == purpose, OneTimeCode.address == address)
        recent = select(func.count()).where(*to_mailbox, OneTimeCode.made_at > at - timedelta(hours=1))
        if (session.scalar(recent) or 0) >= CODES_PER_HOUR:
            raise TooOften(
                mark(
                    "このアドレスには続けて何度も番号を送りました。1時間ほど待ってから、もう一度お試しください。"
                )
            )
    ended = update(OneTimeCode).where(*same, OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > at)
    session.execute(ended.values(expires_at=at))
    code = new_card_code() if purpose is Purpose.CARD else f"{secrets.randbelow(1_000_000):06d}"
    token = secrets.token_urlsafe(32)
    row = OneTimeCode(
        purpose=purpose, learner=learner, address=address, code_hash=hash_code(code, key),
        token_hash=hash_token(token), made_at=at, expires_at=at + timedelta(minutes=minutes),
        waiting=waiting or {},
    )  # fmt: skip
    session.add(row)
    session.flush()
    return Issued(code, token, row)


def check_code(
    session: Session,
    purpose: Purpose,
    address: str,
    code: str,
    at: datetime,
    *,
    key: bytes,
    learner: Learner | None = None,
) -> OneTimeCode | None:
    """The code's row where it is right and still opens something, unused; a wrong try counts.

    Does the same work whether or not there is such a code. The caller commits, or the try is not counted.
    """
    newest = (
        select(OneTimeCode)
        .where(*_same(purpose, normal_address(address), learner))
        .order_by(OneTimeCode.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.scalar(newest)
    # The hash of nothing that can be typed, so that an unknown address costs the same comparison.
    right = hmac.compare_digest(hash_code(code, key), row.code_hash if row else "0" * 64)
    if row is None or not _is_live(row, at):
        return None
    if not right:
        row.tries += 1
        session.flush()
        return None
    return row


def redeem_code(
    session: Session,
    purpose: Purpose,
    address: str,
    code: str,
    at: datetime,
    *,
    key: bytes,
    learner: Learner | None = None,
) -> OneTimeCode | None:
    """使う: as `check_code`, and the right one is used now and never again."""
    row = check_code(session, purpose, address, code, at, key=key, learner=learner)
    return use(session, row, at) if row else None


def use(session: Session, row: OneTimeCode, at: datetime) -> OneTimeCode:
    """Mark a checked code as used, in the transaction that checked it."""
    row.used_at = at
    session.flush()
    return row


def look_up_token(session: Session, purpose: Purpose, token: str, at: datetime) -> OneTimeCode | None:
    """The code behind a link, for the page with the button; changes nothing, however often it is opened."""
    row = session.scalar(select(OneTimeCode).filter_by(purpose=purpose, token_hash=hash_token(token)))
    return row if row is not None and _is_live(row, at) else None


def redeem_token(session: Session, purpose: Purpose, token: str, at: datetime) -> OneTimeCode | None:
    """The button behind the link was pressed: use its code, once."""
    found = (
        select(OneTimeCode)
        .filter_by(purpose=purpose, token_hash=hash_token(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.scalar(found)
    return use(session, row, at) if row is not None and _is_live(row, at) else None


def hash_code(code: str, key: bytes) -> str:
    """A keyed hash: all million codes could be tried against any hash without a key, however slow."""
    return hmac.new(key, normal_code(code).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def hash_token(token: str) -> str:
    """The sha256 of a link's token, which is too long to be guessed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def normal_code(typed: str) -> str:
    """A code without what keyboards and paper add: full width, spaces, hyphens, lower case."""
    letters = unicodedata.normalize("NFKC", typed[:100]).upper()
    return "".join(letter for letter in letters if letter.isalnum())


def new_card_code() -> str:
    """Ten letters that nobody mistakes for others (45 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CARD_LETTERS))


def _is_live(row: OneTimeCode, at: datetime) -> bool:
    most = TRIES_OF_A_CARD if row.purpose is Purpose.CARD else TRIES
    return row.used_at is None and row.expires_at > at and row.tries < most


def _same(purpose: Purpose, address: str, learner: Learner | None) -> tuple[Any, ...]:
    person = OneTimeCode.learner_id.is_(None) if learner is None else OneTimeCode.learner_id == learner.id
    return OneTimeCode.purpose == purpose, OneTimeCode.address == address, person


def _wait_for_turn(session: Session, purpose: Purpose, address: str, learner: Learner | None) -> None:
    # Two requests at once must not both count the codes before the other's. SQLite has one writer anyway.
    if session.get_bind().dialect.name == "postgresql":
        whose = address or str(learner.id if learner else "")
        lock = int.from_bytes(hashlib.sha256(f"{purpose}:{whose}".encode()).digest()[:8], signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


def _forget(session: Session, at: datetime) -> None:
    session.execute(
        delete(OneTimeCode)
        .where(OneTimeCode.expires_at < at - KEPT_AFTERWARDS)
        .execution_options(synchronize_session=False)
    )
