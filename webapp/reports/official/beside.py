"""主要指標に添える公式の数値: a target and what was reached of it; 旧集計 where the year before was not counted here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.official import WHOLE, EarlierTotal
from webapp.region import Words
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.values import Value
from webapp.reports.numerals import Cell, Sign, difference
from webapp.reports.official.reaching import achieved, as_printed
from webapp.reports.queries.official import cost, targets, whole_totals
from webapp.reports.scope import Scope
from webapp.wording import mark

TARGET, ACHIEVED = mark("目標"), mark("達成率")


@dataclass(frozen=True)
class EarlierYear:
    """旧集計 of the year before: what stands in its column, told from where it comes; it is added to nothing."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    comparable: frozenset[str] = frozenset()
    notes: tuple[Words, ...] = ()

    def compared(self, indicator: str, now: Cell) -> Cell:
        """I17 across the break: only where the total was counted as it is counted now."""
        return difference(now, self.cells[indicator]) if indicator in self.comparable else Sign.NIL


def earlier_year(session: Session, scope: Scope, before: Mapping[str, Cell]) -> EarlierYear:
    """What is known of the year before where nothing of it was counted here; a whole year is set beside a whole one only."""
    if before["I01"] is not Sign.NIL or not scope.period.is_over or scope.hosts or scope.quarter:
        return EarlierYear()
    totals = whole_totals(session, scope.period.year.year - 1)
    return EarlierYear(
        {id: as_printed(total.value, definitions()[id]) for id, total in totals.items()},
        frozenset(id for id, total in totals.items() if total.comparable),
        tuple(told(total) for total in totals.values()),
    )


@dataclass(frozen=True)
class Costs:
    """経費 of the year and the one before: whether they may be compared, and what they are."""

    comparable: bool
    notes: tuple[Words, ...]


def costs_of(session: Session, scope: Scope) -> Costs:
    """予算 is never set against 決算: the change would be that between a plan and what became of it."""
    now, before = (cost(session, scope.period.year.year - ago) for ago in (0, 1))
    if now is None or scope.hosts is not None or scope.quarter is not None:
        return Costs(False, ())
    name = definitions()["I18"].name
    ja, en = ("決算額", "settled amount") if now.is_settled else ("予算額", "budget")
    note = Words(f"{name.ja}は{ja}によります。", f"{name.en}: by the {en}.")
    return Costs(before is not None and before.is_settled == now.is_settled, (note,))


def told(total: EarlierTotal) -> Words:
    """旧集計 with its source and its date."""
    name, year = definitions()[total.indicator].name, FiscalYear(total.fiscal_year)
    return Words(
        f"{year.label_ja}の{name.ja}は旧集計です（出典: {total.source}、{total.dated:%Y年%-m月%-d日}現在）。",
        f"{name.en} of {year.label_en} is an earlier total (source: {total.source}, as of {total.dated.isoformat()}).",
    )


def whole_targets(session: Session, scope: Scope) -> Mapping[str, Decimal]:
    """目標値 of the year as a whole, by indicator; of the partnership and the year, of no host and no quarter."""
    if scope.hosts is not None or scope.quarter is not None:
        return {}
    wanted = targets(session, scope.period.year.year)
    return {indicator: value for (indicator, row), value in wanted.items() if row == WHOLE}


def reached(indicator: str, value: Value, printed: Cell, target: Decimal | None) -> tuple[Cell, Cell]:
    """目標 and 達成率; － where there is no target."""
    if target is None:
        return Sign.NIL, Sign.NIL
    return as_printed(target, definitions()[indicator]), achieved(indicator, value, printed, target)
