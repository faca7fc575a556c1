"""目標と旧集計の表: each target beside what was reached, and official totals with their source."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from webapp.fiscal_year import FiscalYear
from webapp.programme.official import WHOLE, EarlierTotal
from webapp.programme.roadmap import roadmap
from webapp.region import Words
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.breakdowns import WHITELIST, Breakdown
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import Count, Value
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign
from webapp.reports.official.beside import ACHIEVED, TARGET
from webapp.reports.official.reaching import achieved, as_printed
from webapp.reports.printing import printed
from webapp.reports.queries.official import earlier_totals, targets
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

TITLE, HEADING = mark("目標と達成率"), mark("指標")
ACTUAL = mark("実績")
NOTE = mark("達成率は、実績 ÷ 目標 × 100 です。目標が0の指標と、低いほどよい指標では示しません。")

# What a number is printed beside elsewhere: it is hidden where the two would tell.
TOLD_TOGETHER = {"I04": ("I06",), "I05": ("I04", "I06"), "I11": ("I12",), "I12": ("I11",)}


def targets_table(reader: Reader, scope: Scope, threshold: int, labels: Labels) -> Table:
    """目標, 実績 and 達成率, a line per target of the year, the whole before its rows."""
    wanted = targets(reader.session, scope.period.year.year)
    found: dict[str, tuple[Mapping[str, Value], Mapping[str, Cell]]] = {}
    rows = []
    for (indicator, line), target in sorted(wanted.items(), key=lambda item: _order(*item[0])):
        by = Breakdown.PROGRAMME_ROW if line else Breakdown.TOTAL
        key = f"{indicator}_{by.value}"
        if key not in found:
            found[key] = _reached(reader, scope, threshold, indicator, by)
        values, cells = found[key]
        rows.append(_row(indicator, line, target, values.get(line, Count(0, 0)), cells.get(line, Sign.NIL)))
    columns = (
        Column("target", labels.both(TARGET)),
        Column("actual", labels.both(ACTUAL)),
        Column("achieved", labels.both(ACHIEVED), Words("％", "%")),
    )
    return Table(
        "targets", labels.both(TITLE), labels.both(HEADING), columns, tuple(rows), (labels.both(NOTE),)
    )


@dataclass(frozen=True)
class EarlierLine:
    """旧集計の行: a total, its name and its number as it is printed."""

    total: EarlierTotal
    year: FiscalYear
    name: Words
    unit: Words
    cell: Cell


def earlier_lines(session: Session) -> list[EarlierLine]:
    """Every 旧集計, the newest year first."""
    return [
        EarlierLine(
            total,
            FiscalYear(total.fiscal_year),
            _named(total.indicator, total.programme_row),
            definitions()[total.indicator].unit,
            as_printed(total.value, definitions()[total.indicator]),
        )
        for total in earlier_totals(session)
    ]


def has_rows(indicator: str) -> bool:
    """Whether an indicator may be given by the rows of the road map."""
    return Breakdown.PROGRAMME_ROW in WHITELIST[indicator]


def _order(indicator: str, line: str) -> tuple[str, int]:
    return indicator, [WHOLE, *roadmap()].index(line) if line in [WHOLE, *roadmap()] else len(roadmap()) + 1


def _reached(
    reader: Reader, scope: Scope, threshold: int, indicator: str, by: Breakdown
) -> tuple[Mapping[str, Value], Mapping[str, Cell]]:
    """By row ("" for the whole); where one row has too few people all are x: the whole would tell the one."""
    asked = {id: evaluate(id, reader, scope, by) for id in (indicator, *TOLD_TOGETHER.get(indicator, ()))}
    values, cells = {}, {}
    for key, value in asked[indicator].items():
        line = key[0] if key else WHOLE
        beside = {id: of.get(key, Count(0, 0)) for id, of in asked.items()}
        values[line], cells[line] = value, printed(beside, threshold)[indicator]
    if Sign.HIDDEN in cells.values():
        cells = dict.fromkeys(cells, Sign.HIDDEN)
    return values, cells


def _row(indicator: str, line: str, target: Decimal, value: Value, cell: Cell) -> Row:
    definition = definitions()[indicator]
    cells = (as_printed(target, definition), cell, achieved(indicator, value, cell, target))
    key = f"{indicator}_{line}" if line else indicator
    return Row(key, _named(indicator, line), cells, indicator=indicator, unit=definition.unit)


def _named(indicator: str, line: str) -> Words:
    name, row = definitions()[indicator].name, roadmap().get(line)
    return Words(f"{name.ja}: {row.name_ja}", f"{name.en}: {row.name_en}") if row else name
