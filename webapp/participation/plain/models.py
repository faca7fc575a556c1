"""答えの下書きと実行: tables of what is typed on the plain page, and of what was run there."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment


class AnswerDraft(Model):
    """答えの下書き: what somebody typed into one answer of a lesson.

    The one without an origin counts. The others are kept aside: what another device typed meanwhile, or what a restored
    answer took the place of; nothing is ever written over unseen.
    """

    __tablename__ = "answer_draft"
    __table_args__ = (UniqueConstraint("enrolment_id", "lesson_slug", "grade_id", "origin"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    lesson_slug: Mapped[str] = mapped_column(String(60))
    grade_id: Mapped[str] = mapped_column(String(200))
    # Which opened page it came from; empty for the draft that counts.
    origin: Mapped[str] = mapped_column(String(40), default="")
    # Counts every change of the draft that counts; a page says which one it began with.
    revision: Mapped[int] = mapped_column(default=1)
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]

    enrolment: Mapped[Enrolment] = relationship()


class CellRunState(StrEnum):
    """Where a run stands: 順番待ち, 実行中, 実行済, 実行できず (our failure)."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class CellRun(Model):
    """実行: cells that somebody wants to see run, and what they showed; the newest of each exercise, and only for a while."""

    __tablename__ = "cell_run"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "lesson_slug", "exercise_id"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    lesson_slug: Mapped[str] = mapped_column(String(60))
    exercise_id: Mapped[str] = mapped_column(String(200))
    release_digest: Mapped[str] = mapped_column(String(64))
    # The cells as the grader takes them, and for each the grade id of the answer that it is.
    cells: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[CellRunState] = mapped_column(choice(CellRunState))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    begun_at: Mapped[datetime | None]
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    enrolment: Mapped[Enrolment] = relationship()


class PreparedShow(Model):
    """準備のセルの表示: what a release's own cells show, run once for everybody; None where that failed."""

    __tablename__ = "prepared_show"

    release_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    made_at: Mapped[datetime]
