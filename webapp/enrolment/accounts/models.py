"""アカウントの秘密: tables of one-time codes and second factors; only hashes of what opens something are kept."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Learner


class Purpose(StrEnum):
    """What a one-time code is for."""

    APPLY = "apply"
    CONFIRM_EMAIL = "confirm_email"
    CONFIRM_SECOND_EMAIL = "confirm_second_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password
    CARD = "card"


class OneTimeCode(Model):
    """一回限りのコード: six digits by mail, or the code on a 利用者カード; used once, within its time."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index("ix_one_time_code_address_purpose", "address", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    # Where it was sent; empty for one that was printed.
    address: Mapped[str] = mapped_column(String(254), default="")
    code_hash: Mapped[str] = mapped_column(String(200))
    # The link beside the code, which shows a button and changes nothing by being opened.
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    # What waits for the confirmation: an application as it was typed.
    waiting: Mapped[dict[str, Any]] = mapped_column(default=dict)

    learner: Mapped[Learner | None] = relationship()


class SecondFactor(Model):
    """二段階認証 (TOTP): asked of everybody who sees other people's data."""

    __tablename__ = "second_factor"

    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), primary_key=True)
    # Encrypted with the installation's key: a stolen copy of the database opens nothing.
    secret: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None]
    # The newest step that was used, so that a code that somebody saw works no second time.
    last_step: Mapped[int | None]

    learner: Mapped[Learner] = relationship()


class RecoveryCode(Model):
    """予備コード: for the day on which the phone is lost."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(200))
    used_at: Mapped[datetime | None]

    learner: Mapped[Learner] = relationship()
