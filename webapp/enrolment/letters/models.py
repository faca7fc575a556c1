"""文書の記録: which letter went out under which 文書番号; the same letter keeps its number."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Application
from webapp.programme.models import Offering, Partner
from webapp.wording import mark


class LetterKind(StrEnum):
    """文書の種類: 受講決定通知, 受講者推薦依頼, 名簿."""

    ACCEPTANCE = "acceptance"
    NOMINATION = "nomination"
    ROSTER = "roster"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    LetterKind.ACCEPTANCE: mark("受講決定通知"),
    LetterKind.NOMINATION: mark("受講者推薦依頼"),
    LetterKind.ROSTER: mark("受講者名簿"),
}


class LetterHead(Model):
    """差出人: what stands on every letter of a partner: its 文書記号, who signs, whom to ask."""

    __tablename__ = "letter_head"

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    # 文書記号: what a number is preceded by, as in 架大DS第12号.
    mark: Mapped[str] = mapped_column(String(20))
    signatory: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(500))
    # 公印省略, in place of a square for the seal.
    omits_seal: Mapped[bool]

    partner: Mapped[Partner] = relationship()


class Letter(Model):
    """文書: one numbered letter of a partner in a fiscal year."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("partner_id", "fiscal_year", "number"),
        # The same letter is numbered once; those to nobody in particular have no application and no such limit.
        UniqueConstraint("kind", "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    fiscal_year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[LetterKind] = mapped_column(choice(LetterKind))
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    # The 文書記号 of its day, so that a number once given reads the same for ever.
    mark: Mapped[str] = mapped_column(String(20))
    addressee: Mapped[str] = mapped_column(String(200))
    # What its form asked: of a 名簿 its columns and whose rows, as ids; of a 推薦依頼 its terms.
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    partner: Mapped[Partner] = relationship()
    offering: Mapped[Offering] = relationship()
    application: Mapped[Application | None] = relationship()

    @property
    def shown_number(self) -> str:
        """文書番号: 架大DS第12号."""
        return f"{self.mark}第{self.number}号"
