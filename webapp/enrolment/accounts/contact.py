"""メールアドレスを変える: the new one is confirmed by a code, the old one is told; the login ID stays."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.accounts.changing import SENDER, language_of, tell
from webapp.enrolment.accounts.codes import Issued, issue, redeem_code, redeem_token
from webapp.enrolment.accounts.models import OneTimeCode, Purpose
from webapp.enrolment.models import Learner, normal_address
from webapp.enrolment.operations import NotPossible
from webapp.mail.outbox import send
from webapp.wording import mark

PURPOSES = {"first": Purpose.CONFIRM_EMAIL, "second": Purpose.CONFIRM_SECOND_EMAIL}
MINUTES = 30


def ask_to_confirm(
    session: Session, learner: Learner, which: str, typed: str, at: datetime, *, key: bytes, link: str
) -> Issued:
    """確認の番号を送る: to the new address; nothing changes until it comes back.

    `which` is "first" or "second"; `link` is the address of the confirming page, to which the token is added.
    """
    address = normal_address(typed)
    if not is_address(address):
        raise NotPossible(mark("メールアドレスの形になっていません。もう一度確かめてください。"))
    confirmed = learner.email_confirmed_at if which == "first" else learner.second_email_confirmed_at
    mine = learner.email if which == "first" else learner.second_email
    if address == mine and confirmed:
        raise NotPossible(mark("いまのアドレスと同じです。"))
    if which == "second" and address == learner.email:
        raise NotPossible(
            mark("一つ目のアドレスと同じです。職場を離れても読める、別のアドレスにしてください。")
        )
    purpose = PURPOSES[which]
    # One person changes one address at a time: the code is theirs, whatever address they try.
    issued = issue(session, purpose, at, key=key, address=address, learner=learner, minutes=MINUTES)
    values = {
        "code": issued.code,
        "link": f"{link}/{issued.token}",
        "minutes": MINUTES,
        "sender": SENDER[language_of(learner)],
    }
    send(
        session, "confirm_email", address, language_of(learner), values, at,
        key=f"confirm_email:{issued.row.id}:{at.isoformat()}", learner_id=learner.id,
    )  # fmt: skip
    return issued


def confirm_by_code(
    session: Session, learner: Learner, which: str, address: str, code: str, at: datetime, *, key: bytes
) -> bool:
    """Take the address over where the code is right; the caller commits in either case."""
    row = redeem_code(session, PURPOSES[which], address, code, at, key=key, learner=learner)
    if row is not None:
        _take_over(session, row, at)
    return row is not None


def confirm_by_token(session: Session, purpose: Purpose, token: str, at: datetime) -> bool:
    """The same, by the button behind the link; who has the link reads the address's mail."""
    row = redeem_token(session, purpose, token, at)
    if row is not None:
        _take_over(session, row, at)
    return row is not None


def masked(address: str) -> str:
    """伏せたアドレス: enough to know one's own by, in a message that others may read."""
    name, _, place = address.rpartition("@")
    return f"{name[:1]}••••@{place}"


def remove_second(session: Session, learner: Learner, at: datetime) -> None:
    """Forget the second address; it is told."""
    old = learner.second_email
    if old is None:
        return
    told = old if learner.second_email_confirmed_at else None
    learner.second_email = learner.second_email_confirmed_at = None
    record(session, at, learner.id, "second_email_removed", f"learner/{learner.id}")
    tell(session, learner, "email_changed", at, {"old_address": masked(old)}, *([told] if told else []))
    session.flush()


def _take_over(session: Session, row: OneTimeCode, at: datetime) -> None:
    learner = row.learner
    if learner is None:
        raise ValueError("a code that confirms an address is somebody's")
    second = row.purpose is Purpose.CONFIRM_SECOND_EMAIL
    old = learner.second_email if second else learner.email
    was_confirmed = learner.second_email_confirmed_at if second else learner.email_confirmed_at
    if second:
        learner.second_email, learner.second_email_confirmed_at = row.address, at
    else:
        learner.email, learner.email_confirmed_at = row.address, at
        learner.email_is_shared = learner.email_is_shared and old == row.address
        if learner.second_email == row.address:
            learner.second_email = learner.second_email_confirmed_at = None
    action = "second_email_changed" if second else "email_changed"
    record(session, at, learner.id, action, f"learner/{learner.id}")
    if old and old != row.address:
        # An address that nobody ever confirmed is told too: it may have been typed by staff and be right.
        tell(
            session,
            learner,
            "email_changed",
            at,
            {"old_address": masked(old)},
            *([old] if was_confirmed else []),
        )
    session.flush()
