"""公表できる表: protected cells with their words; a raw count never comes this far."""

from collections.abc import Mapping
from types import MappingProxyType

from webapp.fiscal_year import FiscalYear
from webapp.region import Words
from webapp.reports.assembling.axes import axes_of
from webapp.reports.assembling.by_course import APPLICATIONS, BY_COURSE, OUTCOMES
from webapp.reports.assembling.by_month import BY_MONTH
from webapp.reports.assembling.worlds import AREA_BY_COURSE, BY_AREA
from webapp.reports.assembling.year_tables import course_table, month_table
from webapp.reports.disclosure.arranging import ALL
from webapp.reports.disclosure.audience import EditionPlan, Sheet
from webapp.reports.disclosure.problem import Key
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.breakdowns import Breakdown
from webapp.reports.indicators.definitions import definitions
from webapp.reports.labels import MARKS, Labels
from webapp.reports.numerals import Cell
from webapp.wording import mark

APPLICATION_COLUMN, OUTCOME_COLUMNS = mark("申込者数の列"), mark("修了についての列")


def tables_of(
    edition: EditionPlan, protected: Protected, labels: Labels, courses: Mapping[str, Words], year: FiscalYear
) -> tuple[Table, ...]:
    """The tables that this edition may print, in the order of its sheets; a refused one is not among them."""
    return tuple(
        _table(sheet, protected, labels, courses, year) for sheet in edition.without(protected.refused).sheets
    )


def part_of(part: str, labels: Labels) -> Words:
    """What a part of a sheet is called that was left out."""
    return labels.both({APPLICATIONS: APPLICATION_COLUMN, OUTCOMES: OUTCOME_COLUMNS}[part])


def title_of(sheet: str, labels: Labels) -> Words:
    """What a sheet is called, by its name: of the indicator, along which attribute."""
    indicator, _, axis = sheet.partition("_")
    axis, _, quarter = axis.partition("_Q")
    known = {**_ALONG, **{axis.name: by for by, axis in axes_of(labels.region).items()}}
    title = _title(definitions()[indicator].name, known[axis], labels)
    return title if not quarter else Words(f"{title.ja} 第{quarter}四半期", f"{title.en}, quarter {quarter}")


_ALONG = {
    "area_by_course": Breakdown.AREA_BY_COURSE,
    "course": Breakdown.COURSE,
    "month": Breakdown.MONTH,
}


def _table(
    sheet: Sheet, protected: Protected, labels: Labels, courses: Mapping[str, Words], year: FiscalYear
) -> Table:
    if sheet.name == AREA_BY_COURSE:
        return _area_by_course(sheet, protected, labels, courses)
    if sheet.name == BY_COURSE:
        return course_table(sheet, protected, labels, courses)
    if sheet.name == BY_MONTH:
        return month_table(protected, labels, year)
    if sheet.name.startswith(BY_COURSE):
        return _one_way(sheet, protected, labels, Breakdown.COURSE, courses)
    if sheet.name == BY_AREA:
        return _one_way(sheet, protected, labels, Breakdown.AREA)
    by = next(by for by, known in axes_of(labels.region).items() if known.name == sheet.total[1])
    return _one_way(sheet, protected, labels, by)


def _one_way(
    sheet: Sheet,
    protected: Protected,
    labels: Labels,
    by: Breakdown,
    courses: Mapping[str, Words] = MappingProxyType({}),
) -> Table:
    indicator = sheet.total[0]
    definition = definitions()[indicator]
    column = Column(indicator, definition.name, definition.unit, indicator)
    rows = [_row(_line_of(key), (protected.cell(key),), labels, courses) for key in sheet.lines]
    total = _row(ALL, (protected.cell(sheet.total),), labels)
    return Table(
        sheet.name, title_of(sheet.name, labels), labels.both(by.label_ja), (column,), (*rows, total),
        (labels.both(MARKS),),
    )  # fmt: skip


def _line_of(key: Key) -> str:
    """The line's own name in its key: by area it stands before the total over courses."""
    return key[1] if key[-1] == ALL else key[-1]


def _area_by_course(
    sheet: Sheet, protected: Protected, labels: Labels, courses: Mapping[str, Words]
) -> Table:
    definition = definitions()["I06"]
    slugs = sorted({key[2] for key in sheet.cells} - {ALL})
    columns = [Column(slug, courses.get(slug, Words(slug, slug)), definition.unit, "I06") for slug in slugs]
    columns.append(Column(ALL, labels.line(ALL), definition.unit, "I06"))
    rows = [
        _row(line[1], tuple(protected.cell((*line[:2], column.key)) for column in columns), labels)
        for line in (*sheet.lines, sheet.total)
    ]
    return Table(
        sheet.name, title_of(sheet.name, labels), labels.both(Breakdown.AREA.label_ja),
        tuple(columns), tuple(rows), (labels.both(MARKS),),
    )  # fmt: skip


def _row(
    name: str, cells: tuple[Cell, ...], labels: Labels, courses: Mapping[str, Words] = MappingProxyType({})
) -> Row:
    label = courses.get(name) or labels.line(name)
    return Row("total" if name == ALL else name, label, cells, is_total=name == ALL)


def _title(name: Words, by: Breakdown, labels: Labels) -> Words:
    axis = labels.both(by.label_ja)
    return Words(f"{name.ja}（{axis.ja}）", f"{name.en} {axis.en}")
