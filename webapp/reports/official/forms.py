"""公式の数値の入力: reads the three forms of the page; what cannot be kept stays beside its field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from webapp.fiscal_year import FiscalYear
from webapp.programme.entering import LARGEST, Source, Stated
from webapp.programme.official import WHOLE
from webapp.programme.roadmap import roadmap
from webapp.programme.typed import NEEDED, Problem, Typed
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import INDICATORS
from webapp.reports.official.tables import has_rows
from webapp.wording import mark

FIRST_YEAR = 1990
MOST_YEN = 999_999_999
CHOOSE = mark("一覧から選んでください。")
NO_ROWS = mark("この指標は、事業の区分ごとには集計しません。「全体」を選んでください。")
WHOLE_NUMBER = mark("この指標の値は、小数を付けずに入力してください。")
NOT_OVER = mark("終わった年度を入力してください。")
LATER_DAY = mark("まだ来ていない日は入力できません。")

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Entry:
    """入力された数値; no value where it is to be taken out."""

    what: Stated
    value: Decimal | None
    source: Source | None = None


def read_target(fields: Fields, year: FiscalYear) -> tuple[Entry | None, list[Problem]]:
    """目標値 of a year."""
    typed = Typed(fields)
    what, value = _stated(typed, "target", year.year), _value(typed, "target")
    return (None, typed.problems) if typed.problems else (Entry(what, value), [])


def read_earlier_total(fields: Fields, today: date) -> tuple[Entry | None, list[Problem]]:
    """旧集計: of a year that is over, never without a source and a day."""
    typed = Typed(fields)
    year = typed.number("earlier_year", FIRST_YEAR, 2200)
    if year is None:
        typed.refuse("earlier_year", NEEDED)
    elif FiscalYear(year).end >= today:
        typed.refuse("earlier_year", NOT_OVER)
    what, value = _stated(typed, "earlier", year or 0), _value(typed, "earlier")
    takes_out = value is None and not typed.problems
    name = typed.text("earlier_source", 300, needed=not takes_out)
    dated = typed.day("earlier_dated", needed=not takes_out)
    if dated is not None and dated > today:
        typed.refuse("earlier_dated", LATER_DAY)
    if typed.problems:
        return None, typed.problems
    source = Source(name, dated or today, typed.ticked("earlier_comparable"))
    return Entry(what, value, source), []


def read_settled(fields: Fields) -> tuple[int | None, list[Problem]]:
    """決算額 in yen; none where it is to be taken out."""
    typed = Typed({"settled_yen": [value.replace(",", "") for value in fields.get("settled_yen", ())]})
    yen = typed.number("settled_yen", 0, MOST_YEN)
    return yen, typed.problems


def _stated(typed: Typed, form: str, year: int) -> Stated:
    indicator, row = typed.text(f"{form}_indicator"), typed.text(f"{form}_row")
    if indicator not in INDICATORS:
        typed.refuse(f"{form}_indicator", CHOOSE)
    elif row != WHOLE and row not in roadmap():
        typed.refuse(f"{form}_row", CHOOSE)
    elif row != WHOLE and not has_rows(indicator):
        typed.refuse(f"{form}_row", NO_ROWS)
    return Stated(year, indicator, row)


def _value(typed: Typed, form: str) -> Decimal | None:
    value = typed.decimal(f"{form}_value", LARGEST)
    known = definitions().get(typed.text(f"{form}_indicator"))
    if value is not None and known is not None and not known.digits and value != value.to_integral_value():
        typed.refuse(f"{form}_value", WHOLE_NUMBER)
    return value
