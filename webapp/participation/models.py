"""出席, 提出物と得点: tables of what people took part in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, choice
from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.models import Meeting

# The hash of a hand-in whose bytes were let go when their time to be kept was over (保存期間); its points stay.
LET_GO = ""


class Presence(StrEnum):
    """出席, 遅刻, 公欠, 欠席; no row means that nothing was recorded."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class AttendedHow(StrEnum):
    """対面, オンライン, 欠席連絡 (the person said before the class that they would not come)."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    NOTIFIED = "notified"


class AttendanceSource(StrEnum):
    """Where a presence comes from: 会場のQRコード, 本人のコード, 出席簿, 本人の連絡, Web会議の参加記録."""

    QR = "qr"
    CODE = "code"
    SHEET = "sheet"
    NOTICE = "notice"
    WEB_MEETING = "web_meeting"


class SubmissionState(StrEnum):
    """Where a hand-in stands: 採点待ち, 採点中, 採点済, 保留 (our failure, a person looks at it)."""

    QUEUED = "queued"
    RUNNING = "running"
    GRADED = "graded"
    PARKED = "parked"


class MarkSource(StrEnum):
    """Where an instructor typed a mark."""

    FORMGRADER = "formgrader"


class Attendance(Model):
    """出席: presence of an enrolled person at a meeting."""

    __tablename__ = "attendance"
    # Who was there is read here without the rows themselves: there are more of them than of anything else.
    __table_args__ = (
        Index("ix_attendance_at_meeting", "meeting_id", "enrolment_id", "presence", "recorded_at"),
    )

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(choice(Presence))
    # How and from what it is known; None on rows of before these were kept.
    how: Mapped[AttendedHow | None] = mapped_column(choice(AttendedHow))
    source: Mapped[AttendanceSource | None] = mapped_column(choice(AttendanceSource))
    # The moment that it tells of; a sheet typed in April tells of a class in March.
    happened_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    # 振替受講: the class of a parallel offering in which the person sat; the credit stays with their own.
    made_up_at_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)

    enrolment: Mapped[Enrolment] = relationship()
    meeting: Mapped[Meeting] = relationship(foreign_keys=meeting_id)
    made_up_at: Mapped[Meeting | None] = relationship(foreign_keys=made_up_at_id)


class Queued:
    """待ち行列の一件: what the queue keeps of everything that is to be graded."""

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[SubmissionState] = mapped_column(choice(SubmissionState))
    claimed_by: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(2000))

    @property
    def number(self) -> str:
        """How people and logs name it."""
        raise NotImplementedError

    @property
    def listed_by(self) -> str:
        """The command that shows it once it is parked."""
        return "flask --app webapp parked"


class Submission(Queued, Model):
    """提出物: one hand-in, whose bytes lie under their hash and never change; only its state does."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("learner_id", "idempotency_key"),
        Index(None, "state", "id"),
        Index("ix_submission_of_enrolment", "enrolment_id", "lesson_slug", "received_at"),
    )

    # The same person as the enrolment's: a key of the client must be unique per person, not per offering.
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    course_slug: Mapped[str] = mapped_column(String(60))
    lesson_slug: Mapped[str] = mapped_column(String(60))
    release_digest: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    idempotency_key: Mapped[str] = mapped_column(String(36))
    received_at: Mapped[datetime] = mapped_column(index=True)

    learner: Mapped[Learner] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
    score: Mapped["Score | None"] = relationship(back_populates="submission")

    @property
    def number(self) -> str:
        """受付番号: what the receipt shows, e.g. S-00000012."""
        return f"S-{self.id:08d}"

    @property
    def is_let_go(self) -> bool:
        """Whether its bytes are gone on purpose."""
        return self.sha256 == LET_GO


class Score(Model):
    """得点: the score sheet of one hand-in, the record that every other book is made from."""

    __tablename__ = "score"
    __table_args__ = (
        # Every few seconds the worker asks what is not in nbgrader's book yet; nearly always that is nothing.
        Index(
            "ix_score_not_projected",
            "submission_id",
            sqlite_where=text("projected_at IS NULL"),
            postgresql_where=text("projected_at IS NULL"),
        ),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(40))
    points: Mapped[float]
    max_points: Mapped[float]
    sheet: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime]
    # 遅れの減点, by the hand-in's own time; what counts is the points less this.
    late_penalty: Mapped[float] = mapped_column(default=0.0, server_default="0")
    # The release whose tests it was reached with, and the digest of what they ran in; None on scores of before.
    graded_with: Mapped[str | None] = mapped_column(String(64))
    environment: Mapped[str | None] = mapped_column(String(64))
    # When nbgrader's book last took notice of it; None is what makes the worker write there.
    projected_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="score")

    @property
    def counted_points(self) -> float:
        """What counts: the points less what lateness took."""
        return self.points - self.late_penalty


class Deadline(Model):
    """提出期限: when a lesson's work is due in an offering, and how many per cent each begun day of lateness takes."""

    __tablename__ = "deadline"

    offering_id: Mapped[int] = mapped_column(ForeignKey("offering.id"), primary_key=True)
    lesson_slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    due_at: Mapped[datetime]
    percent_per_day: Mapped[float] = mapped_column(default=0.0)


class ManualMark(Model):
    """手動採点の点: what an instructor gave for one text of a learner's; of several the newest counts.

    It belongs to the text and not to the hand-in, so it still stands when the same text is handed in again.
    """

    __tablename__ = "manual_mark"
    __table_args__ = (Index(None, "enrolment_id", "lesson_slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    lesson_slug: Mapped[str] = mapped_column(String(60))
    grade_id: Mapped[str] = mapped_column(String(200))
    text_digest: Mapped[str] = mapped_column(String(64))
    # Neither points nor a comment: the instructor took the mark back.
    points: Mapped[float | None]
    comment: Mapped[str | None] = mapped_column(Text)
    marked_at: Mapped[datetime]
    source: Mapped[MarkSource] = mapped_column(choice(MarkSource))

    enrolment: Mapped[Enrolment] = relationship()
