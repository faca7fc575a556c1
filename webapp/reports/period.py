"""対象期間: the fiscal year that a page is about, and the moment up to which it counts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.fiscal_year import FiscalYear, in_japan, japanese_date


@dataclass(frozen=True)
class Period:
    """A fiscal year, counted up to (and without) the moment `until` (基準日)."""

    year: FiscalYear
    until: datetime

    @classmethod
    def of(cls, year: FiscalYear, now: datetime) -> "Period":
        """The year as it stands: up to now while it runs, whole once it is over."""
        return cls(year, min(now, year.ends_before))

    @property
    def is_over(self) -> bool:
        """Whether the whole year counts."""
        return self.until == self.year.ends_before

    @property
    def day(self) -> date:
        """基準日: the last day that counts, on a calendar in Japan; 31 March once the year is over."""
        # `until` itself does not count: midnight belongs to the day that it ends.
        return self.year.end if self.is_over else japanese_date(self.until - timedelta(microseconds=1))

    @property
    def previous(self) -> "Period":
        """前年度, or 前年同期 while the year runs: never a whole year beside a part of one."""
        before = self.year.previous
        if self.is_over:
            return Period(before, before.ends_before)
        return Period(before, _a_year_earlier(in_japan(self.until)))

    def holds(self, moment: datetime | None) -> bool:
        """Whether something had happened by then."""
        return moment is not None and moment < self.until


def _a_year_earlier(moment: datetime) -> datetime:
    try:
        return moment.replace(year=moment.year - 1)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year - 1, day=28)
