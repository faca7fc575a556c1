"""送信箱: messages as they will be sent; a row is the promise that one goes out, once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Model, choice


class MessageState(StrEnum):
    """Where a message stands: 送信待ち, 送信済み, 送信できず, 送らない."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Message(Model):
    """メール: one message to one address, written when it was decided, sent in the background."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_state_next_try_at", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Asking twice for the same message sends it once.
    key: Mapped[str] = mapped_column(String(200), unique=True)
    template: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    # 次回案内 and the like carry a way to switch them off, and are dropped where somebody did.
    essential: Mapped[bool]
    # A person's and an offering's id where it concerns one; who they are is not this room's business.
    learner_id: Mapped[int | None] = mapped_column(index=True)
    offering_id: Mapped[int | None] = mapped_column(index=True)
    state: Mapped[MessageState] = mapped_column(choice(MessageState), default=MessageState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(300), default="")


class Unsubscribed(Model):
    """配信停止: an address that wants no mail that is not essential."""

    __tablename__ = "unsubscribed"

    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    since: Mapped[datetime]
