"""事業と開講講座: tables of what is given, by whom and when."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.audience import Audience
from webapp.wording import mark


class OfferingState(StrEnum):
    """Where an offering stands: 準備中, 募集中, 開講中, 終了, 開講中止."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"
    CANCELLED = "cancelled"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _OFFERING_STATES[self]


class MeetingMode(StrEnum):
    """受講形態: 対面, オンライン, オンデマンド."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    ON_DEMAND = "on_demand"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _MEETING_MODES[self]


class MeetingState(StrEnum):
    """Whether a meeting takes place: 予定, 実施済, 休講, 振替."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MOVED = "moved"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _MEETING_STATES[self]


_OFFERING_STATES = {
    OfferingState.PLANNED: mark("準備中"),
    OfferingState.OPEN: mark("募集中"),
    OfferingState.RUNNING: mark("開講中"),
    OfferingState.CLOSED: mark("終了"),
    OfferingState.CANCELLED: mark("開講中止"),
}
_MEETING_MODES = {
    MeetingMode.IN_PERSON: mark("対面"),
    MeetingMode.ONLINE: mark("オンライン"),
    MeetingMode.ON_DEMAND: mark("オンデマンド"),
}
_MEETING_STATES = {
    MeetingState.PLANNED: mark("予定"),
    MeetingState.HELD: mark("実施済"),
    MeetingState.CANCELLED: mark("休講"),
    MeetingState.MOVED: mark("振替"),
}


class Partner(Model):
    """連携機関: a member of the partnership; hosts offerings (主催)."""

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name_ja: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))


class Programme(Model):
    """事業: the umbrella of one fiscal year, with its budget in yen."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(unique=True)
    name_ja: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    budget_yen: Mapped[int]


class Offering(Model):
    """開講講座(第○期): a course given once, inside one fiscal year, by its host (主催)."""

    __tablename__ = "offering"
    __table_args__ = (UniqueConstraint("fiscal_year", "course_slug", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    course_slug: Mapped[str] = mapped_column(String(60), index=True)
    number: Mapped[int]
    title_ja: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    capacity: Mapped[int | None]
    state: Mapped[OfferingState] = mapped_column(choice(OfferingState))
    apply_from: Mapped[datetime | None]
    apply_until: Mapped[datetime | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # Versioned data, not code: a rule once shown to applicants is kept as it was.
    completion_rule: Mapped[dict[str, Any]]

    programme: Mapped[Programme] = relationship()
    host: Mapped[Partner] = relationship()
    meetings: Mapped[list["Meeting"]] = relationship(
        back_populates="offering", order_by="Meeting.starts_at", cascade="all, delete-orphan"
    )


class Meeting(Model):
    """回: one dated class of an offering; 休講, 振替 and オンライン切替 change its state and mode."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("offering_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"))
    number: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    mode: Mapped[MeetingMode] = mapped_column(choice(MeetingMode))
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState))

    offering: Mapped[Offering] = relationship(back_populates="meetings")


class Seminar(Model):
    """セミナー: a one-off event, not graded; its head-count includes people without an account."""

    __tablename__ = "seminar"

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    title_ja: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    held_on: Mapped[date]
    capacity: Mapped[int | None]
    headcount: Mapped[int | None]
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState))

    programme: Mapped[Programme] = relationship()
    host: Mapped[Partner] = relationship()
