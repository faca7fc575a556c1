"""文書の記録: which letter went out under which 文書番号; the same letter keeps its number."""

from datetime import datetime
from enum import StrEnum

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


class Letter(Model):
    """文書: one numbered letter of a partner in a fiscal year."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("partner_id", "fiscal_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    fiscal_year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[LetterKind] = mapped_column(choice(LetterKind))
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), index=True)
    addressee: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    partner: Mapped[Partner] = relationship()
    offering: Mapped[Offering] = relationship()
    application: Mapped[Application | None] = relationship()
