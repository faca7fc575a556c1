"""訂正の請求の表: what stood there, what should, and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.enrolment.models import Learner


class Correction(Model):
    """訂正の請求: one field of one person, both values, and the office's answer."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    # The year whose attribute it is; None for the name, which has no year.
    fiscal_year: Mapped[int | None]
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(String(200))
    after: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(500), default="")
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))
    # None while nobody has decided.
    accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(String(500), default="")

    learner: Mapped[Learner] = relationship(foreign_keys=[learner_id])
