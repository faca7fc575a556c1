"""周知の表: each contact with its own code, how often its link was opened, and who waits to be told."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.programme.models import Offering, Partner, Seminar
from webapp.programme.organisations import Organisation


class Outreach(Model):
    """周知: one contact: a visit, a flyer, a letter or a post, with the code by which applications find it."""

    __tablename__ = "outreach"

    id: Mapped[int] = mapped_column(primary_key=True)
    host_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    fiscal_year: Mapped[int] = mapped_column(index=True)
    made_on: Mapped[date]
    # 周知経路: one of `webapp.programme.outreach.channels.CHANNELS`, the words of the application form.
    channel: Mapped[str] = mapped_column(String(20))
    what: Mapped[str] = mapped_column(String(300))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    # What it was for; None tells of the programme as a whole.
    offering_id: Mapped[int | None] = mapped_column(ForeignKey("offering.id"), index=True)
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"), index=True)
    # None is unknown; nobody counts it as nought.
    people_reached: Mapped[int | None]
    cost_yen: Mapped[int | None]
    # In the short link and the QR; says nothing by itself.
    code: Mapped[str] = mapped_column(String(12), unique=True)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    recorded_at: Mapped[datetime]

    host: Mapped[Partner] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    offering: Mapped[Offering | None] = relationship()
    seminar: Mapped[Seminar | None] = relationship()


class OutreachOpening(Model):
    """リンクの利用: how often a contact's link was opened on one day in Japan; it says nothing of who did."""

    __tablename__ = "outreach_opening"

    outreach_id: Mapped[int] = mapped_column(ForeignKey("outreach.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]


class Interest(Model):
    """開講通知の登録: somebody wants to be told when a course opens or has room again; no account is needed."""

    __tablename__ = "interest"
    __table_args__ = (UniqueConstraint("course_slug", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_slug: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(2), default="ja")
    notice_version: Mapped[int]
    # The hash of the word in the letter with which the address is confirmed, and later taken out.
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    # The offering of which they were told last.
    told_of_id: Mapped[int | None] = mapped_column(ForeignKey("offering.id"))
    outreach_id: Mapped[int | None] = mapped_column(ForeignKey("outreach.id"))
