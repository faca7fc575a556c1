"""履修証明プログラム: a special course of 60 hours or more, published beforehand with what the law asks for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.programme.models import Partner

LEAST_MINUTES = 60 * 60  # 学校教育法施行規則第164条: 60 hours


class CertificateProgramme(Model):
    """履修証明プログラム: 名称・目的・教育方法・内容・総時間数・受講資格・定員・修了要件, as published beforehand."""

    __tablename__ = "certificate_programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(1000))
    method: Mapped[str] = mapped_column(String(1000))
    content: Mapped[str] = mapped_column(String(2000))
    minutes: Mapped[int]
    eligibility: Mapped[str] = mapped_column(String(1000))
    capacity: Mapped[int]
    requirement: Mapped[str] = mapped_column(String(1000))
    # Once it is published nothing of it changes.
    published_at: Mapped[datetime | None]

    partner: Mapped[Partner] = relationship()
    courses: Mapped[list["ProgrammeCourse"]] = relationship(
        back_populates="programme", order_by="ProgrammeCourse.course_slug", cascade="all, delete-orphan"
    )


class ProgrammeCourse(Model):
    """構成する講座: a course that has to be completed, and its hours in the programme."""

    __tablename__ = "programme_course"

    programme_id: Mapped[int] = mapped_column(ForeignKey("certificate_programme.id"), primary_key=True)
    course_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    minutes: Mapped[int]

    programme: Mapped[CertificateProgramme] = relationship(back_populates="courses")
