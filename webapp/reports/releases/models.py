"""起案と公表: tables of drafts, their steps, what was released, and what was taken out of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Learner
from webapp.programme.models import Partner
from webapp.reports.frozen.report import Edition, Version
from webapp.wording import mark


class DraftState(StrEnum):
    """起案の状態: 起案中, 確認待ち, 決裁待ち, 決裁済, 差し戻し."""

    DRAFTING = "drafting"
    TO_CONFIRM = "to_confirm"
    TO_DECIDE = "to_decide"
    DECIDED = "decided"
    SENT_BACK = "sent_back"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STATES[self]


class StepKind(StrEnum):
    """手続: 起案, 確認, 決裁, 差し戻し."""

    DRAFT = "draft"
    CONFIRM = "confirm"
    DECIDE = "decide"
    SEND_BACK = "send_back"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STEPS[self]


_STATES = {
    DraftState.DRAFTING: mark("起案中"),
    DraftState.TO_CONFIRM: mark("確認待ち"),
    DraftState.TO_DECIDE: mark("決裁待ち"),
    DraftState.DECIDED: mark("決裁済"),
    DraftState.SENT_BACK: mark("差し戻し"),
}
_STEPS = {
    StepKind.DRAFT: mark("起案"),
    StepKind.CONFIRM: mark("確認"),
    StepKind.DECIDE: mark("決裁"),
    StepKind.SEND_BACK: mark("差し戻し"),
}


class ReportDraft(Model):
    """起案: a report on its way to paper; what was handed in is frozen, so that what is decided is what was confirmed."""

    __tablename__ = "report_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    quarter: Mapped[int | None]
    edition: Mapped[Edition] = mapped_column(choice(Edition))
    version: Mapped[Version] = mapped_column(choice(Version))
    as_of: Mapped[date]
    closing: Mapped[date]
    # A correction names the number of the release that it takes the place of, and why.
    replaces_number: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    summary_ja: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    causes_ja: Mapped[str] = mapped_column(Text, default="")
    causes_en: Mapped[str] = mapped_column(Text, default="")
    next_steps_ja: Mapped[str] = mapped_column(Text, default="")
    next_steps_en: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[DraftState] = mapped_column(choice(DraftState), default=DraftState.DRAFTING)
    # Names of the sheets whose coarser form was chosen, since the finer one would be mostly x.
    coarser: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Of a 市町村別1枚: whose paper it is, by the town's code.
    town: Mapped[str | None] = mapped_column(String(5))
    # 活用事例 that were chosen for it, by their ids.
    cases: Mapped[list[int]] = mapped_column(JSON, default=list)
    # {"report": …, "protection": …} as it was handed in; None before that.
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    made_at: Mapped[datetime]

    partner: Mapped[Partner] = relationship()
    steps: Mapped[list["ReportStep"]] = relationship(back_populates="draft", order_by="ReportStep.id")


class ReportStep(Model):
    """手続の一つ: who did what with a draft, when, and over which bytes."""

    __tablename__ = "report_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"), index=True)
    kind: Mapped[StepKind] = mapped_column(choice(StepKind))
    by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), index=True)
    at: Mapped[datetime]
    comment: Mapped[str] = mapped_column(Text, default="")
    content_sha256: Mapped[str] = mapped_column(String(64))

    draft: Mapped[ReportDraft] = relationship(back_populates="steps")
    by: Mapped[Learner] = relationship()


class ReportRelease(Model):
    """公表した報告書: a numbered snapshot from which its bytes are made again; never changed, never deleted."""

    __tablename__ = "report_release"
    __table_args__ = (UniqueConstraint("fiscal_year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"), unique=True)
    fiscal_year: Mapped[int]
    number: Mapped[int]
    quarter: Mapped[int | None]
    edition: Mapped[Edition] = mapped_column(choice(Edition))
    version: Mapped[Version] = mapped_column(choice(Version))
    town: Mapped[str | None] = mapped_column(String(5))
    # {"report": …, "protection": …}: the protection holds the seed and the proofs and never leaves the house.
    snapshot: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    released_at: Mapped[datetime]
    released_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("report_release.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")

    replaces: Mapped["ReportRelease | None"] = relationship(remote_side=[id])


class ProtectionDecision(Model):
    """秘匿の判断: what was merged or hidden in a draft and why, as it was looked at and decided."""

    __tablename__ = "protection_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"), index=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    told: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))


class CopyLog(Model):
    """転記の記録: who copied which table of a release into another paper."""

    __tablename__ = "copy_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("report_release.id"), index=True)
    table_key: Mapped[str] = mapped_column(String(100))
    copied_at: Mapped[datetime]
    copied_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))


class OpenData(Model):
    """オープンデータの公開: who proposed the open data of a release, and which other person released it; none of its bytes."""

    __tablename__ = "open_data"

    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("report_release.id"), unique=True)
    # Of the file that was proposed: no other is released.
    sha256: Mapped[str] = mapped_column(String(64))
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    proposed_by: Mapped[Learner] = relationship(foreign_keys=[proposed_by_id])
    released_by: Mapped[Learner | None] = relationship(foreign_keys=[released_by_id])
