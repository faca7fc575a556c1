"""起案の入力: what a form says a report is about, checked before anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.fiscal_year import FiscalYear
from webapp.region import Region
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.drafting import Subject
from webapp.wording import mark

VERSIONS = (Version.PRELIMINARY, Version.FINAL, Version.CORRECTED)
FIRST_YEAR, LAST_YEAR = 2000, 2200
CHOOSE = mark("一覧から選んでください。")
NO_DAY = mark("日付を入れてください。例: 2026-03-31")
NOT_IN_PERIOD = mark("基準日は、選んだ年度（四半期）の中の日にしてください。")
BEFORE_AS_OF = mark("データ締切は、基準日と同じ日か、それより後の日にしてください。")
WHICH_NUMBER = mark("訂正する報告書の番号を、数字で入れてください。例: 3")
WHY = mark("訂正の理由を書いてください。正誤表にそのまま載ります。")
WHICH_TOWN = mark("市町村別の資料では、市町村を選んでください。")
WHOLE_YEAR = mark("市町村別の資料は、年度の確定値か訂正版でつくります。")


@dataclass
class Typed:
    """入力: what was typed by field, and what is wrong with it."""

    fields: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    def wrong(self, name: str, message: str) -> None:
        """Say what is wrong, the first thing only."""
        self.problems.setdefault(name, message)

    def text(self, name: str) -> str:
        """What was typed, without spaces around it."""
        return self.fields.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """A day, or None with a problem."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            self.wrong(name, NO_DAY)
            return None

    def number(self, name: str, least: int, most: int, message: str) -> int | None:
        """A whole number within bounds, or None with a problem."""
        typed = self.text(name)
        if typed.isascii() and typed.isdigit() and len(typed) < 10 and least <= int(typed) <= most:
            return int(typed)
        self.wrong(name, message)
        return None


def proposed_subject(today: date) -> dict[str, str]:
    """The year that ended last, as 確定値 once its sheets are in (31 May), as 速報値 before."""
    year = FiscalYear.of(today).previous
    settled = date(year.year + 1, 5, 31)
    version = Version.FINAL if today >= settled else Version.PRELIMINARY
    return {
        "fiscal_year": str(year.year),
        "edition": Edition.COUNCIL.value,
        "version": version.value,
        "as_of": year.end.isoformat(),
        "closing": min(today, settled).isoformat(),
    }


def subject_of(year: FiscalYear, quarter: int | None, edition: Edition, today: date) -> Subject:
    """A year or quarter as it can be told today, as settled values; ValueError for one that has not begun."""
    first, last = _bounds(year, quarter)
    if today < first:
        raise ValueError(f"{first} has not come yet")
    return Subject(year.year, quarter, edition, Version.FINAL, min(last, today), today)


def read_subject(fields: Mapping[str, str], region: Region) -> tuple[Subject | None, dict[str, str]]:
    """A report's subject, or what is wrong by field; the messages are marked texts."""
    typed = Typed(fields)
    year = typed.number("fiscal_year", FIRST_YEAR, LAST_YEAR, CHOOSE)
    quarter = typed.number("quarter", 1, 4, CHOOSE) if typed.text("quarter") else None
    edition = next((one for one in Edition if one.value == typed.text("edition")), None)
    version = next((one for one in VERSIONS if one.value == typed.text("version")), None)
    if edition is None:
        typed.wrong("edition", CHOOSE)
    if version is None:
        typed.wrong("version", CHOOSE)
    as_of, closing = typed.day("as_of"), typed.day("closing")
    if year is not None and as_of is not None:
        first, last = _bounds(FiscalYear(year), quarter)
        if not first <= as_of <= last:
            typed.wrong("as_of", NOT_IN_PERIOD)
    if as_of is not None and closing is not None and closing < as_of:
        typed.wrong("closing", BEFORE_AS_OF)
    replaces, reason = None, ""
    if version is Version.CORRECTED:
        replaces = typed.number("replaces_number", 1, 10**6, WHICH_NUMBER)
        reason = typed.text("reason")[:2000]
        if not reason:
            typed.wrong("reason", WHY)
    town = _town(typed, edition, version, quarter, region)
    if typed.problems or not (year and edition and version and as_of and closing):
        return None, typed.problems
    return Subject(year, quarter, edition, version, as_of, closing, replaces, reason, town), {}


def _town(
    typed: Typed, edition: Edition | None, version: Version | None, quarter: int | None, region: Region
) -> str | None:
    if edition is not Edition.MUNICIPAL:
        return None
    town = next((town.code5 for town in region.towns if town.code5 == typed.text("town")), None)
    if town is None:
        typed.wrong("town", WHICH_TOWN)
    if quarter is not None or version is Version.PRELIMINARY:
        typed.wrong("version", WHOLE_YEAR)
    return town


def _bounds(year: FiscalYear, quarter: int | None) -> tuple[date, date]:
    if quarter is None:
        return year.start, year.end
    firsts = [date(year.year, 4, 1), date(year.year, 7, 1), date(year.year, 10, 1), date(year.year + 1, 1, 1)]
    lasts = [date(year.year, 6, 30), date(year.year, 9, 30), date(year.year, 12, 31), year.end]
    return firsts[quarter - 1], lasts[quarter - 1]
