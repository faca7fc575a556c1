"""Excel: 様式 to print, 図 with charts of its own, データ for machines; every cell a constant, never a formula."""

import io
from datetime import UTC
from typing import Any

import xlsxwriter

from webapp.region import Words
from webapp.reports.faces import tidy
from webapp.reports.faces.form_sheet import FormSheet
from webapp.reports.faces.native_charts import draw_charts
from webapp.reports.faces.styles import FACE
from webapp.reports.faces.words import EDITIONS, VERSIONS, told, year_of
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.numerals import Sign

FORM, FIGURES, DATA = Words("様式", "Form"), Words("図", "Figures"), Words("データ", "Data")
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(report: ParticipationReport, language: str) -> bytes:
    """The file's bytes, the same from the same report."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        start(book, report, language)
        form = FormSheet(book, told(FORM, language), report, language)
        form.write()
        if any(section.charts for section in report.sections):
            draw_charts(book, told(FIGURES, language), report, form.places, language)
        _write_data(book, report, language)
    return content.getvalue()


def start(book: Any, report: ParticipationReport, language: str) -> None:
    """Type and properties: what the file says of itself is its title, its maker and the report's own date."""
    book.formats[0].set_font_name(FACE)
    book.formats[0].set_font_size(10.5)
    book.set_properties(
        {
            "title": f"{told(report.title, language)} {year_of(report, language)}",
            "subject": f"{told(EDITIONS[report.edition], language)} {told(VERSIONS[report.version], language)}",
            "author": told(report.made_by, language),
            "created": report.made_at.astimezone(UTC).replace(tzinfo=None),
        }
    )


def _write_data(book: Any, report: ParticipationReport, language: str) -> None:
    """One cell one datum from A1 on: no merged cells, no objects, no empty lines."""
    page = book.add_worksheet(told(DATA, language))
    day = book.add_format({"num_format": "yyyy-mm-dd", "font_name": FACE})
    names = tidy.header(language)
    for column, name in enumerate(names):
        page.write_string(0, column, name)
    for number, line in enumerate(tidy.rows(report, language), 1):
        for column, value in enumerate(line):
            _write(page, number, column, value, day)
    page.set_column(0, len(names) - 1, 13)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write(page: Any, row: int, column: int, value: tidy.Datum, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str | Sign):
        page.write_string(row, column, value if isinstance(value, str) else value.value)
    elif hasattr(value, "isoformat"):
        page.write_datetime(row, column, value, day)
    else:
        page.write_number(row, column, value)
