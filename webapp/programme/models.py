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


class Selection(StrEnum):
    """選考方法: 先着順, 抽選, 選考."""

    FIRST_COME = "first_come"
    LOTTERY = "lottery"
    REVIEW = "review"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _SELECTIONS[self]


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
_SELECTIONS = {
    Selection.FIRST_COME: mark("先着順"),
    Selection.LOTTERY: mark("抽選"),
    Selection.REVIEW: mark("選考"),
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
    # 決算額, once the accounts of the year are closed.
    settled_yen: Mapped[int | None]


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
    # 修了証などの発行者; the host where nobody else was named.
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"))
    capacity: Mapped[int | None]
    state: Mapped[OfferingState] = mapped_column(choice(OfferingState))
    selection: Mapped[Selection] = mapped_column(choice(Selection), default=Selection.FIRST_COME)
    # Published before applications close, so that nobody can choose the lottery's seed afterwards.
    lottery_string: Mapped[str | None] = mapped_column(String(200))
    # 最少催行人数, and the day on which it is decided whether the offering takes place.
    minimum: Mapped[int | None]
    decide_on: Mapped[date | None]
    # How long somebody from the waiting list has to accept the seat.
    reply_hours: Mapped[int] = mapped_column(default=72)
    asks_superior: Mapped[bool] = mapped_column(default=False)
    admits_minors: Mapped[bool] = mapped_column(default=False)
    eligibility_ja: Mapped[str] = mapped_column(String(500), default="")
    eligibility_en: Mapped[str] = mapped_column(String(500), default="")
    office_hours_ja: Mapped[str] = mapped_column(String(500), default="")
    office_hours_en: Mapped[str] = mapped_column(String(500), default="")
    apply_from: Mapped[datetime | None]
    apply_until: Mapped[datetime | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # Versioned data, not code: a rule once shown to applicants is kept as it was.
    completion_rule: Mapped[dict[str, Any]]

    programme: Mapped[Programme] = relationship()
    host: Mapped[Partner] = relationship(foreign_keys=host_id)
    issuer: Mapped[Partner | None] = relationship(foreign_keys=issuer_id)
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
    place: Mapped[str] = mapped_column(String(200), default="")
    join_url: Mapped[str] = mapped_column(String(500), default="")
    # A class held instead of one that was moved (振替).
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))

    offering: Mapped[Offering] = relationship(back_populates="meetings")
    replaces: Mapped["Meeting | None"] = relationship(remote_side=[id])

    @property
    def shown_number(self) -> int:
        """第○回 as people know it: a class held instead of another keeps the other's number."""
        return self.replaces.shown_number if self.replaces is not None else self.number


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
    place: Mapped[str] = mapped_column(String(200), default="")
    capacity: Mapped[int | None]
    # Of those without an account: with the people who were checked in it makes the number that was counted in the room.
    headcount: Mapped[int | None]
    # The account with which it was typed (a learner's number, whose table belongs to enrolment), and when.
    counted_by_id: Mapped[int | None]
    counted_at: Mapped[datetime | None]
    state: Mapped[MeetingState] = mapped_column(choice(MeetingState))

    programme: Mapped[Programme] = relationship()
    host: Mapped[Partner] = relationship()
