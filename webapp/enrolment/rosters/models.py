"""取り込みの記録: a roster that was read, row by row, before and after it came in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.cohorts.models import Cohort
from webapp.enrolment.models import Learner
from webapp.enrolment.rosters.columns import Field
from webapp.programme.models import Offering
from webapp.wording import mark


class RosterState(StrEnum):
    """Where an import stands: 読み込み中, 確認中, 取り込み中, 取り込み済み, 中止, 失敗."""

    READING = "reading"
    CHECKING = "checking"
    APPLYING = "applying"
    APPLIED = "applied"
    DROPPED = "dropped"
    FAILED = "failed"


class Standing(StrEnum):
    """What bringing a row in would do: 新しく登録, 登録済みの人, すでに受講, 直す行, 取り込まない."""

    NEW = "new"
    REGISTERED = "registered"
    ENROLLED = "enrolled"
    TO_MEND = "to_mend"
    LEFT_OUT = "left_out"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _STANDINGS[self]


class Outcome(StrEnum):
    """What became of a row: 新しく登録, 受講者にした, すでに受講, できなかった."""

    MADE = "made"
    ENROLLED = "enrolled"
    ALREADY = "already"
    REFUSED = "refused"

    @property
    def label_ja(self) -> str:
        """The Japanese name, which is also the key of its translation."""
        return _OUTCOMES[self]


READY = (Standing.NEW, Standing.REGISTERED, Standing.ENROLLED)
_STANDINGS = {
    Standing.NEW: mark("新しく登録"),
    Standing.REGISTERED: mark("登録済みの人"),
    Standing.ENROLLED: mark("すでに受講"),
    Standing.TO_MEND: mark("直す行"),
    Standing.LEFT_OUT: mark("取り込まない"),
}
_OUTCOMES = {
    Outcome.MADE: mark("新しく登録しました"),
    Outcome.ENROLLED: mark("登録済みの人を受講者にしました"),
    Outcome.ALREADY: mark("すでに受講しています。何も変えていません"),
    Outcome.REFUSED: mark("取り込めませんでした"),
}


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
    # Which of our fields each heading of the file means, and what was not read of it (`intake`).
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rows_in_all: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(1000), default="")
    applied_at: Mapped[datetime | None]
    # 受講団体 whose list it is, and since when its people know that their results are told to the sponsor.
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohort.id"), index=True)
    told_on: Mapped[date | None]

    offering: Mapped[Offering] = relationship()
    made_by: Mapped[Learner] = relationship()
    cohort: Mapped[Cohort | None] = relationship()


class RosterRow(Model):
    """名簿の一行: what stood there, what was mended, and what became of it."""

    __tablename__ = "roster_row"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        Index(None, "import_id", "standing", "outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id"))
    # As the spreadsheet program counts it.
    number: Mapped[int]
    cells: Mapped[dict[str, Any]]
    mended: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    standing: Mapped[Standing] = mapped_column(choice(Standing))
    # The answer to 同じ人ですか, where it was asked.
    is_same: Mapped[bool | None]
    # Keyed hashes of the row as it was read and of its 職員番号: the same row is the same person's the next time.
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    staff_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome))
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"))

    roster_import: Mapped[RosterImport] = relationship()

    @property
    def raw(self) -> dict[Field, str]:
        """What the file says, with what was mended in its place."""
        known = {**self.cells, **self.mended}
        return {field: known[field.value] for field in Field if field.value in known}
