"""二段階認証 (TOTP): six digits of an app on one's own device, each good once; the secret lies encrypted."""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.changing import end_sessions
from webapp.enrolment.accounts.codes import normal_code
from webapp.enrolment.accounts.models import RecoveryCode, SecondFactor
from webapp.enrolment.models import Learner, Role
from webapp.enrolment.operations import NotPossible
from webapp.wording import mark

STEP_SECONDS = 30
# A clock may be half a minute off.
STEPS_AROUND = (-1, 0, 1)
# Whoever sees other people's data.
ROLES = frozenset({Role.INSTRUCTOR, Role.COORDINATOR, Role.OPERATOR})


@dataclass(frozen=True)
class Match:
    """Six digits that are right, and the step they belong to; nothing is used before `use`."""

    factor: SecondFactor
    step: int

    def use(self, session: Session) -> None:
        """Let this step, and what came before it, open nothing again."""
        self.factor.last_step = self.step
        session.flush()


def begin(session: Session, learner: Learner, *, key: bytes) -> SecondFactor:
    """始める: a new secret, not yet asked for; one that was confirmed is not replaced by this."""
    factor = session.scalar(_of(learner.id))
    if factor is not None and factor.confirmed_at is not None:
        raise NotPossible(mark("二段階認証はすでに使われています。"))
    if factor is None:
        factor = SecondFactor(learner_id=learner.id)
        session.add(factor)
    factor.secret, factor.last_step = _cipher(key).encrypt(pyotp.random_base32().encode()).decode(), None
    session.flush()
    return factor


def confirm(session: Session, learner: Learner, digits: str, at: datetime, *, key: bytes) -> bool:
    """確かめる: the app shows what we expect, so from now on it is asked for."""
    factor = session.scalar(_of(learner.id))
    if factor is None or factor.confirmed_at is not None:
        return False
    step = _matching_step(factor, digits, at, key)
    if step is None:
        return False
    factor.confirmed_at, factor.last_step = at, step
    record(session, at, learner.id, "second_factor_begun", f"learner/{learner.id}")
    return True


def check_totp(
    session: Session, learner: Learner | None, digits: str, at: datetime, *, key: bytes
) -> Match | None:
    """Whether these six digits are right and unused; the same work where there is no factor or no person."""
    factor = session.scalar(_of(learner.id if learner else 0))
    step = _matching_step(factor or _nobodys(key), digits, at, key)
    if factor is None or factor.confirmed_at is None or step is None:
        return None
    return Match(factor, step)


def is_confirmed(session: Session, learner: Learner) -> bool:
    """Whether this person is asked for a second factor."""
    found = select(SecondFactor.confirmed_at).where(SecondFactor.learner_id == learner.id)
    return session.scalar(found) is not None


def reset_second_factor(session: Session, learner: Learner, at: datetime, *, by: int | None) -> None:
    """二段階認証を外す: the device is lost; everything that was signed in by it ends, a new one is set up."""
    session.execute(delete(SecondFactor).where(SecondFactor.learner_id == learner.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.learner_id == learner.id))
    end_sessions(session, learner)
    record(session, at, by, "second_factor_reset", f"learner/{learner.id}")
    session.flush()


def secret_of(factor: SecondFactor, *, key: bytes) -> str:
    """The secret as an app wants it, for the page that shows it."""
    return _cipher(key).decrypt(factor.secret.encode()).decode()


def seal_again(session: Session, *, old: bytes, new: bytes) -> int:
    """閉じ直す: encrypt every secret with the installation's next key; return how many were changed.

    What the next key opens already is left: an exchange that was cut off goes on where it was.
    """
    changed = 0
    for factor in session.scalars(select(SecondFactor).with_for_update()):
        if _opens(factor, new) or not _opens(factor, old):
            continue
        factor.secret = _cipher(new).encrypt(_cipher(old).decrypt(factor.secret.encode())).decode()
        changed += 1
    session.flush()
    return changed


def picture_of(secret: str, login_id: str, issuer: str) -> str:
    """A QR code of the secret, as the address of an inline picture; `issuer` is what the app calls it."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=login_id, issuer_name=issuer)
    picture: str = segno.make(uri, error="m").svg_data_uri(scale=5, border=4, light="#fff", dark="#1f2933")
    return picture


def _opens(factor: SecondFactor, key: bytes) -> bool:
    try:
        _cipher(key).decrypt(factor.secret.encode())
    except InvalidToken:
        return False
    return True


def _of(learner_id: int) -> Select[SecondFactor]:
    return (
        select(SecondFactor)
        .where(SecondFactor.learner_id == learner_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _matching_step(factor: SecondFactor, digits: str, at: datetime, key: bytes) -> int | None:
    try:
        totp = pyotp.TOTP(secret_of(factor, key=key))
    except InvalidToken:
        return None  # the installation's secret was replaced: a colleague resets this factor
    now, typed = int(at.timestamp()) // STEP_SECONDS, normal_code(digits).encode()
    right = [step for step in (now + around for around in STEPS_AROUND)
             if hmac.compare_digest(totp.generate_otp(step).encode(), typed)]  # fmt: skip
    fresh = [step for step in right if factor.last_step is None or step > factor.last_step]
    return max(fresh, default=None)


@cache
def _nobodys(key: bytes) -> SecondFactor:
    return SecondFactor(secret=_cipher(key).encrypt(pyotp.random_base32().encode()).decode())


def _cipher(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))
