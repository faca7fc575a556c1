"""現場ニーズの表: visits, the needs heard, every step of what became of them, and what answers them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.models import Offering, Partner
from webapp.programme.organisations import Organisation
from webapp.programme.outreach.models import Outreach
from webapp.wording import mark


class NeedState(StrEnum):
    """対応の状況: 検討中, 対応予定, 対応済, 対応困難."""

    CONSIDERED = "considered"
    PLANNED = "planned"
    MET = "met"
    DIFFICULT = "difficult"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STATES[self]


class NeedSource(StrEnum):
    """どこで聞いたか: 訪問, 申込フォーム, 要望フォーム, 官民データラウンドテーブル, アンケート, 取り込み."""

    VISIT = "visit"
    APPLICATION = "application"
    FORM = "form"
    ROUND_TABLE = "round_table"
    SURVEY = "survey"
    IMPORT = "import"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _SOURCES[self]


_STATES = {
    NeedState.CONSIDERED: mark("検討中"),
    NeedState.PLANNED: mark("対応予定"),
    NeedState.MET: mark("対応済"),
    NeedState.DIFFICULT: mark("対応困難"),
}
_SOURCES = {
    NeedSource.VISIT: mark("訪問"),
    NeedSource.APPLICATION: mark("申込フォーム"),
    NeedSource.FORM: mark("要望フォーム"),
    NeedSource.ROUND_TABLE: mark("官民データラウンドテーブル"),
    NeedSource.SURVEY: mark("アンケート"),
    NeedSource.IMPORT: mark("取り込み"),
}


class Visit(Model):
    """訪問記録: a contact at which needs were heard; one form writes both."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    outreach_id: Mapped[int] = mapped_column(ForeignKey("outreach.id"), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    visited_on: Mapped[date]
    # 訪問者 of the partnership, as typed.
    visitors: Mapped[str] = mapped_column(String(200), default="")
    noted: Mapped[str] = mapped_column(Text, default="")
    # What the phone's form sends along, so that a double press writes one visit.
    key: Mapped[str] = mapped_column(String(40), unique=True)
    recorded_at: Mapped[datetime]

    outreach: Mapped[Outreach] = relationship()
    organisation: Mapped[Organisation] = relationship()
    needs: Mapped[list["Need"]] = relationship(back_populates="visit", order_by="Need.id")


class Need(Model):
    """現場ニーズ: one thing that somebody in the field asked for; a repeated one points at the first."""

    __tablename__ = "need"

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    heard_on: Mapped[date] = mapped_column(index=True)
    source: Mapped[NeedSource] = mapped_column(choice(NeedSource))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    # As they were when it was heard: an organisation's own may be mended later.
    industry: Mapped[str | None] = mapped_column(String(1))
    school_type: Mapped[str | None] = mapped_column(String(40))
    wanted: Mapped[str] = mapped_column(String(1000))
    # Who said it, where no organisation of ours is known, and whom to tell, if that person agreed to it.
    said_by: Mapped[str] = mapped_column(String(200), default="")
    contact_name: Mapped[str | None] = mapped_column(String(200))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_agreed_on: Mapped[date | None]
    # By it the same form, row or answer is kept once; it leads back to nobody.
    key: Mapped[str | None] = mapped_column(String(80), unique=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    recorded_at: Mapped[datetime]

    host: Mapped[Partner] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    visit: Mapped[Visit | None] = relationship(back_populates="needs")
    moves: Mapped[list["NeedMove"]] = relationship(order_by="NeedMove.id", cascade="all, delete-orphan")
    answers: Mapped[list["NeedAnswer"]] = relationship(order_by="NeedAnswer.id", cascade="all, delete-orphan")

    @property
    def state(self) -> NeedState:
        """Where it stands now: the newest move, 検討中 before the first."""
        return self.moves[-1].state if self.moves else NeedState.CONSIDERED


class NeedMove(Model):
    """対応の記録: one step of a need with its day and why; appended only, so that any day's state can be told."""

    __tablename__ = "need_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    state: Mapped[NeedState] = mapped_column(choice(NeedState))
    reason: Mapped[str] = mapped_column(String(500), default="")
    moved_on: Mapped[date]
    moved_by: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    moved_at: Mapped[datetime]


class NeedAnswer(Model):
    """対応する講座: the lesson or the offering that answers a need, and whether the organisation was told."""

    __tablename__ = "need_answer"
    __table_args__ = (UniqueConstraint("need_id", "course_slug", "lesson_slug", "offering_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    # What is taught lives in git, so slugs; an empty lesson is the whole course.
    course_slug: Mapped[str] = mapped_column(String(60))
    lesson_slug: Mapped[str] = mapped_column(String(60), default="")
    offering_id: Mapped[int | None] = mapped_column(ForeignKey("offering.id"), index=True)
    told_at: Mapped[datetime | None]
    added_at: Mapped[datetime]

    offering: Mapped[Offering | None] = relationship()
