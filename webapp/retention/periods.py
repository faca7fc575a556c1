"""保存期間の設定: for how long each class of data is kept; a proposal until the operator decides (運用者が決める)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.fiscal_year import in_japan


@dataclass(frozen=True)
class Periods:
    """How long: years after a course's end for work and for people, years for the audit, days for logs."""

    work_years: int = 1
    people_years: int = 5
    audit_years: int = 3
    log_days: int = 90

    def until(self, at: datetime) -> "Until":
        """The days that lie too far back at a moment, in Japan."""
        today = in_japan(at).date()
        return Until(
            at,
            years_before(today, self.work_years),
            years_before(today, self.people_years),
            at_years_before(at, self.work_years),
            at_years_before(at, self.people_years),
            at_years_before(at, self.audit_years),
            at - timedelta(days=self.log_days),
        )


@dataclass(frozen=True)
class Until:
    """What ended or was written before these goes: days for courses, moments for what has a moment of its own."""

    at: datetime
    work: date
    people: date
    work_at: datetime
    people_at: datetime
    audit_at: datetime
    log_at: datetime


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February where the other year has no 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def at_years_before(at: datetime, years: int) -> datetime:
    """The same moment so many years earlier."""
    day = years_before(at.date(), years)
    return at.replace(year=day.year, month=day.month, day=day.day)
