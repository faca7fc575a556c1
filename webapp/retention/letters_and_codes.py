"""メールとコードの保存期間: letters sent, codes that are over, and addresses that nobody here has any more."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.models import OneTimeCode, RecoveryCode
from webapp.enrolment.applying.models import InvitedPerson
from webapp.enrolment.models import Learner
from webapp.mail.models import Message, MessageState, Unsubscribed
from webapp.participation.seminars.models import GuestContact
from webapp.retention.rules import Rule, Since


def _deleting(table: Any) -> Any:
    def let_go(session: Session, ids: Sequence[int]) -> None:
        session.execute(delete(table).where(table.id.in_(ids)))

    return let_go


def forget_addresses(session: Session, before: Any) -> int:
    """Addresses that want no mail, of nobody who has an account; they have no number, hence no rule. How many went."""
    theirs = exists().where(
        or_(Learner.email == func.lower(Unsubscribed.address), Learner.second_email == func.lower(Unsubscribed.address))
    )  # fmt: skip
    gone = session.execute(delete(Unsubscribed).where(Unsubscribed.since < before, ~theirs))
    return max(0, int(gone.rowcount))  # type: ignore[attr-defined]


def _let_contacts_go(session: Session, ids: Sequence[int]) -> None:
    session.execute(delete(GuestContact).where(GuestContact.guest_id.in_(ids)))


RULES = (
    Rule(
        "guest_contacts", "セミナー来場者の連絡先", "contacts of seminars' guests", Since.PEOPLE,
        lambda until: select(GuestContact.guest_id).where(GuestContact.agreed_at < until.people_at),
        _let_contacts_go,
    ),
    Rule(
        "messages", "送ったメール", "mail that was sent", Since.WORK,
        lambda until: select(Message.id).where(
            Message.queued_at < until.work_at, Message.state != MessageState.QUEUED
        ),
        _deleting(Message),
    ),
    Rule(
        "codes", "使い終わったコード", "codes that are used or over", Since.LOGS,
        lambda until: select(OneTimeCode.id).where(OneTimeCode.expires_at < until.log_at),
        _deleting(OneTimeCode),
    ),
    Rule(
        "recovery_codes", "使い終わった予備コード", "recovery codes that are used", Since.LOGS,
        lambda until: select(RecoveryCode.id).where(RecoveryCode.used_at < until.log_at),
        _deleting(RecoveryCode),
    ),
    Rule(
        "invited", "招待されて返事のない人", "people who were invited and did not answer", Since.LOGS,
        lambda until: select(InvitedPerson.id).where(InvitedPerson.expires_at < until.log_at),
        _deleting(InvitedPerson),
    ),
)  # fmt: skip
