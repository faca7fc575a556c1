"""来場者の表: that somebody came, and apart from it how to reach those alone who asked for it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.programme.models import Seminar


class SeminarGuest(Model):
    """来場者: somebody without an account came to a seminar; the row says nothing of who it was."""

    __tablename__ = "seminar_guest"
    __table_args__ = (UniqueConstraint("seminar_id", "visit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    # What the form carried: sent twice it is one visit.
    visit: Mapped[str] = mapped_column(String(43))
    came_at: Mapped[datetime]

    seminar: Mapped[Seminar] = relationship()


class GuestContact(Model):
    """来場者の連絡先: of a guest who asked to be written to, with the notice that they read; gone once they withdraw."""

    __tablename__ = "guest_contact"

    guest_id: Mapped[int] = mapped_column(ForeignKey("seminar_guest.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    organisation: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(254), index=True)
    language: Mapped[str] = mapped_column(String(2))
    # 次回案内 and フォローアップの連絡, each ticked by itself.
    announcements: Mapped[bool]
    follow_up: Mapped[bool]
    notice_version: Mapped[str] = mapped_column(String(20))
    agreed_at: Mapped[datetime]

    guest: Mapped[SeminarGuest] = relationship()
