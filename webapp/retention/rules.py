"""規則: per class of data what goes, or is emptied, when; found by number, let go in batches, found no more afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Select
from sqlalchemy.orm import Session

from webapp.retention.periods import Until


class Since(StrEnum):
    """どの保存期間か: the setting that says how long a class is kept."""

    WORK = "TATEYAMA_KEEP_WORK_YEARS"
    PEOPLE = "TATEYAMA_KEEP_PEOPLE_YEARS"
    AUDIT = "TATEYAMA_KEEP_AUDIT_YEARS"
    LOGS = "TATEYAMA_KEEP_LOG_DAYS"

    def limit(self, until: Until) -> date | datetime:
        """Before which day or moment something lies that goes."""
        return {
            Since.WORK: until.work,
            Since.PEOPLE: until.people,
            Since.AUDIT: until.audit_at,
            Since.LOGS: until.log_at,
        }[self]


@dataclass(frozen=True)
class Rule:
    """One class of rows: which are due, and what letting go of some of them means."""

    name: str
    ja: str
    en: str
    since: Since
    due: Callable[[Until], Select[int]]
    let_go: Callable[[Session, Sequence[int]], None]
