"""送信箱: messages as they will be sent; a row is the promise that one goes out, once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Model, choice
from webapp.wording import mark


class MessageState(StrEnum):
    """Where a message stands: 送信待ち, 送信済み, ファイルに書き出し済み, 送信できず, 送らない."""

    QUEUED = "queued"
    SENT = "sent"
    # No mail server is set, so it reached nobody yet: an honest page tells this from 送信済み.
    WRITTEN = "written"
    FAILED = "failed"
    DROPPED = "dropped"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STATES[self]


class Problem(StrEnum):
    """Why a message was not sent: 形が違う宛先, 受取拒否, 受け取られず, 送信できないサーバー, 期限切れ."""

    NO_ADDRESS = "no_address"
    REFUSED = "refused"
    NOT_TAKEN = "not_taken"
    NO_SERVER = "no_server"
    TOO_LATE = "too_late"

    @property
    def sentence_ja(self) -> str:
        """What happened and what to do, in Japanese, which is also the key of its translation."""
        return _PROBLEMS[self]


_PROBLEMS = {
    Problem.NO_ADDRESS: mark("宛先が、メールアドレスの形になっていません。アドレスを直してください。"),
    Problem.REFUSED: mark(
        "相手のメールサーバーが、受け取りを断りました。アドレスに誤りがないか確かめてください。"
    ),
    Problem.NOT_TAKEN: mark("相手のメールサーバーが、今は受け取れないと答えています。"),
    Problem.NO_SERVER: mark("送信用のメールサーバーを使えませんでした。システム管理者に知らせてください。"),
    Problem.TOO_LATE: mark(
        "コードが使える時間のうちに送れませんでした。本人に、もう一度手続きをお願いしてください。"
    ),
}
_STATES = {
    MessageState.QUEUED: mark("送信待ち"),
    MessageState.SENT: mark("送信済み"),
    MessageState.WRITTEN: mark("ファイルに書き出し済み"),
    MessageState.FAILED: mark("送信できず"),
    MessageState.DROPPED: mark("配信停止のため送らず"),
}


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
    # The text without its codes and links, where it has some that open something by themselves: the office sees
    # this one, and nothing else is kept once the message is on its way.
    covered: Mapped[str | None] = mapped_column(Text)
    # 次回案内 and the like carry a way to switch them off, and are dropped where somebody did.
    essential: Mapped[bool]
    # A person's and an offering's id where it concerns one; who they are is not this room's business.
    learner_id: Mapped[int | None] = mapped_column(index=True)
    offering_id: Mapped[int | None] = mapped_column(index=True)
    state: Mapped[MessageState] = mapped_column(choice(MessageState), default=MessageState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    # Also the lease of whoever is sending it: nobody else takes it up before.
    next_try_at: Mapped[datetime]
    # A code is dead after its minutes; sending it later would only confuse.
    useless_after: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    problem: Mapped[Problem | None] = mapped_column(choice(Problem))
    # What the mail server said to it.
    answer: Mapped[str] = mapped_column(String(300), default="")


class Unsubscribed(Model):
    """配信停止: an address that wants no mail that is not essential."""

    __tablename__ = "unsubscribed"

    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    since: Mapped[datetime]
