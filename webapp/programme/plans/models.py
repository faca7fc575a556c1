"""事業計画: tables of the partners' shares of a year's cost, and of the boxes of its logic model."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.models import Partner, Programme
from webapp.wording import mark


class Stage(StrEnum):
    """段階: インプット, アクティビティ, アウトプット, 初期・中期・長期アウトカム, in the order in which one leads to the next."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    EARLY = "early"
    LATER = "later"
    LONG = "long"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STAGES[self]


_STAGES = {
    Stage.INPUT: mark("インプット"),
    Stage.ACTIVITY: mark("アクティビティ"),
    Stage.OUTPUT: mark("アウトプット"),
    Stage.EARLY: mark("初期アウトカム"),
    Stage.LATER: mark("中期アウトカム"),
    Stage.LONG: mark("長期アウトカム"),
}


class PartnerShare(Model):
    """事業費の分担: what one partner gives of a year's budget and bore of the settled amount, in yen."""

    __tablename__ = "partner_share"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    # None where the partner has not said yet; 0 where it gives nothing.
    budget_yen: Mapped[int | None]
    settled_yen: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    kept_at: Mapped[datetime]

    programme: Mapped[Programme] = relationship()
    partner: Mapped[Partner] = relationship()


class LogicBox(Model):
    """ロジックモデルの箱: one thing at one stage of a year, by which indicator it is seen, whose it is and where that stands."""

    __tablename__ = "logic_box"
    __table_args__ = (UniqueConstraint("fiscal_year", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    stage: Mapped[Stage] = mapped_column(choice(Stage))
    # Within its stage, from the top.
    place: Mapped[int]
    text_ja: Mapped[str] = mapped_column(String(120))
    text_en: Mapped[str] = mapped_column(String(200), default="")
    # An id of definitions.toml; none where nobody measures it yet.
    indicator: Mapped[str | None] = mapped_column(String(10))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    # What the form sends along, so that a double press makes one box.
    key: Mapped[str] = mapped_column(String(40))
    kept_at: Mapped[datetime]

    owner: Mapped[Partner | None] = relationship()
