"""五年の推移: enrolments and persons of five years side by side, each year counted as of the same day of the year.

A year that was not counted here is told by its 旧集計, where there is one: marked, with its source, and past a break.
"""

from collections.abc import Iterator, Mapping

from webapp.fiscal_year import FiscalYear
from webapp.programme.official import EarlierTotal
from webapp.region import Words
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign
from webapp.reports.official.beside import told
from webapp.reports.official.reaching import as_printed
from webapp.reports.printing import printable
from webapp.reports.queries.official import whole_totals
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

YEARS = 5
BY_YEAR = "years"
SERIES = ("I06", "I07", "I11", "I12")
TITLE, YEAR = mark("年度別の推移"), mark("年度")
# What the key of a line begins with that was counted in another way.
BROKEN = "earlier-"
SAME_DAY = mark("年度の途中の報告では、どの年度も同じ月日までを数えています。")


def year_table(reader: Reader, scope: Scope, threshold: int, labels: Labels) -> Table:
    """Whole numbers of each year, the oldest first; a year of which nothing is known is …"""
    known = definitions()
    columns = tuple(Column(id, known[id].name, known[id].unit, id) for id in SERIES)
    counted = {each.period.year.year: _row(reader, each, threshold) for each in years_back(scope)}
    earlier = {
        year: totals
        for year, row in counted.items()
        if set(row.cells) == {Sign.UNKNOWN} and (totals := _earlier(reader, scope, year))
    }
    rows = tuple(
        _earlier_row(year, earlier[year]) if year in earlier else row for year, row in counted.items()
    )
    sources = tuple(told(total) for totals in earlier.values() for total in totals.values())
    return Table(
        BY_YEAR, labels.both(TITLE), labels.both(YEAR), columns, rows, (labels.both(SAME_DAY), *sources)
    )


def rows_past_a_break(table: Table) -> Iterator[Row]:
    """The lines that were counted in another way than those after them."""
    return (row for row in table.rows if row.key.startswith(BROKEN))


def years_back(scope: Scope) -> list[Scope]:
    """So many years up to this one, the oldest first, each up to the same day."""
    scopes = [scope]
    while len(scopes) < YEARS:
        scopes.append(scopes[-1].previous)
    return scopes[::-1]


def year_label(year: FiscalYear) -> Words:
    """令和7年度 and FY2025, short enough to stand under a chart."""
    return Words(year.label_ja.partition("(")[0], year.label_en)


def _row(reader: Reader, scope: Scope, threshold: int) -> Row:
    year = scope.period.year
    held = evaluate("I01", reader, scope).get(WHOLE, Sign.NIL)
    cells: tuple[Cell, ...] = tuple(
        printable(id, evaluate(id, reader, scope).get(WHOLE, Sign.NIL), threshold)
        if not isinstance(held, Sign) and held.cell is not Sign.NIL
        else Sign.UNKNOWN
        for id in SERIES
    )
    # The count of who completed goes with its rate: either tells the other.
    if Sign.HIDDEN in cells[2:]:
        cells = (*cells[:2], Sign.HIDDEN, Sign.HIDDEN)
    return Row(str(year.year), year_label(year), cells)


def _earlier(reader: Reader, scope: Scope, year: int) -> Mapping[str, EarlierTotal]:
    """旧集計 of a year; a whole year is set beside whole ones of the whole programme only."""
    if not scope.period.is_over or scope.hosts is not None or scope.quarter is not None:
        return {}
    return {id: total for id, total in whole_totals(reader.session, year).items() if id in SERIES}


def _earlier_row(year: int, totals: Mapping[str, EarlierTotal]) -> Row:
    known, label = definitions(), year_label(FiscalYear(year))
    cells = tuple(as_printed(totals[id].value, known[id]) if id in totals else Sign.UNKNOWN for id in SERIES)
    is_alike = all(total.comparable for total in totals.values())
    return Row(
        str(year) if is_alike else f"{BROKEN}{year}",
        Words(f"{label.ja}（旧集計）", f"{label.en} (earlier total)"),
        cells,
    )
