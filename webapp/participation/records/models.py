"""研修履歴の提供: to whom records go, what one teacher agreed to send, and each hand-over."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.models import Partner
from webapp.wording import mark


class RecipientKind(StrEnum):
    """提供先の立場: 任命権者, 設置者, 研修実施者."""

    APPOINTER = "appointer"
    FOUNDER = "founder"
    TRAINER = "trainer"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    RecipientKind.APPOINTER: mark("任命権者"),
    RecipientKind.FOUNDER: mark("設置者"),
    RecipientKind.TRAINER: mark("研修実施者"),
}


class RecordRecipient(Model):
    """研修履歴の提供先: an organisation that keeps training records, and the form in which it takes them."""

    __tablename__ = "record_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    # Whose office hands the files over.
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    kind: Mapped[RecipientKind] = mapped_column(choice(RecipientKind))
    name: Mapped[str] = mapped_column(String(200))
    # 受領の窓口: the desk to which the file is handed.
    address: Mapped[str] = mapped_column(String(300))
    mapping: Mapped[str] = mapped_column(Text)
    is_open: Mapped[bool] = mapped_column(default=True)

    partner: Mapped[Partner] = relationship()


class RecordHandOver(Model):
    """研修履歴の引渡し: one file that the office took out for one recipient."""

    __tablename__ = "record_hand_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("record_recipient.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    rows: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    # The form of its day, so that the same file can be taken out again.
    mapping: Mapped[str] = mapped_column(Text)

    recipient: Mapped[RecordRecipient] = relationship()


class TrainingRecord(Model):
    """研修履歴: exactly what a teacher saw and agreed to hand to one recipient."""

    __tablename__ = "training_record"
    __table_args__ = (
        # One that stands per enrolment and recipient; who takes it back may send it again.
        Index(
            "uq_training_record_standing",
            "enrolment_id",
            "recipient_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("record_recipient.id"), index=True)
    # The fields that the recipient's form names, by their names of `fields.FIELDS`.
    told: Mapped[dict[str, Any]]
    # Which words of consent were shown.
    consent_version: Mapped[int]
    agreed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    hand_over_id: Mapped[int | None] = mapped_column(ForeignKey("record_hand_over.id"), index=True)

    learner: Mapped[Learner] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
    recipient: Mapped[RecordRecipient] = relationship()
    hand_over: Mapped[RecordHandOver | None] = relationship()

    @property
    def receipt_number(self) -> str:
        """受付番号: what the teacher keeps."""
        return f"K-{self.id:06d}"
