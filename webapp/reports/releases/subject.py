"""起案の入力: what a form says a report is about, checked before anything is kept."""

from collections.abc import Mapping, Sequence
from datetime import date

from webapp.fiscal_year import FiscalYear
from webapp.programme.typed import Typed
from webapp.region import Region
from webapp.reports.frozen.report import Edition, Version
from webapp.reports.releases.drafting import Subject
from webapp.wording import mark

VERSIONS = (Version.PRELIMINARY, Version.FINAL, Version.CORRECTED)
FIRST_YEAR, LAST_YEAR = 2000, 2200
CHOOSE = mark("一覧から選んでください。")
NOT_IN_PERIOD = mark("基準日は、選んだ年度（四半期）の中の日にしてください。")
BEFORE_AS_OF = mark("データ締切は、基準日と同じ日か、それより後の日にしてください。")
WHICH_NUMBER = mark("訂正する報告書の番号を、数字で入れてください。例: 3")
WHY = mark("訂正の理由を書いてください。正誤表にそのまま載ります。")
WHICH_TOWN = mark("市町村別の資料では、市町村を選んでください。")
WHOLE_YEAR = mark("市町村別の資料は、年度の確定値か訂正版でつくります。")


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


def read_subject(
    fields: Mapping[str, Sequence[str]], region: Region
) -> tuple[Subject | None, dict[str, str]]:
    """A report's subject, or what is wrong by field; the messages are marked texts."""
    typed = Typed(fields)
    year = typed.number("fiscal_year", FIRST_YEAR, LAST_YEAR)
    if year is None:
        typed.refuse("fiscal_year", CHOOSE)
    quarter = typed.number("quarter", 1, 4)
    edition = typed.one_of("edition", Edition, Edition.COUNCIL)
    version = typed.one_of("version", _version, Version.FINAL)
    as_of, closing = typed.day("as_of", needed=True), typed.day("closing", needed=True)
    if year is not None and as_of is not None:
        first, last = _bounds(FiscalYear(year), quarter)
        if not first <= as_of <= last:
            typed.refuse("as_of", NOT_IN_PERIOD)
    if as_of is not None and closing is not None and closing < as_of:
        typed.refuse("closing", BEFORE_AS_OF)
    replaces, reason = _corrected(typed) if version is Version.CORRECTED else (None, "")
    town = _town(typed, version, quarter, region) if edition is Edition.MUNICIPAL else None
    if typed.problems or year is None or as_of is None or closing is None:
        return None, {problem.field: problem.message_ja for problem in typed.problems}
    return Subject(year, quarter, edition, version, as_of, closing, replaces, reason, town), {}


def _version(given: str) -> Version:
    version = Version(given)
    if version not in VERSIONS:
        raise ValueError(given)
    return version


def _corrected(typed: Typed) -> tuple[int | None, str]:
    replaces, reason = typed.number("replaces_number", 1, 10**6), typed.text("reason", 2000)
    if replaces is None:
        typed.refuse("replaces_number", WHICH_NUMBER)
    if not reason:
        typed.refuse("reason", WHY)
    return replaces, reason


def _town(typed: Typed, version: Version, quarter: int | None, region: Region) -> str | None:
    given = typed.text("town")
    if given not in {town.code5 for town in region.towns}:
        typed.refuse("town", WHICH_TOWN)
    if quarter is not None or version is Version.PRELIMINARY:
        typed.refuse("version", WHOLE_YEAR)
    return given


def _bounds(year: FiscalYear, quarter: int | None) -> tuple[date, date]:
    if quarter is None:
        return year.start, year.end
    firsts = [date(year.year, 4, 1), date(year.year, 7, 1), date(year.year, 10, 1), date(year.year + 1, 1, 1)]
    lasts = [date(year.year, 6, 30), date(year.year, 9, 30), date(year.year, 12, 31), year.end]
    return firsts[quarter - 1], lasts[quarter - 1]
