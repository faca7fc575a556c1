"""受講団体: tables of groups that a sponsor sends, the seats kept for them, and who came with them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment
from webapp.programme.models import Offering, Partner
from webapp.wording import mark


class CohortKind(StrEnum):
    """受講団体の種類: 県・市町村職員研修, 大学等との連携, 高大連携, その他."""

    STAFF = "staff"
    UNIVERSITY = "university"
    HIGH_SCHOOL = "high_school"
    OTHER = "other"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


class Training(StrEnum):
    """研修区分 of staff: 幹部・管理職, DXリーダー, 一般."""

    MANAGERS = "managers"
    DX_LEADERS = "dx_leaders"
    GENERAL = "general"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _TRAININGS[self]


class Ground(StrEnum):
    """知らせる根拠: what allows to tell the sponsor by name: 本人の同意, or 法令等 with its words."""

    CONSENT = "consent"
    LAW = "law"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _GROUNDS[self]


_KINDS = {
    CohortKind.STAFF: mark("県・市町村職員研修"),
    CohortKind.UNIVERSITY: mark("大学等との連携"),
    CohortKind.HIGH_SCHOOL: mark("高大連携"),
    CohortKind.OTHER: mark("その他"),
}
_TRAININGS = {
    Training.MANAGERS: mark("幹部・管理職"),
    Training.DX_LEADERS: mark("DXリーダー"),
    Training.GENERAL: mark("一般"),
}
_GROUNDS = {Ground.CONSENT: mark("本人の同意"), Ground.LAW: mark("法令等の定め")}


class Cohort(Model):
    """受講団体: a group of people whom a sponsor sends in one fiscal year, kept by the partner that hosts their courses."""

    __tablename__ = "cohort"
    __table_args__ = (UniqueConstraint("host_id", "fiscal_year", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[CohortKind] = mapped_column(choice(CohortKind))
    training: Mapped[Training | None] = mapped_column(choice(Training))
    # 派遣元: the organisation's name, and the partner where it is one.
    sponsor: Mapped[str] = mapped_column(String(200))
    sponsor_partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    ground: Mapped[Ground] = mapped_column(choice(Ground))
    # Of 法令等: which one, as the sponsor named it.
    ground_text: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime]

    host: Mapped[Partner] = relationship(foreign_keys=[host_id])
    sponsor_partner: Mapped[Partner | None] = relationship(foreign_keys=[sponsor_partner_id])


class CohortSeats(Model):
    """団体枠: seats of an offering that are kept for a cohort until applications close."""

    __tablename__ = "cohort_seats"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True)
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True, index=True)
    seats: Mapped[int]

    cohort: Mapped[Cohort] = relationship()
    offering: Mapped[Offering] = relationship()


class CohortMember(Model):
    """受講団体の人: an enrolment that came in with a cohort's roster, and since when the person knows what is told."""

    __tablename__ = "cohort_member"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    # 本人に知らせた日, as it was said when the roster came in; without it nothing is told about this person.
    told_on: Mapped[date | None]
    # The line of the sponsor's own list, by which it finds its 職員番号 again: that number itself is not kept.
    row_number: Mapped[int | None]

    cohort: Mapped[Cohort] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
