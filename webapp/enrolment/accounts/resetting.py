"""パスワードの再設定: a code from one's mail and a second thing that only this person has; never a mailbox alone."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.addresses import confirmed_addresses, is_shared
from webapp.enrolment.accounts.changing import SENDER, language_of, set_password
from webapp.enrolment.accounts.codes import TooOften, check_code, issue, use
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.accounts.password_rules import check_password
from webapp.enrolment.accounts.recovery import check_recovery_code
from webapp.enrolment.accounts.second_factor import check_totp
from webapp.enrolment.models import Learner, normal_address, normal_login_id
from webapp.mail.outbox import send

MINUTES = 30
# What nobody has, so that an unknown person costs the same work as a known one.
NOBODY = "nobody@example.invalid"


def ask_for_reset(
    session: Session, login_id: str, address: str, at: datetime, *, key: bytes, link: str
) -> None:
    """番号を送る: to this and the other confirmed address of this account; tells nobody whether there is one.

    For a pair that does not belong together the same rows are written and taken back.
    """
    learner = find(session, login_id)
    address = normal_address(address)
    known = confirmed_addresses(learner) if learner else []
    belongs = address in known
    others = [other for other in known if other != address] if belongs else []
    _deliver(session, learner, address, at, key=key, link=link, really=belongs)
    other = others[0] if others else NOBODY
    _deliver(session, learner, other, at, key=key, link=link, really=bool(others))


def _deliver(
    session: Session,
    learner: Learner | None,
    address: str,
    at: datetime,
    *,
    key: bytes,
    link: str,
    really: bool,
) -> None:
    nested = session.begin_nested()
    try:
        issued = issue(
            session, Purpose.RESET_PASSWORD, at, key=key, address=address, learner=learner, minutes=MINUTES
        )
        language = language_of(learner) if learner else "ja"
        values = {"code": issued.code, "link": link, "minutes": MINUTES, "sender": SENDER[language]}
        send(
            session, "reset_password", address, language, values, at,
            key=f"reset_password:{issued.row.id}:{at.isoformat()}",
            learner_id=learner.id if learner else None,
        )  # fmt: skip
    except TooOften:
        nested.rollback()
        return
    if really:
        nested.commit()
    else:
        nested.rollback()


def reset_password(
    session: Session,
    login_id: str,
    address: str,
    code: str,
    proof: str,
    password: str,
    at: datetime,
    *,
    key: bytes,
    factor_key: bytes,
) -> Learner | None:
    """再設定する: None unless code and proof are right; raises UnfitPassword, and then nothing is used up.

    The proof is the code that went to the other address, six digits of one's 認証アプリ, or a 予備コード.
    Every check is made in every case. The caller commits, or a wrong try is not counted.
    """
    learner = find(session, login_id)
    address = normal_address(address)
    by_mail = check_code(session, Purpose.RESET_PASSWORD, address, code, at, key=key, learner=learner)
    by_other = _code_at_other(session, learner, address, proof, at, key=key)
    by_app = check_totp(session, learner, proof, at, key=factor_key)
    by_paper = check_recovery_code(session, learner, proof, key=key)
    if learner is None or by_mail is None or not (by_other or by_app or by_paper):
        if by_mail is not None:
            by_mail.tries += 1  # the second thing is not guessed behind a mail code that is right
            session.flush()
        return None
    check_password(learner, password)
    use(session, by_mail, at)
    if by_other is not None:
        use(session, by_other, at)
    elif by_app is not None:
        by_app.use(session)
    elif by_paper is not None:
        by_paper.used_at = at
    set_password(session, learner, password, at, why="password_reset")
    return learner


def _code_at_other(
    session: Session, learner: Learner | None, address: str, code: str, at: datetime, *, key: bytes
) -> OneTimeCode | None:
    """The code at the other address; two mailboxes that others read as well prove nothing."""
    known = confirmed_addresses(learner) if learner else []
    other = next((found for found in known if found != address), NOBODY)
    row = check_code(session, Purpose.RESET_PASSWORD, other, code, at, key=key, learner=learner)
    shared = [is_shared(session, learner, found) for found in (address, other)]
    return None if all(shared) else row


def find(session: Session, login_id: str) -> Learner | None:
    """The person with this login ID, however it was typed."""
    normal = normal_login_id(login_id[:200])
    if not normal.isprintable():
        return None
    return session.scalar(select(Learner).where(Learner.login_id == normal))
