"""年度: April to March, the year in which everything here is counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

# Japan has had no daylight saving since 1951, so the offset needs no time zone database on the host.
JAPAN = timezone(timedelta(hours=9), "JST")

# First day of the era and its name; the newest first.
_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))


def in_japan(moment: datetime) -> datetime:
    """The same moment on a clock in Japan."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(JAPAN)


def japanese_date(when: date | datetime) -> date:
    """The calendar day in Japan on which this moment falls."""
    return in_japan(when).date() if isinstance(when, datetime) else when


def wareki_year(day: date) -> str:
    """和暦: the era and its year, e.g. 令和4年, 令和元年, 平成31年."""
    for first, era in _ERAS:
        if day >= first:
            number = day.year - first.year + 1
            return f"{era}{'元' if number == 1 else number}年"
    raise ValueError("days before 昭和 have no place here")


@dataclass(frozen=True, order=True)
class FiscalYear:
    """年度: the year from 1 April to 31 March, named by its April."""

    year: int

    @classmethod
    def of(cls, when: date | datetime) -> "FiscalYear":
        """The fiscal year of a day, or of a moment as a clock in Japan shows it."""
        day = japanese_date(when)
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def start(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def end(self) -> date:
        """31 March of the next calendar year, the last day that counts."""
        return date(self.year + 1, 3, 31)

    @property
    def starts_at(self) -> datetime:
        """Midnight in Japan at the beginning of 1 April."""
        return datetime(self.year, 4, 1, tzinfo=JAPAN)

    @property
    def ends_before(self) -> datetime:
        """Midnight in Japan after 31 March: the first moment that no longer counts."""
        return datetime(self.year + 1, 4, 1, tzinfo=JAPAN)

    @property
    def previous(self) -> "FiscalYear":
        """前年度."""
        return FiscalYear(self.year - 1)

    @property
    def label_ja(self) -> str:
        """令和4年度(2022年度); April 2019 was still 平成, but the year is called 令和元年度 by custom."""
        named_by = date(2019, 5, 1) if self.year == 2019 else self.start
        return f"{wareki_year(named_by)}度({self.year}年度)"

    @property
    def label_en(self) -> str:
        """FY2022."""
        return f"FY{self.year}"

    def __contains__(self, when: date | datetime) -> bool:
        return FiscalYear.of(when) == self

    def quarter(self, when: date | datetime) -> int:
        """四半期: 1 for April to June, up to 4 for January to March; ValueError outside this year."""
        if when not in self:
            raise ValueError(f"{when} is not in {self.label_en}")
        return (japanese_date(when).month - 4) % 12 // 3 + 1
