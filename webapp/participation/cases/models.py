"""活用事例: the table of cases, from the offer to the page that everybody may read."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment
from webapp.wording import mark


class CaseState(StrEnum):
    """活用事例の状態: 申し出, 本人の確認待ち, 公開待ち, 公開中, 取り下げ, 見送り."""

    OFFERED = "offered"
    TO_APPROVE = "to_approve"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STATES[self]


_STATES = {
    CaseState.OFFERED: mark("編集中"),
    CaseState.TO_APPROVE: mark("本人の確認待ち"),
    CaseState.APPROVED: mark("公開待ち"),
    CaseState.PUBLISHED: mark("公開中"),
    CaseState.WITHDRAWN: mark("取り下げ"),
    CaseState.DECLINED: mark("見送り"),
}
# What is printed, in its order; 承認 is of exactly these.
PRINTED = ("title", "organisation", "field", "problem", "effort", "result")


class UseCase(Model):
    """活用事例: what a learner did with what they learned; printed only in the words that they approved."""

    __tablename__ = "use_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    # One of a course taken: a second press of the button is the same offer.
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    state: Mapped[CaseState] = mapped_column(choice(CaseState))
    # Which text of the consent this person agreed to, and when.
    consent_version: Mapped[str] = mapped_column(String(20))
    consented_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(String(80), default="")
    # Empty: 匿名.
    organisation: Mapped[str] = mapped_column(String(200), default="")
    # 業種 or 校種, in words.
    field: Mapped[str] = mapped_column(String(100), default="")
    problem: Mapped[str] = mapped_column(String(600), default="")
    effort: Mapped[str] = mapped_column(String(600), default="")
    result: Mapped[str] = mapped_column(String(600), default="")
    # What the person wants changed before they approve.
    wish: Mapped[str] = mapped_column(String(600), default="")
    # The digest of the words that were approved; other words need another approval.
    approved_sha256: Mapped[str | None] = mapped_column(String(64))
    approved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    enrolment: Mapped[Enrolment] = relationship()

    @property
    def sha256(self) -> str:
        """The digest of what would be printed now."""
        told = [getattr(self, name) for name in PRINTED]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    @property
    def is_as_approved(self) -> bool:
        """Whether these are the very words that the person approved."""
        return self.approved_sha256 == self.sha256
