"""公式の数値: tables of what nobody can count: targets, totals of years before the platform, places at closing."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.programme.models import Offering

WHOLE = ""  # the programme as a whole, and no row of its road map


class Target(Model):
    """目標値: what an indicator is to reach in a fiscal year, as a whole or in a row of the road map."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("fiscal_year", "indicator", "programme_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(10))
    programme_row: Mapped[str] = mapped_column(String(40), default=WHOLE)
    # Whole hundredths: 56.25 is 5625, the same in every database.
    hundredths: Mapped[int]
    set_at: Mapped[datetime]
    # 要因 and 次年度対応, once somebody has looked at what was reached.
    causes_ja: Mapped[str] = mapped_column(String(500), default="")
    causes_en: Mapped[str] = mapped_column(String(800), default="")
    next_steps_ja: Mapped[str] = mapped_column(String(500), default="")
    next_steps_en: Mapped[str] = mapped_column(String(800), default="")

    @property
    def value(self) -> Decimal:
        """In the indicator's own unit."""
        return Decimal(self.hundredths).scaleb(-2)


class EarlierTotal(Model):
    """旧集計: an official total of an earlier year, with its source and date; it is shown, and never added to what is counted."""

    __tablename__ = "earlier_total"
    __table_args__ = (UniqueConstraint("fiscal_year", "indicator", "programme_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(10))
    programme_row: Mapped[str] = mapped_column(String(40), default=WHOLE)
    hundredths: Mapped[int]
    source: Mapped[str] = mapped_column(String(300))
    dated: Mapped[date]
    # 比較できる: it was counted as it is counted now, so that a change on the year before may be told.
    comparable: Mapped[bool] = mapped_column(default=False)
    typed_at: Mapped[datetime]

    @property
    def value(self) -> Decimal:
        """In the indicator's own unit."""
        return Decimal(self.hundredths).scaleb(-2)


class ClosingCapacity(Model):
    """締切時の定員: the places of an offering when its applications closed, kept before they are changed afterwards."""

    __tablename__ = "closing_capacity"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    capacity: Mapped[int | None]
    taken_at: Mapped[datetime]

    offering: Mapped[Offering] = relationship()
