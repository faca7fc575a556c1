"""団体: whom the partnership visits, tells of courses and hears needs from; kept by the partner that knows it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.models import Partner
from webapp.wording import mark


class OrganisationKind(StrEnum):
    """団体の種類: 企業, 経済団体・業界団体, 学校・園, 教育委員会, 県・市町村, その他."""

    ENTERPRISE = "enterprise"
    ASSOCIATION = "association"
    SCHOOL = "school"
    SCHOOL_BOARD = "school_board"
    GOVERNMENT = "government"
    OTHER = "other"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _KINDS[self]


_KINDS = {
    OrganisationKind.ENTERPRISE: mark("企業"),
    OrganisationKind.ASSOCIATION: mark("経済団体・業界団体"),
    OrganisationKind.SCHOOL: mark("学校・園"),
    OrganisationKind.SCHOOL_BOARD: mark("教育委員会"),
    OrganisationKind.GOVERNMENT: mark("県・市町村"),
    OrganisationKind.OTHER: mark("その他"),
}


class Organisation(Model):
    """団体: a firm, an association, a school or an office, as one partner knows it."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("host_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind))
    # 日本標準産業分類の大分類, one letter; None where it has none or nobody knows.
    industry: Mapped[str | None] = mapped_column(String(1))
    school_type: Mapped[str | None] = mapped_column(String(40))
    code5: Mapped[str | None] = mapped_column(ForeignKey("municipality.code5"))
    # Whom to tell, where the organisation gave somebody's name for that.
    contact_name: Mapped[str | None] = mapped_column(String(200))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    # The day on which that person agreed to be told of courses; without it nobody writes to them.
    contact_agreed_on: Mapped[date | None]
    created_at: Mapped[datetime]

    host: Mapped[Partner] = relationship()
