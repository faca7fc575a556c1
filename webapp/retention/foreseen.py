"""下見: what would go, of which class, and before which day; nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.audit import AuditEntry
from webapp.audit_emptying import emptied_lines
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore
from webapp.retention import files, log_files
from webapp.retention.applying import RULES
from webapp.retention.people import people_due
from webapp.retention.periods import Until
from webapp.retention.rules import Since

# What lies outside the rules, by the name under which it is counted.
BESIDE = {
    "people": ("受講を終えた人（数字は残ります）", "people (figures stay)", Since.PEOPLE),
    "audit": ("監査の行の中身", "what lines of the audit say", Since.AUDIT),
    "books": ("nbgrader の成績簿", "nbgrader's books", Since.WORK),
    "homes": ("学習者のフォルダー", "learners' folders", Since.WORK),
    "files": ("どの提出にも属さないファイル", "files that belong to no hand-in", None),
    "letters": ("もうないメールの書き出し", "written mails of messages that are gone", None),
    "logs": ("記録のファイル", "log files", Since.LOGS),
    "erased_again": ("消去し直した人", "people erased again", None),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One class: what it is, how much of it is due, and what lies before which day goes."""

    name: str
    ja: str
    en: str
    number: int
    before: date | datetime | None
    setting: str


def foreseen(database: Database, settings: Settings, at: datetime) -> list[Line]:
    """What applying the periods at this moment would let go of."""
    until = settings.keep.until(at)
    with database.sessions() as session:
        counts = dict(_counts(session, settings, until))
    return in_lines(counts, until)


def in_lines(counts: dict[str, int], until: Until) -> list[Line]:
    """Numbers by class, with their words and days."""
    words = {rule.name: (rule.ja, rule.en, rule.since) for rule in RULES} | BESIDE
    return [
        Line(name, ja, en, counts[name], since.limit(until) if since else None, since.value if since else "")
        for name, (ja, en, since) in words.items()
        if name in counts
    ]


def _counts(session: Session, settings: Settings, until: Until) -> Iterator[tuple[str, int]]:
    for rule in RULES:
        yield rule.name, _number(session, rule.due(until))
    yield "people", _number(session, people_due(until))
    yield "audit", _number(session, select(AuditEntry.id).where(emptied_lines(until.audit_at)))
    yield "books", len(files.books_over(session, settings.gradebooks, until))
    yield "homes", len(files.folders_due(session, settings.homes, until))
    yield "files", len(list(files.orphans(session, SubmissionStore(settings.submissions), until.at)))
    yield "letters", len(files.letters_due(session, settings.mail, until.at))
    yield "logs", len(log_files.logs_due(settings.logs, until))


def _number(session: Session, due: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(due.subquery())) or 0
