"""集計の範囲: what a number is about: whose offerings, which year or quarter, as of which day, recorded by when."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from webapp.reports.period import Period


@dataclass(frozen=True)
class Scope:
    """範囲: what happened before `period.until` (基準日) and was recorded before `recorded_before` (データ締切).

    A sheet of March that was typed in April counts, where it was typed before the deadline. Without a quarter it
    is the whole year; without hosts it is the whole partnership.
    """

    period: Period
    recorded_before: datetime
    quarter: int | None = None
    hosts: frozenset[int] | None = None

    @classmethod
    def of(cls, period: Period, recorded_before: datetime, hosts: Collection[int] | None = None) -> "Scope":
        """A year, of these partners or of all."""
        return cls(period, recorded_before, None, None if hosts is None else frozenset(hosts))

    @property
    def previous(self) -> "Scope":
        """前年度 or 前年同期, as it was recorded by now."""
        return replace(self, period=self.period.previous)

    def in_quarter(self, quarter: int) -> "Scope":
        """One quarter of the same year."""
        return replace(self, quarter=quarter)
