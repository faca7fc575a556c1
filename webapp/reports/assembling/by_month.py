"""月別: attendances by month beside those of the year before, April first."""

from collections.abc import Mapping

from webapp.fiscal_year import FiscalYear
from webapp.reports.assembling.axes import as_counts
from webapp.reports.disclosure.arranging import ALL, Arrangement
from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import Key
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count
from webapp.reports.queries.held import months
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope

BY_MONTH = "I08a_month"
NOW, BEFORE = "now", "before"
NOBODY = Count(0, 0)


def month_sheet(arrangement: Arrangement, reader: Reader, year: Scope) -> Sheet:
    """延べ出席者数 by month, of this year and of the one before, each with its total."""
    cells: set[Key] = set()
    for which, scope in ((NOW, year), (BEFORE, year.previous)):
        counts = _counts(reader, scope)
        for at, month in enumerate(month_keys(scope.period.year)):
            arrangement.count(("I08a", which, str(at)), counts.get((month,), NOBODY))
        whole = as_counts(evaluate("I08a", reader, scope)).get((), NOBODY)
        arrangement.count(("I08a", which, ALL), whole, is_margin=True)
        lines = [("I08a", which, str(at)) for at in range(12)]
        arrangement.total(("I08a", which, ALL), lines)
        cells |= {*lines, ("I08a", which, ALL)}
    of_now = tuple(("I08a", NOW, str(at)) for at in range(12))
    kept = frozenset({("I08a", BEFORE, ALL)})
    return Sheet(BY_MONTH, frozenset(cells), ("I08a", NOW, ALL), of_now, kept=kept)


def month_keys(year: FiscalYear) -> list[str]:
    """2026-04 to 2027-03."""
    return [key for key, _begins, _ends in months(year)]


def _counts(reader: Reader, scope: Scope) -> Mapping[Key, Count]:
    return as_counts(evaluate("I08a", reader, scope, Breakdown.MONTH))
