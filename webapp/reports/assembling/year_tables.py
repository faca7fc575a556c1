"""年度の表: the courses from application to completion, attendance by month, and five years side by side."""

from collections.abc import Mapping
from fractions import Fraction

from webapp.fiscal_year import FiscalYear
from webapp.region import Words
from webapp.reports.assembling.by_course import APPLIED, CLOSED, COMPLETED
from webapp.reports.assembling.by_month import BEFORE, NOW, month_keys
from webapp.reports.assembling.five_years import year_label
from webapp.reports.disclosure.arranging import ALL
from webapp.reports.disclosure.audience import Sheet
from webapp.reports.disclosure.problem import Key
from webapp.reports.disclosure.result import Protected
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.indicators.definitions import definitions
from webapp.reports.labels import MARKS, Labels
from webapp.reports.numerals import Cell, Sign, rounded
from webapp.wording import mark

COURSES = mark("講座別の申込み・受講・修了")
COURSE, MONTH = mark("講座"), mark("月")
SETTLED = mark("うち結果が確定した受講")
MONTHS = mark("延べ出席者数（月別）")
NOTE = mark("修了率は、結果が確定した受講に対する割合です。開講中の講座は集計中です。")
_RATE = "I12"


def course_table(sheet: Sheet, protected: Protected, labels: Labels, courses: Mapping[str, Words]) -> Table:
    """申込 → 受講 → 修了 per course; a rate is told only where both its counts are."""
    known = definitions()
    has_applications = (APPLIED, ALL) in sheet.cells
    has_results = (CLOSED, ALL) in sheet.cells
    columns = [_column(APPLIED)] if has_applications else []
    columns.append(_column("I06"))
    if has_results:
        settled = Column(CLOSED, labels.both(SETTLED), known["I06"].unit, "C")
        columns += [settled, _column(COMPLETED), _column(_RATE)]
    slugs = [key[-1] for key in sheet.lines]
    rows = []
    for slug in (*slugs, ALL):
        cells = {
            APPLIED: (APPLIED, slug),
            "I06": ("I06", ALL, slug),
            CLOSED: (CLOSED, slug),
            COMPLETED: (COMPLETED, slug),
        }
        written = tuple(
            _rate_of(protected, slug) if column.key == _RATE else _told(protected, sheet, cells[column.key])
            for column in columns
        )
        label = courses.get(slug) or labels.line(slug)
        rows.append(Row("total" if slug == ALL else slug, label, written, is_total=slug == ALL))
    return Table(
        sheet.name, labels.both(COURSES), labels.both(COURSE), tuple(columns), tuple(rows),
        (labels.both(NOTE), labels.both(MARKS)),
    )  # fmt: skip


def month_table(protected: Protected, labels: Labels, year: FiscalYear) -> Table:
    """Attendances month by month, this year's beside those of the year before."""
    unit = definitions()["I08a"].unit
    columns = tuple(
        Column(which, year_label(of), unit, "I08a") for which, of in ((NOW, year), (BEFORE, year.previous))
    )
    rows = []
    for at, key in enumerate(month_keys(year)):
        number = int(key[-2:])
        cells = tuple(protected.cell(("I08a", which, str(at))) for which in (NOW, BEFORE))
        rows.append(Row(f"{number:02d}", month_name(key), cells))
    total = tuple(protected.cell(("I08a", which, ALL)) for which in (NOW, BEFORE))
    rows.append(Row("total", labels.line(ALL), total, is_total=True))
    return Table(
        "I08a_month", labels.both(MONTHS), labels.both(MONTH), columns, tuple(rows), (labels.both(MARKS),)
    )


def month_name(key: str) -> Words:
    """4月 and April for 2026-04."""
    number = int(key[-2:])
    return Words(f"{number}月", _ENGLISH[number - 1])


def _column(indicator: str) -> Column:
    known = definitions()[indicator]
    return Column(indicator, known.name, known.unit, indicator)


def _told(protected: Protected, sheet: Sheet, key: Key) -> Cell:
    """As it is printed; 集計中 for the results of a course that is still running."""
    if key in sheet.cells:
        return protected.cell(key)
    return Sign.PENDING if key[0] in (CLOSED, COMPLETED) else Sign.NIL


def _rate_of(protected: Protected, slug: str) -> Cell:
    whole, part = protected.cell((CLOSED, slug)), protected.cell((COMPLETED, slug))
    if (CLOSED, slug) not in protected.cells:
        return Sign.PENDING
    if whole is Sign.NIL:
        return Sign.NIL
    if not isinstance(whole, int) or part is Sign.HIDDEN:
        return Sign.HIDDEN
    return rounded(Fraction(100 * (part if isinstance(part, int) else 0), whole))


_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
