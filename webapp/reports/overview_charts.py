"""事務局の最初の画面の図: four charts of what a coordinator's partner hosts, from the exact numbers; never for copying."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.region import Words
from webapp.reports.assembling.by_course import BY_COURSE
from webapp.reports.assembling.by_month import BEFORE, BY_MONTH, NOW, month_keys
from webapp.reports.assembling.charts import charts_of
from webapp.reports.assembling.five_years import BY_YEAR, year_label, years_back
from webapp.reports.assembling.year_tables import COURSE, COURSES, MONTH, MONTHS, month_name
from webapp.reports.faces.words import told
from webapp.reports.figures.drawing import svg
from webapp.reports.figures.style import NARROW, Style
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.definitions import definitions
from webapp.reports.indicators.registry import evaluate
from webapp.reports.indicators.values import WHOLE, Values
from webapp.reports.labels import Labels
from webapp.reports.numerals import Cell, Sign
from webapp.reports.queries.reader import Reader
from webapp.reports.scope import Scope
from webapp.wording import mark

RATES, YEARS_SIDE_BY_SIDE = mark("定員充足率・出席率・修了率"), mark("受講者数の推移")
ACTUAL, YEAR = mark("割合"), mark("年度")


@dataclass(frozen=True)
class Drawn:
    """図: its key, its words in the page's language, and its picture, which fits half a wide screen or a phone."""

    key: str
    words: str
    picture: bytes


def overview_charts(
    reader: Reader, scope: Scope, labels: Labels, courses: Mapping[str, Words], language: str
) -> tuple[Drawn, ...]:
    """申込→受講→修了, attendance by month, years, and three rates; one that has nothing to show is left out."""
    tables = {table.key: table for table in _tables(reader, scope, labels, courses)}
    charts = [*charts_of(tuple(tables.values()), scope.period.is_over), *_rates(tables.get("rates"))]
    return tuple(_drawn(chart, tables[chart.table], language) for chart in charts)


def _drawn(chart: Chart, table: Table, language: str) -> Drawn:
    picture = svg(chart, table, Style(language=language, width=NARROW))
    return Drawn(chart.key, f"{told(chart.title, language)} {told(chart.alt, language)}", picture)


def _tables(reader: Reader, scope: Scope, labels: Labels, courses: Mapping[str, Words]) -> Iterator[Table]:
    by_course = {id: evaluate(id, reader, scope, Breakdown.COURSE) for id in ("I04", "I06", "I11")}
    slugs = sorted({key for values in by_course.values() for key in values})
    rows = tuple(
        Row(
            key[0],
            courses.get(key[0]) or Words(*key * 2),
            tuple(_cell(by_course[id], key) for id in by_course),
        )
        for key in slugs
    )
    yield Table(BY_COURSE, labels.both(COURSES), labels.both(COURSE), _columns(*by_course), rows)
    months = {
        which: evaluate("I08a", reader, of, Breakdown.MONTH)
        for which, of in ((NOW, scope), (BEFORE, scope.previous))
    }
    keys = list(zip(month_keys(scope.period.year), month_keys(scope.period.year.previous), strict=True))
    unit = definitions()["I08a"].unit
    columns = tuple(
        Column(which, year_label(of), unit)
        for which, of in ((NOW, scope.period.year), (BEFORE, scope.period.year.previous))
    )
    rows = tuple(
        Row(now[-2:], month_name(now), (_cell(months[NOW], (now,)), _cell(months[BEFORE], (before,))))
        for now, before in keys
    )
    yield Table(BY_MONTH, labels.both(MONTHS), labels.both(MONTH), columns, rows)
    yield Table(
        BY_YEAR,
        labels.both(YEARS_SIDE_BY_SIDE),
        labels.both(YEAR),
        _columns("I06", "I07"),
        _years(reader, scope),
    )
    rows = tuple(
        Row(id, definitions()[id].name, (_cell(evaluate(id, reader, scope), WHOLE),))
        for id in ("I09", "I10", "I12")
    )
    share = Column("actual", labels.both(ACTUAL), Words("％", "%"))
    yield Table("rates", labels.both(RATES), labels.both(RATES), (share,), rows)


def _years(reader: Reader, scope: Scope) -> tuple[Row, ...]:
    rows = []
    for each in years_back(scope):
        year = each.period.year
        held = _cell(evaluate("I01", reader, each), WHOLE)
        cells = tuple(_cell(evaluate(id, reader, each), WHOLE) for id in ("I06", "I07"))
        rows.append(
            Row(
                str(year.year),
                year_label(year),
                cells if held is not Sign.NIL else (Sign.UNKNOWN, Sign.UNKNOWN),
            )
        )
    return tuple(rows)


def _rates(table: Table | None) -> Iterator[Chart]:
    if table is not None and any(not isinstance(row.cells[0], Sign) for row in table.rows):
        alt = Words(
            *(
                ", ".join(f"{told(row.label, tongue)} {row.cells[0]}" for row in table.rows)
                for tongue in ("ja", "en")
            )
        )
        yield Chart("rates", ChartKind.DOTS, table.key, ("actual",), table.title, alt)


def _columns(*indicators: str) -> tuple[Column, ...]:
    known = definitions()
    return tuple(Column(id, known[id].name, known[id].unit, id) for id in indicators)


def _cell(values: Values, key: tuple[str, ...]) -> Cell:
    value = values.get(key, Sign.NIL)
    return value if isinstance(value, Sign) else value.cell
