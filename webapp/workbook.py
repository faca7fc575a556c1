"""Excel: the same rows as the screen and the CSV file, as a workbook of one sheet."""

import io

import xlsxwriter

from webapp.spreadsheet import Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A name is never a formula, an address never a link.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def write_workbook(sheet: Sheet, name: str) -> bytes:
    """The file's bytes: the notes, the header, and the rows, every cell a text; `name` is the sheet's."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        page = book.add_worksheet(name)
        strong = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        page.set_column(0, len(sheet.header) - 1, 18)
        page.freeze_panes(len(sheet.notes) + 1, 0)
        for number, note in enumerate(sheet.notes):
            page.write_string(number, 0, note)
        for column, heading in enumerate(sheet.header):
            page.write_string(len(sheet.notes), column, heading, strong)
        for number, row in enumerate(sheet.rows, start=len(sheet.notes) + 1):
            for column, value in enumerate(row):
                if value not in (None, ""):
                    page.write_string(number, column, str(value), text)
    return content.getvalue()
