"""様式: the sheet that is printed, A4 on its side and one page wide, its tables below each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from webapp.reports.faces.contents import LABELS, chips_of, contents, facts, say_mark
from webapp.reports.faces.measures import breadth
from webapp.reports.faces.styles import LOOKS, number_format
from webapp.reports.faces.words import MARKS, marks_in, told, with_unit, year_of
from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign, say

LEAST_COLUMNS = 7  # so that a sentence has room beside a narrow table
LABEL_WIDTH, NUMBER_WIDTH = 40, 14
LINE = 18.0  # points of height of a line of text


@dataclass(frozen=True)
class Placed:
    """表の場所: on which sheet and in which row its first line stands, and the table itself."""

    sheet: str
    table: Table
    first_row: int


class FormSheet:
    """様式 of one report; `places` tells charts where the tables' cells are."""

    def __init__(self, book: Any, name: str, report: ParticipationReport, language: str) -> None:
        self.name, self.report, self.language = name, report, language
        self.page = book.add_worksheet(name)
        self.looks: Mapping[str, Any] = {key: book.add_format(look) for key, look in LOOKS.items()}
        self._numbers: dict[tuple[int, bool], Any] = {}
        self._book = book
        self.last_column = max([LEAST_COLUMNS, *(len(table.columns) for table in report.tables)])
        self.places: dict[str, Placed] = {}
        self._row = 0

    def write(self) -> None:
        """Everything that the report says, in its order, then definitions and notes."""
        self._set_up()
        self._write_head()
        for section in self.report.sections:
            self._line(told(section.title, self.language), "section")
            for words in section.paragraphs:
                self._sentence(told(words, self.language))
            for table in section.tables:
                self._write_table(table)
        self._write_foot()
        self.page.print_area(0, 0, self._row, self.last_column)

    def _set_up(self) -> None:
        page = self.page
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
        page.hide_gridlines(2)
        page.repeat_rows(0, 1)
        page.set_column(0, 0, LABEL_WIDTH)
        page.set_column(1, self.last_column, NUMBER_WIDTH)
        said = "  ".join(f"{name} {value}" for name, value in facts(self.report, self.language)[1:-1])
        page.set_footer(f"&L&8{said.replace('&', '&&')}&R&8&P / &N")

    def _write_head(self) -> None:
        self._line(
            f"{told(self.report.title, self.language)}　{year_of(self.report, self.language)}", "title"
        )
        self._line("　".join(chips_of(self.report, self.language)), "chips")
        for name, value in facts(self.report, self.language):
            self.page.write_string(self._row, 0, name, self.looks["quiet"])
            self.page.write_string(self._row, 1, value)
            self._row += 1

    def _line(self, text: str, look: str) -> None:
        if look == "section":
            self._row += 1
        self.page.write_string(self._row, 0, text, self.looks[look])
        self.page.set_row(self._row, {"title": 26, "section": 24}.get(look, LINE))
        self._row += 1

    def _sentence(self, text: str, look: str = "sentence") -> None:
        """Over the whole width, as high as its lines."""
        across = LABEL_WIDTH + NUMBER_WIDTH * self.last_column
        self.page.merge_range(self._row, 0, self._row, self.last_column, "", self.looks[look])
        self.page.write_string(self._row, 0, text, self.looks[look])
        self.page.set_row(self._row, LINE * (1 + breadth(text) // across))
        self._row += 1

    def _write_table(self, table: Table) -> None:
        self._line(told(table.title, self.language), "table")
        self.page.write_string(self._row, 0, told(table.heading, self.language), self.looks["heading"])
        names = [with_unit(column.label, column.unit, self.language) for column in table.columns]
        for at, name in enumerate(names, 1):
            self.page.write_string(self._row, at, name, self.looks["column"])
        deepest = max((1 + breadth(name) // (NUMBER_WIDTH - 1) for name in names), default=1)
        self.page.set_row(self._row, LINE * deepest)
        self._row += 1
        self.places[table.key] = Placed(self.name, table, self._row)
        for row in table.rows:
            self._write_row(row)
        for note in table.notes:
            self._sentence(told(note, self.language), "note")
        explained = [
            f"{say_mark(sign, self.language)} {told(MARKS[sign], self.language)}" for sign in marks_in(table)
        ]
        if explained:
            self._sentence("　".join(explained), "note")

    def _write_row(self, row: Row) -> None:
        label = with_unit(row.label, row.unit, self.language)
        looks = self.looks
        self.page.write_string(
            self._row, 0, label, looks["total"] if row.is_total else looks[f"label-{min(row.level, 3)}"]
        )
        self.page.set_row(self._row, LINE * (1 + breadth(label) // LABEL_WIDTH))
        for at, cell in enumerate(row.cells, 1):
            self._write_cell(at, cell, row.is_total)
        self._row += 1

    def _write_cell(self, column: int, cell: Cell, is_total: bool) -> None:
        if isinstance(cell, Sign):
            look = self.looks["total-mark" if is_total else "mark"]
            self.page.write_string(self._row, column, say(cell, self.language), look)
        else:
            digits = max(0, -int(cell.as_tuple().exponent)) if isinstance(cell, Decimal) else 0
            self.page.write_number(self._row, column, cell, self._number(digits, is_total))

    def _number(self, digits: int, is_total: bool) -> Any:
        key = digits, is_total
        if key not in self._numbers:
            look = LOOKS["total-mark" if is_total else "mark"]
            self._numbers[key] = self._book.add_format({**look, "num_format": number_format(digits)})
        return self._numbers[key]

    def _write_foot(self) -> None:
        said = contents(self.report, self.language, {})
        self._line(told(LABELS["definitions"], self.language), "section")
        for term in said["definitions"]:
            self._sentence(f"{term['id']}　{term['name']}: {term['text']}", "note")
        self._line(told(LABELS["notes"], self.language), "section")
        for note in said["notes"]:
            self._sentence(note, "note")
