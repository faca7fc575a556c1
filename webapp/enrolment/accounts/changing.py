"""パスワードを変える: the new one counts at once, and every browser that knew the old one must sign in again."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.accounts.addresses import confirmed_addresses
from webapp.enrolment.accounts.password_rules import check_password
from webapp.enrolment.models import Learner
from webapp.enrolment.operations import NotPossible
from webapp.fiscal_year import in_japan
from webapp.mail.outbox import send
from webapp.passwords import hash_password, is_right
from webapp.wording import mark

SENDER = {"ja": "立山 データサイエンス講座", "en": "Tateyama data science courses"}


class WrongPassword(NotPossible):
    """The password that was asked for before a change is not this person's."""


def prove(learner: Learner, password: str) -> None:
    """Raise WrongPassword unless this is the person's password."""
    if not is_right(learner.password_hash, password):
        raise WrongPassword(mark("いまのパスワードが違います。もう一度入力してください。"))


def set_password(session: Session, learner: Learner, password: str, at: datetime, *, why: str) -> None:
    """パスワードを設定する: raises UnfitPassword; ends every session, tells the person's confirmed addresses.

    The caller ends the hub's sessions after the commit (`sessions.end_at_hub`).
    """
    check_password(learner, password)
    learner.password_hash = hash_password(password)
    learner.must_change_password = False
    end_sessions(session, learner)
    record(session, at, learner.id, why, f"learner/{learner.id}")
    tell(session, learner, "password_changed", at, {})
    session.flush()


def end_sessions(session: Session, learner: Learner) -> None:
    """Let no browser that is signed in now stay so."""
    # Counted by the database: two changes at once are two.
    learner.session_stamp = Learner.session_stamp + 1
    learner.hub_sessions_pending = True
    session.flush()


def tell(
    session: Session, learner: Learner, template: str, at: datetime, values: dict[str, str], *also: str
) -> None:
    """Tell somebody of a change of their account, at every address that is or was theirs."""
    when = in_japan(at).strftime("%Y-%m-%d %H:%M")
    known = {"when": when, "sender": SENDER[language_of(learner)], **values}
    for address in dict.fromkeys([*confirmed_addresses(learner), *also]):
        key = f"{template}:{learner.id}:{learner.session_stamp}:{at.isoformat()}:{address}"[:200]
        send(session, template, address, language_of(learner), known, at, key=key, learner_id=learner.id)


def language_of(learner: Learner) -> str:
    """ja or en."""
    return "en" if learner.language == "en" else "ja"
