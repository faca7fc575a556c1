"""印刷できる数: a number is printed where enough people stand behind it; outcomes have a rule of their own."""

from collections.abc import Mapping

from webapp.reports.indicators.values import Count, Rate, Value
from webapp.reports.numerals import Cell, Sign

FAVOURABLE = frozenset({"I12", "I15", "I16a", "I16b", "I24a", "I25", "I26", "I27a"})
UNFAVOURABLE = frozenset({"I13"})
LEAST_N, LEAST_SIDE = 10, 3


def printed(values: Mapping[str, Value], threshold: int) -> dict[str, Cell]:
    """Every number as it is printed beside the others: what two of them would tell together is hidden as well."""
    cells = {id: printable(id, value, threshold) for id, value in values.items()}
    # Of a known number of people a rate tells its count, and the count its rate: both are printed or neither.
    if isinstance(values.get("I12"), Rate) and Sign.HIDDEN in (cells["I11"], cells["I12"]):
        cells["I11"] = cells["I12"] = Sign.HIDDEN
    asked, took_part = values.get("I04"), values.get("I06")
    # Who applied and takes no part are people as well: too few of them, and the difference would tell.
    if (
        isinstance(asked, Count)
        and isinstance(took_part, Count)
        and 0 < abs(asked.value - took_part.value) < threshold
    ):
        cells["I04"] = cells["I05"] = Sign.HIDDEN
    return cells


def printable(indicator: str, value: Value, threshold: int) -> Cell:
    """The number where everybody behind it is one of enough people, x where not; outcomes have a rule of their own."""
    if isinstance(value, Sign):
        return value
    if isinstance(value, Count):
        return value.cell if _enough(value, threshold) else Sign.HIDDEN
    if not isinstance(value, Rate):
        return value.cell
    if indicator in FAVOURABLE | UNFAVOURABLE:
        return value.cell if _outcome_may_be_told(value, indicator in FAVOURABLE) else _hidden(value)
    both = _enough(value.numerator, threshold) and _enough(value.denominator, threshold)
    return value.cell if both else _hidden(value)


def _enough(count: Count, threshold: int) -> bool:
    return count.contributors is None or not 0 < count.contributors < threshold


def _outcome_may_be_told(rate: Rate, favourable: bool) -> bool:
    """結果の規則: ten people or more, three on both sides; nobody at all only on the unfavourable side."""
    people = rate.denominator.contributors or rate.denominator.value
    numerator, others = rate.numerator.value, rate.denominator.value - rate.numerator.value
    good, bad = (numerator, others) if favourable else (others, numerator)
    return people >= LEAST_N and good >= LEAST_SIDE and (bad == 0 or bad >= LEAST_SIDE)


def _hidden(rate: Rate) -> Cell:
    return Sign.NIL if rate.exact is None else Sign.HIDDEN
