"""転記用: one published table as lines and tabs, which spreadsheets and documents take as a table."""

from webapp.reports.faces.words import told, with_unit
from webapp.reports.frozen.table import Table
from webapp.reports.numerals import say


def copied(table: Table, language: str) -> str:
    """The published cells under their names, marks as they were printed."""
    names = [with_unit(column.label, column.unit, language) for column in table.columns]
    lines = [[told(table.heading, language), *names]]
    for row in table.rows:
        label = with_unit(row.label, row.unit, language)
        lines.append([label, *(say(cell, language) for cell in row.cells)])
    return "\n".join("\t".join(line) for line in lines)
