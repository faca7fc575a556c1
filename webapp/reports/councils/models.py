"""連絡協議会: tables of its meetings, the papers laid before them, and 指摘と対応."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.models import Partner
from webapp.programme.needs.models import NeedState
from webapp.reports.releases.models import ReportRelease
from webapp.wording import mark


class PaperKind(StrEnum):
    """資料の種類: 公表した報告書, ロジックモデル, 活用事例, そのほか (a title, and an address where there is one)."""

    RELEASE = "release"
    LOGIC_MODEL = "logic_model"
    CASES = "cases"
    OTHER = "other"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    PaperKind.RELEASE: mark("報告書"),
    PaperKind.LOGIC_MODEL: mark("ロジックモデル"),
    PaperKind.CASES: mark("活用事例"),
    PaperKind.OTHER: mark("その他の資料"),
}


class Council(Model):
    """連絡協議会: one meeting of the partnership's council, with its number (第○回)."""

    __tablename__ = "council"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    online_url: Mapped[str] = mapped_column(String(500), default="")
    # 次第 and 議事要旨; a line is an item.
    agenda: Mapped[str] = mapped_column(Text, default="")
    gist: Mapped[str] = mapped_column(Text, default="")
    kept_at: Mapped[datetime]

    papers: Mapped[list["CouncilPaper"]] = relationship(
        back_populates="council", order_by="CouncilPaper.number", cascade="all, delete-orphan"
    )
    remarks: Mapped[list["Remark"]] = relationship(back_populates="council", order_by="Remark.number")


class CouncilPaper(Model):
    """会議資料: 資料1, 資料2, …: a released report, a year's logic model, the cases, or another paper by its title."""

    __tablename__ = "council_paper"
    __table_args__ = (UniqueConstraint("council_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))
    number: Mapped[int]
    kind: Mapped[PaperKind] = mapped_column(choice(PaperKind))
    title: Mapped[str] = mapped_column(String(200), default="")
    release_id: Mapped[int | None] = mapped_column(ForeignKey("report_release.id"), index=True)
    fiscal_year: Mapped[int | None]
    url: Mapped[str] = mapped_column(String(500), default="")

    council: Mapped[Council] = relationship(back_populates="papers")
    release: Mapped[ReportRelease | None] = relationship()


class Remark(Model):
    """指摘: what a body said at a meeting, what is answered to it, by whom and until when."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("council_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"), index=True)
    number: Mapped[int]
    # 県, 学識経験者, 経済団体: a body, never a person.
    said_by: Mapped[str] = mapped_column(String(100))
    said: Mapped[str] = mapped_column(String(1000))
    response: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[NeedState] = mapped_column(choice(NeedState))
    due: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    # The day from which on it is 対応済 or 対応困難; until then the next meeting hears of it.
    closed_on: Mapped[date | None]
    # What the form sends along, so that a double press makes one.
    key: Mapped[str] = mapped_column(String(40))
    kept_at: Mapped[datetime]

    council: Mapped[Council] = relationship(back_populates="remarks")
    owner: Mapped[Partner | None] = relationship()
