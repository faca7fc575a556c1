"""授業のクラス: the class that a teacher opened, its seats, and what is under way in it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Learner
from webapp.participation.plain.models import CellRunState


class Asked(StrEnum):
    """What a pupil pressed: 実行 or 採点."""

    RUN = "run"
    GRADE = "grade"


class SchoolClass(Model):
    """授業のクラス: one lesson, opened by one teacher for an hour; each teacher has at most one, the newest."""

    __tablename__ = "school_class"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"), unique=True)
    # By which offering they may open it: asked again at each request, so that a class ends with that.
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"))
    course_slug: Mapped[str] = mapped_column(String(60))
    lesson_slug: Mapped[str] = mapped_column(String(60))
    release_digest: Mapped[str] = mapped_column(String(64))
    # None once it has ended: yesterday's code is nobody's.
    code: Mapped[str | None] = mapped_column(String(8), unique=True)
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # Once it has ended: how many seats were taken, and for each exercise how many ran it and passed it.
    tally: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    learner: Mapped[Learner] = relationship()


class ClassSeat(Model):
    """クラスの席: a random token that a browser holds, of which the hash is here; nobody knows whose it is."""

    __tablename__ = "class_seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    # The last press; a seat that was left gives way when the class is full.
    seen_at: Mapped[datetime]

    school_class: Mapped[SchoolClass] = relationship()


class ClassMark(Model):
    """クラスのしるし: that a seat ran or passed an exercise, so that each counts once; it goes with the class."""

    __tablename__ = "class_mark"

    seat_id: Mapped[int] = mapped_column(ForeignKey("class_seat.id"), primary_key=True)
    exercise_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    passed: Mapped[bool] = mapped_column(default=False)
    # For the second hint.
    failures: Mapped[int] = mapped_column(default=0)


class ClassWork(Model):
    """クラスの実行と採点: what one seat asked for; it is deleted once it is shown, and after two minutes in any case."""

    __tablename__ = "class_work"
    __table_args__ = (UniqueConstraint("seat_id"), Index(None, "state", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("class_seat.id"))
    exercise_id: Mapped[str] = mapped_column(String(200))
    kind: Mapped[Asked] = mapped_column(choice(Asked))
    # Cells to run, or for a grading the answers by grade id.
    cells: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[CellRunState] = mapped_column(choice(CellRunState))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    begun_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    school_class: Mapped[SchoolClass] = relationship()
