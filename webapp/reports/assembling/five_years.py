"""五年の推移: enrolments and persons of five years side by side, each year counted as of the same day of the year."""

from webapp.fiscal_year import FiscalYear
from webapp.region import Words
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign
from webapp.reports.printing import printable
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

YEARS = 5
BY_YEAR = "years"
SERIES = ("I06", "I07", "I11", "I12")
TITLE, YEAR = mark("年度別の推移"), mark("年度")
SAME_DAY = mark("年度の途中の報告では、どの年度も同じ月日までを数えています。")


def year_table(reader: Reader, scope: Scope, threshold: int, labels: Labels) -> Table:
    """Whole numbers of each year, the oldest first; a year of which nothing is known is …"""
    known = definitions()
    columns = tuple(Column(id, known[id].name, known[id].unit, id) for id in SERIES)
    rows = tuple(_row(reader, each, threshold) for each in years_back(scope))
    return Table(BY_YEAR, labels.both(TITLE), labels.both(YEAR), columns, rows, (labels.both(SAME_DAY),))


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
