"""満足度 on the first screen: with the number of answers beside it, and x below ten of them."""

from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Rate
from webapp.reports.numerals import Cell, Sign
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.reports.tables import PER_CENT, Figure
from webapp.wording import mark


def satisfaction(reader: Reader, scope: Scope) -> Figure:
    """I15 of these hosts, beside the year before."""
    now, basis = _told(reader, scope)
    before, _ = _told(reader, scope.previous)
    return Figure("I15", mark("満足度"), PER_CENT, now, before, basis, counts_answers=True)


def _told(reader: Reader, scope: Scope) -> tuple[Cell, tuple[int, int] | None]:
    value = evaluate("I15", reader, scope).get(WHOLE, Sign.NIL)
    if isinstance(value, Sign):
        return value, None
    if not isinstance(value, Rate) or value.exact is None:
        return Sign.NIL, None
    return value.cell, (value.numerator.value, value.denominator.value)
