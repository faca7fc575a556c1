"""取り込みの記録: a roster that was read, row by row, before and after it came in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Learner
from webapp.programme.models import Offering


class RosterState(StrEnum):
    """Where an import stands: 読み込み中, 確認中, 取り込み中, 取り込み済み, 中止, 失敗."""

    READING = "reading"
    CHECKING = "checking"
    APPLYING = "applying"
    APPLIED = "applied"
    DROPPED = "dropped"
    FAILED = "failed"


class RosterImport(Model):
    """名簿の取り込み: one file for one offering."""

    __tablename__ = "roster_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    made_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[RosterState] = mapped_column(choice(RosterState))
    # Our column for each of the file's, by its heading.
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rows_in_all: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(1000), default="")
    applied_at: Mapped[datetime | None]

    offering: Mapped[Offering] = relationship()
    made_by: Mapped[Learner] = relationship()


class RosterRow(Model):
    """名簿の一行: what stood there, what was mended, and what became of it."""

    __tablename__ = "roster_row"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id"))
    # As the spreadsheet program counts it.
    number: Mapped[int]
    cells: Mapped[dict[str, Any]]
    mended: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    outcome: Mapped[str | None] = mapped_column(String(40))
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    roster_import: Mapped[RosterImport] = relationship()
