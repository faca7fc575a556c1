"""主要指標表: the whole of each indicator beside the year before, each number printed only where it may be."""

from collections.abc import Mapping

from webapp.region import Words
from webapp.reports.assembling.labels import Labels
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Count, Rate, Value
from webapp.reports.numerals import Cell, Sign, difference
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

LINES = (
    "I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08a", "I08b", "I09", "I10", "I11", "I12", "I13", "I20", "I21",
    "I24a", "I26", "I27a", "I28", "I29",
)  # fmt: skip
FAVOURABLE = frozenset({"I12", "I24a", "I26", "I27a"})
UNFAVOURABLE = frozenset({"I13"})
LEAST_N, LEAST_SIDE = 10, 3
MAIN_FIGURES = "main_figures"
TITLE, HEADING = mark("主要指標"), mark("指標")
NOW, BEFORE, SAME_PERIOD, CHANGE = mark("実績"), mark("前年度"), mark("前年同期"), mark("前年度比")
NOTE = mark("率の前年度比はポイント差です。端数処理のため合計と一致しない場合があります。")


def summary_table(reader: Reader, scope: Scope, threshold: int, labels: Labels) -> Table:
    """実績, 前年度 (前年同期 while the year runs) and the change, one line per indicator."""
    now, before = _cells(reader, scope, threshold), _cells(reader, scope.previous, threshold)
    beside = BEFORE if scope.period.is_over else SAME_PERIOD
    columns = (
        Column("actual", labels.both(NOW)),
        Column("before", labels.both(beside)),
        Column("change", labels.both(CHANGE), Words("％", "%"), "I17"),
    )
    known = definitions()
    # In the first year of all nothing is new: there is nothing to compare with.
    is_first = before["I01"] is Sign.NIL
    rows = tuple(
        Row(
            id,
            known[id].name,
            (now[id], before[id], Sign.NIL if is_first else change_of(now[id], before[id])),
            indicator=id,
            unit=known[id].unit,
        )
        for id in LINES
    )
    return Table(MAIN_FIGURES, labels.both(TITLE), labels.both(HEADING), columns, rows, (labels.both(NOTE),))


def _cells(reader: Reader, scope: Scope, threshold: int) -> Mapping[str, Cell]:
    values = {id: evaluate(id, reader, scope).get(WHOLE, Sign.NIL) for id in LINES}
    cells = {id: printable(id, value, threshold) for id, value in values.items()}
    # Of a known number of people a rate tells its count, and the count its rate: both are printed or neither.
    if isinstance(values["I12"], Rate) and Sign.HIDDEN in (cells["I11"], cells["I12"]):
        cells["I11"] = cells["I12"] = Sign.HIDDEN
    asked, took_part = values["I04"], values["I06"]
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


def change_of(now: Cell, before: Cell) -> Cell:
    """I17 between two printed cells; a change of a hidden number would tell it, and nobody (－) is a count as well."""
    if now is Sign.HIDDEN or before is Sign.HIDDEN:
        return Sign.HIDDEN
    return difference(now, 0 if before is Sign.NIL and isinstance(now, int) else before)


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
