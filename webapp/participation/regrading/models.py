"""採点のやり直し: tables of what is graded again, why, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model
from webapp.enrolment.models import Enrolment
from webapp.participation.models import Queued, Submission
from webapp.programme.models import Offering


class Regrade(Model):
    """採点のやり直し: one batch after a test was mended, for one offering or for all; nothing counts until it is applied."""

    __tablename__ = "regrade"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_slug: Mapped[str] = mapped_column(String(60))
    # None is 全部: every offering of the course, every lesson, every exercise.
    offering_id: Mapped[int | None] = mapped_column(ForeignKey("offering.id"), index=True)
    lesson_slug: Mapped[str | None] = mapped_column(String(60))
    grade_id: Mapped[str | None] = mapped_column(String(200))
    # Learners read it beside what changed.
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))
    asked_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]

    offering: Mapped[Offering | None] = relationship()
    trials: Mapped[list["Trial"]] = relationship(back_populates="regrade", order_by="Trial.id")

    @property
    def is_open(self) -> bool:
        """Whether it was neither applied nor dropped."""
        return self.applied_at is None and self.dropped_at is None


class Trial(Queued, Model):
    """試し採点: a second grading of a hand-in. One of a batch may become its score; one that is cold only checks it."""

    __tablename__ = "trial"
    __table_args__ = (Index(None, "state", "id"), UniqueConstraint("regrade_id", "submission_id"))

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    regrade_id: Mapped[int | None] = mapped_column(ForeignKey("regrade.id"))
    release_digest: Mapped[str] = mapped_column(String(64))
    cold: Mapped[bool] = mapped_column(default=False)
    sheet: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    # A cold one: whether it scored otherwise than the score that stands. None where that cannot be said.
    differs: Mapped[bool | None] = mapped_column(index=True)
    # One that was applied: the score sheet that it took the place of.
    replaced: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    submission: Mapped[Submission] = relationship()
    regrade: Mapped[Regrade | None] = relationship(back_populates="trials")

    @property
    def number(self) -> str:
        """How logs name it: by the hand-in that it grades again."""
        return f"{self.submission.number} ({'cold check' if self.cold else 'regrade'})"

    @property
    def listed_by(self) -> str:
        """A batch counts those it could not grade; a check that could not be made stands in the log alone."""
        return "the score stands" if self.cold else f"flask --app webapp regrade show {self.regrade_id}"


class Replacement(Model):
    """公開版の差し替え: work made from a release whose tests were mended is graded with the mended one from then on."""

    __tablename__ = "replacement"

    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrade.id"), primary_key=True)
    lesson_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    old_digest: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    new_digest: Mapped[str] = mapped_column(String(64))

    regrade: Mapped[Regrade] = relationship()


class ScoreChange(Model):
    """得点の変更: how a batch changed somebody's counted points at a lesson; it is shown until they have seen it."""

    __tablename__ = "score_change"
    __table_args__ = (UniqueConstraint("regrade_id", "enrolment_id", "lesson_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrade.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    lesson_slug: Mapped[str] = mapped_column(String(60))
    points_before: Mapped[float]
    points_after: Mapped[float]
    max_points: Mapped[float]
    seen_at: Mapped[datetime | None]

    regrade: Mapped[Regrade] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
