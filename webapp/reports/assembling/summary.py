"""主要指標表: the whole of each indicator beside the year before, each number printed only where it may be."""

from collections.abc import Mapping

from webapp.region import Words
from webapp.reports.frozen.table import NO_UNIT, Column, Row, Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Estimate, Rate, Value
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign, difference, write
from webapp.reports.official.beside import ACHIEVED, TARGET, costs_of, earlier_year, reached, whole_targets
from webapp.reports.printing import printable, printed
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

LINES = (
    "I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08a", "I08b", "I09", "I10", "I11", "I12", "I13", "I14",
    "I15", "I16a", "I16b", "I18", "I20", "I21", "I24a", "I24b", "I25", "I26", "I27a", "I28", "I29",
)  # fmt: skip
MAIN_FIGURES = "main_figures"
TITLE, HEADING = mark("主要指標"), mark("指標")
NOW, BEFORE, SAME_PERIOD, CHANGE = mark("実績"), mark("前年度"), mark("前年同期"), mark("前年度比")
NOTE = mark("率の前年度比はポイント差です。端数処理のため合計と一致しない場合があります。")


def summary_table(reader: Reader, scope: Scope, threshold: int, labels: Labels) -> Table:
    """実績, 前年度 (前年同期 while the year runs) and the change, one line per indicator."""
    values = _values(reader, scope)
    now = printed(values, threshold)
    before = printed(_values(reader, scope.previous), threshold)
    earlier = earlier_year(reader.session, scope, before)
    beside = BEFORE if scope.period.is_over else SAME_PERIOD
    columns: tuple[Column, ...] = (
        Column("actual", labels.both(NOW)),
        Column("before", labels.both(beside)),
        Column("change", labels.both(CHANGE), Words("％", "%"), "I17"),
    )
    known = definitions()
    wanted, costs = whole_targets(reader.session, scope), costs_of(reader.session, scope)
    if wanted:
        columns += (
            Column("target", labels.both(TARGET)),
            Column("achieved", labels.both(ACHIEVED), Words("％", "%")),
        )
    # In the first year of all nothing is new: there is nothing to compare with.
    is_first = before["I01"] is Sign.NIL
    rows = []
    for id in LINES:
        compared = earlier.compared(id, now[id]) if is_first else change_of(now[id], before[id])
        if id == "I18" and not costs.comparable:
            compared = Sign.NIL
        cells: tuple[Cell, ...] = (now[id], earlier.cells.get(id, before[id]), compared)
        if wanted:
            cells += reached(id, values[id], now[id], wanted.get(id))
        rows.append(Row(id, known[id].name, cells, indicator=id, unit=known[id].unit))
    notes = (labels.both(NOTE), *earlier.notes, *costs.notes, *told_beside(values, now, threshold))
    return Table(MAIN_FIGURES, labels.both(TITLE), labels.both(HEADING), columns, tuple(rows), notes)


def _values(reader: Reader, scope: Scope) -> Mapping[str, Value]:
    return {id: evaluate(id, reader, scope).get(WHOLE, Sign.NIL) for id in LINES}


def told_beside(values: Mapping[str, Value], cells: Mapping[str, Cell], threshold: int) -> tuple[Words, ...]:
    """Beside each printed result of a survey its n and its response rate, beside a mean its interval."""
    notes = []
    for id, value in values.items():
        if isinstance(cells[id], Sign) or not isinstance(value, Rate | Estimate) or value.response is None:
            continue
        name, response = definitions()[id].name, write(printable("I14", value.response, threshold))
        n = write(value.n if isinstance(value, Estimate) else value.denominator.value)
        low, high = (write(value.low), write(value.high)) if isinstance(value, Estimate) else ("", "")
        interval = (
            Words(f"、95％信頼区間 {low}～{high}", f", 95 % interval {low} to {high}") if low else NO_UNIT
        )
        notes.append(
            Words(
                f"{name.ja}: 有効回答 {n}件{interval.ja}、回収率 {response}％",
                f"{name.en}: {n} valid answers{interval.en}, response rate {response} %",
            )
        )
    return tuple(notes)


def change_of(now: Cell, before: Cell) -> Cell:
    """I17 between two printed cells; a change of a hidden number would tell it, and nobody (－) is a count as well."""
    if now is Sign.HIDDEN or before is Sign.HIDDEN:
        return Sign.HIDDEN
    return difference(now, 0 if before is Sign.NIL and isinstance(now, int) else before)
