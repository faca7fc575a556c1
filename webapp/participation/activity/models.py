"""活動の日計の表: one row per enrolment and day of Japan's calendar."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.enrolment.models import Enrolment


class DailyActivity(Model):
    """活動の日計: how often somebody started JupyterLab, saved and ran cells for one course on one day.

    Saves and runs are told by the learner's own server, which its learner can make say anything: they help to see who
    got stuck, and no credit, completion or figure of a report is ever made from them.
    """

    __tablename__ = "daily_activity"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    # Of a person's server, which belongs to no course: counted for each that they take at the moment.
    starts: Mapped[int] = mapped_column(default=0)
    saves: Mapped[int] = mapped_column(default=0)
    runs: Mapped[int] = mapped_column(default=0)
    # The newest start that is counted, and the newest report: seen again they count nothing.
    started_at: Mapped[datetime | None]
    report_key: Mapped[str | None] = mapped_column(String(36))

    enrolment: Mapped[Enrolment] = relationship()
