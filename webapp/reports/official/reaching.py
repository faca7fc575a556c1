"""達成率: what was reached of a target, from printed numbers only."""

from decimal import Decimal
from fractions import Fraction

from webapp.reports.indicators.definitions import Definition
from webapp.reports.indicators.values import Count, Value
from webapp.reports.numerals import Cell, Sign, rounded

# Where less is better, a share of the target says nothing.
LESS_IS_BETTER = frozenset({"I13"})


def as_printed(value: Decimal, definition: Definition) -> Cell:
    """An official number with the digits that its indicator is printed with."""
    return rounded(Fraction(value), definition.digits) if definition.digits else int(value)


def achieved(indicator: str, value: Value, printed: Cell, target: Decimal) -> Cell:
    """達成率: printed ÷ target × 100; － for a target of nothing, the mark where the number is one."""
    if indicator in LESS_IS_BETTER or not target:
        return Sign.NIL
    if printed is Sign.NIL and isinstance(value, Count):
        printed = 0
    if isinstance(printed, Sign):
        return printed
    return rounded(Fraction(printed) / Fraction(target) * 100)
