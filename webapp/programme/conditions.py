"""募集の条件: tables of who carries an offering beside its host, whose seats are reserved, and what changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.programme.models import Meeting, Offering, Partner
from webapp.wording import mark


class Part(StrEnum):
    """How a partner carries an offering beside its host (主催): 共催, 後援."""

    CO_HOST = "co_host"
    SUPPORTER = "supporter"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _PARTS[self]


_PARTS = {Part.CO_HOST: mark("共催"), Part.SUPPORTER: mark("後援")}


class OfferingPartner(Model):
    """共催・後援: a partner that carries an offering beside its host."""

    __tablename__ = "offering_partner"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(choice(Part))

    offering: Mapped[Offering] = relationship()
    partner: Mapped[Partner] = relationship()


class ReservedSeats(Model):
    """優先枠: seats of an offering that are kept for people whom a partner sends."""

    __tablename__ = "reserved_seats"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    seats: Mapped[int]

    offering: Mapped[Offering] = relationship()
    partner: Mapped[Partner] = relationship()


class RuleVersion(Model):
    """修了要件の版: a completion rule as it was shown to applicants from some moment on."""

    __tablename__ = "rule_version"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]

    offering: Mapped[Offering] = relationship()


class MeetingChange(Model):
    """回の変更: what became of a class (休講, 振替, オンライン切替), who said so and why."""

    __tablename__ = "meeting_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(String(500))
    changed_at: Mapped[datetime]
    # A person's id; who a person is stands one room further on.
    changed_by: Mapped[int | None]

    meeting: Mapped[Meeting] = relationship()
