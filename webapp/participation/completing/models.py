"""修了の判断: a person's decision beside the rule, one row each, never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.enrolment.models import Enrolment, Learner


class CompletionDecision(Model):
    """修了の認定・取消: who decided about a completion beside the rule, and why; the newest counts."""

    __tablename__ = "completion_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    granted: Mapped[bool]
    # Shown to the learner as it was typed.
    reason: Mapped[str] = mapped_column(String(500))
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))

    enrolment: Mapped[Enrolment] = relationship()
    decided_by: Mapped[Learner] = relationship()
