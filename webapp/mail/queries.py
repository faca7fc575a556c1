"""送信箱を見る: the messages of some offerings, filtered, searched and cut into pages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from webapp.mail.models import Message, MessageState

PAGE = 50


@dataclass(frozen=True)
class Scope:
    """範囲: the offerings whose messages somebody sees; `of_none` adds those that concern no offering."""

    offerings: Collection[int]
    of_none: bool = False

    def condition(self) -> ColumnElement[bool]:
        """The same as SQL."""
        of_none = Message.offering_id.is_(None) if self.of_none else false()
        return or_(Message.offering_id.in_(self.offerings), of_none)

    def __contains__(self, message: Message) -> bool:
        return self.of_none if message.offering_id is None else message.offering_id in self.offerings


@dataclass(frozen=True)
class Found:
    """One page of messages, the newest first, and whether older ones follow."""

    messages: Sequence[Message]
    page: int
    more: bool


def find_messages(
    session: Session, scope: Scope, state: MessageState | None = None, address: str = "", page: int = 1
) -> Found:
    """The messages in a state, if one is named, to addresses that begin like this."""
    wanted = [scope.condition()]
    if state is not None:
        wanted.append(Message.state == state)
    if address.strip():
        wanted.append(func.lower(Message.address).startswith(address.strip().lower(), autoescape=True))
    rows = session.scalars(
        select(Message).where(*wanted).order_by(Message.id.desc()).offset(PAGE * (page - 1)).limit(PAGE + 1)
    ).all()
    return Found(rows[:PAGE], page, len(rows) > PAGE)


def count_by_state(session: Session, scope: Scope) -> dict[MessageState, int]:
    """How many messages stand where."""
    rows = session.execute(
        select(Message.state, func.count().label("number")).where(scope.condition()).group_by(Message.state)
    )
    return {row.state: row.number for row in rows}
