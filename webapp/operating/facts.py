"""事実を集める: what the checks and the metrics are made from, read from database, disk and hub."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, make_url, or_, select, text
from sqlalchemy.orm import Session

from webapp.mail.models import Message, MessageState
from webapp.participation.models import LET_GO, Submission, SubmissionState

UNFINISHED = (SubmissionState.QUEUED, SubmissionState.RUNNING)
RECENT = timedelta(days=7)


@dataclass(frozen=True)
class Backlog:
    """What is in the database's two queues, by state, and since when the oldest of what waits does."""

    hand_ins: dict[SubmissionState, int]
    oldest_hand_in: datetime | None
    mail: dict[MessageState, int]
    oldest_mail: datetime | None

    @property
    def waiting(self) -> int:
        """Hand-ins without a score yet that still get one by themselves."""
        return sum(self.hand_ins[state] for state in UNFINISHED)


def backlog(session: Session) -> Backlog:
    """Count both queues; every state is there, with 0 where nothing is in it."""
    return Backlog(
        _hand_ins(session),
        session.scalar(select(func.min(Submission.received_at)).where(Submission.state.in_(UNFINISHED))),
        _mail(session),
        session.scalar(select(func.min(Message.queued_at)).where(Message.state == MessageState.QUEUED)),
    )


def _hand_ins(session: Session) -> dict[SubmissionState, int]:
    # What was never graded and is let go is nobody's work any more.
    counts = or_(Submission.state != SubmissionState.PARKED, Submission.sha256 != LET_GO)
    rows = session.execute(
        select(Submission.state, func.count().label("number")).where(counts).group_by(Submission.state)
    )
    return dict.fromkeys(SubmissionState, 0) | {row.state: row.number for row in rows}


def _mail(session: Session) -> dict[MessageState, int]:
    rows = session.execute(select(Message.state, func.count().label("number")).group_by(Message.state))
    return dict.fromkeys(MessageState, 0) | {row.state: row.number for row in rows}


def failed_lately(session: Session, now: datetime) -> int:
    """Messages of the last seven days that could not be sent."""
    failed = (Message.state == MessageState.FAILED) & (Message.queued_at > now - RECENT)
    return session.scalar(select(func.count()).select_from(Message).where(failed)) or 0


def kind_of(database_url: str) -> str:
    """What the database is called."""
    return "SQLite" if make_url(database_url).get_backend_name() == "sqlite" else "PostgreSQL"


def size_of(session: Session, database_url: str) -> int:
    """Bytes that the database takes on its disk; SQLite's log is a part of it."""
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite":
        return int(session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    session.execute(text("SELECT 1"))
    files = [Path(f"{address.database}{ending}") for ending in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.is_file())


def last_backup(file: Path) -> datetime | None:
    """The newest moment in data/backups.json, a list of objects with `at`; None where there is none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        moments = [
            datetime.fromisoformat(kept["at"]) for kept in json.loads(file.read_text(encoding="utf-8"))
        ]
        return max(moments).astimezone(UTC) if moments else None
    return None


def note_backup(file: Path, at: datetime) -> None:
    """Tell data/backups.json of a backup, which keeps the last two; a reader finds the old list or the new one."""
    known = last_backup(file)
    moments = sorted({moment for moment in (known, at.astimezone(UTC)) if moment is not None})
    temporary = file.with_suffix(".tmp")
    temporary.write_text(json.dumps([{"at": moment.isoformat()} for moment in moments]), encoding="ascii")
    temporary.replace(file)
