"""配達: takes messages that are due, one at a time, and keeps what became of each.

A message is claimed before it is sent, in a transaction of its own, and what became of it is written afterwards. A process
that dies between the two leaves a lease behind; when that has run out the message is sent once more, perhaps a
second time, under the same Message-ID. Mail knows no better than that. In every other case it goes out once.

Claim in a writing transaction: on SQLite that alone keeps two workers apart, on PostgreSQL SKIP LOCKED does.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.mail.carriers import Carrier, Deferred, NotDelivered, Refused
from webapp.mail.envelope import NoAddress, envelope
from webapp.mail.links import OURS
from webapp.mail.models import Message, MessageState, Problem
from webapp.mail.stopping import is_stopped
from webapp.mail.templates import TEMPLATES

log = logging.getLogger(__name__)

# Longer than the longest talk with a server that answers each step at the last second.
LEASE = timedelta(minutes=15)
# Before the second try, the third, …: about a day in all.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 480))


class NotPossible(ValueError):
    """The message cannot be sent again."""


def has_due(session: Session, at: datetime) -> bool:
    """Whether a claim would find something; a plain read, for looking without the write lock."""
    return session.scalar(select(Message.id).where(_due(at)).limit(1)) is not None


def claim(session: Session, at: datetime) -> Message | None:
    """Take the message whose turn it is, codes first, since somebody waits for them; None where there is none."""
    next_one = (
        select(Message)
        .where(_due(at))
        .order_by(Message.useless_after.is_(None), Message.next_try_at, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    while (found := session.scalar(next_one)) is not None:
        if not _is_over(session, found, at):
            found.tries += 1
            found.next_try_at = at + LEASE
            session.flush()
            return found
        _forget(session, found)
        session.flush()
    return None


def carry(message: Message, carrier: Carrier, stop_link: str, home: str = OURS) -> NotDelivered | None:
    """Hand a claimed message to its carrier, outside any transaction; what went wrong, if anything did."""
    try:
        made = envelope(message, carrier.sender, stop_link, home=home, readable=carrier.readable)
        carrier.carry(message.id, made)
    except NoAddress:
        return Refused(Problem.NO_ADDRESS)
    except NotDelivered as error:
        return error
    return None


def keep_outcome(
    session: Session,
    claimed: Message,
    delivered: MessageState,
    failure: NotDelivered | None,
    at: datetime,
    *,
    keep_secrets: bool = False,
) -> None:
    """Keep what became of a claimed message; nothing, where the lease ran out and somebody else has it now."""
    message = session.scalar(
        select(Message)
        .where(
            Message.id == claimed.id,
            Message.state == MessageState.QUEUED,
            Message.next_try_at == claimed.next_try_at,
        )
        .with_for_update()
    )
    if message is None:
        return
    message.problem = failure.problem if failure else None
    message.answer = failure.answer[:300] if failure else ""
    if failure is None:
        message.state, message.sent_at = delivered, at
        if not keep_secrets:
            _cover(message)
    elif isinstance(failure, Deferred) and message.tries <= len(PAUSES):
        message.next_try_at = at + PAUSES[message.tries - 1]
    else:
        _fail(message, failure.problem)
    _forget(session, message)
    session.flush()


def send_again(session: Session, message: Message, at: datetime) -> None:
    """送り直す: try a failed message anew, for another day; raises NotPossible for any other, and for dead codes."""
    session.refresh(message, with_for_update=True)
    if not can_be_sent_again(message):
        raise NotPossible
    message.state, message.tries, message.next_try_at = MessageState.QUEUED, 0, at
    message.problem, message.answer = None, ""
    session.flush()


def can_be_sent_again(message: Message) -> bool:
    """Whether it failed and what it says still holds."""
    return message.state is MessageState.FAILED and message.useless_after is None


def _due(at: datetime) -> ColumnElement[bool]:
    return (Message.state == MessageState.QUEUED) & (Message.next_try_at <= at)


def _is_over(session: Session, message: Message, at: datetime) -> bool:
    """Settle a message that need not be sent at all any more."""
    if not message.essential and is_stopped(session, message.address):
        message.state = MessageState.DROPPED
        _cover(message)
        return True
    if message.useless_after is not None and message.useless_after <= at:
        _fail(message, Problem.TOO_LATE)
        return True
    if message.tries > len(PAUSES):  # whoever sent it died, each time
        _fail(message, message.problem or Problem.NO_SERVER)
        return True
    return False


def _fail(message: Message, problem: Problem) -> None:
    message.state, message.problem = MessageState.FAILED, problem
    if message.useless_after is not None:
        _cover(message)
    log.warning("message %s (%s) could not be sent: %s", message.id, message.template, problem.value)


def _forget(session: Session, message: Message) -> None:
    """Keep nothing of a message whose template says so, once no more is to be tried."""
    known = TEMPLATES.get(message.template)
    if known is not None and known.forgotten and message.state is not MessageState.QUEUED:
        session.delete(message)


def _cover(message: Message) -> None:
    """A code or a personal link has no business in the database once its message is on its way."""
    message.body = message.covered or message.body
