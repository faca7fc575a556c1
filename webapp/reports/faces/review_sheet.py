"""レビューシート: the logic model and the KPI table on one sheet of A4 on its side."""

import io
from datetime import UTC
from decimal import Decimal
from typing import Any

import xlsxwriter

from webapp.fiscal_year import FiscalYear, in_japan
from webapp.region import Words
from webapp.reports.faces.measures import breadth
from webapp.reports.faces.styles import LOOKS, number_format
from webapp.reports.faces.words import INVENTED, day, told
from webapp.reports.frozen.review import Kpi, Review
from webapp.reports.numerals import Cell, Sign, say

MODEL = Words("ロジックモデル", "Logic model")
NAME, KPI = Words("レビューシート", "Review sheet"), Words("KPI", "KPI")
AS_OF, MADE_ON, MADE_BY = Words("基準日", "As of"), Words("作成日", "Made on"), Words("作成者", "Made by")
COLUMNS = (
    (Words("指標", "Indicator"), 26),
    (Words("定義ID", "Definition"), 10),
    (Words("単位", "Unit"), 8),
    (Words("基準値", "Baseline"), 11),
    (Words("基準年度", "Baseline year"), 12),
    (Words("目標値", "Target"), 11),
    (Words("目標年度", "Target year"), 12),
    (Words("実績", "Actual"), 11),
    (Words("達成率（％）", "Achieved (%)"), 12),
    (Words("評価", "Grade"), 8),
    (Words("要因", "Causes"), 34),
    (Words("次年度対応", "Next year"), 34),
)
GRADES = Words(
    "評価は、達成率が100％以上をA、80％以上100％未満をB、80％未満をCとします。",
    "Grades: A from 100 per cent of the target, B from 80, C below.",
)
LINE = 18.0


def review_sheet(review: Review, language: str) -> bytes:
    """The file's bytes, the same from the same review."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {
                "title": told(review.title, language),
                "author": told(review.made_by, language),
                "created": review.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        _Sheet(book, review, language).write()
    return content.getvalue()


class _Sheet:
    def __init__(self, book: Any, review: Review, language: str) -> None:
        self._book, self._review, self._language = book, review, language
        self._page = book.add_worksheet(told(NAME, language))
        self._looks = {key: book.add_format(look) for key, look in LOOKS.items()}
        self._row = 0

    def write(self) -> None:
        """Head, logic model, KPI lines, notes."""
        self._set_up()
        self._head()
        self._line(told(MODEL, self._language), "section")
        self._model()
        self._line(told(KPI, self._language), "section")
        first = self._row
        for at, (name, _) in enumerate(COLUMNS):
            self._page.write_string(first, at, told(name, self._language), self._looks["heading"])
        self._row += 1
        for kpi in self._review.kpis:
            self._kpi(kpi)
        for note in (GRADES, *self._review.notes):
            self._line(told(note, self._language), "quiet")

    def _set_up(self) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 1)
        page.hide_gridlines(2)
        page.set_footer("&R&8&P / &N")
        for at, (_, width) in enumerate(COLUMNS):
            page.set_column(at, at, width)

    def _head(self) -> None:
        review, language = self._review, self._language
        year = FiscalYear(review.fiscal_year)
        self._line(
            f"{told(review.title, language)}　{year.label_ja if language == 'ja' else year.label_en}", "title"
        )
        made = in_japan(review.made_at).date()
        said = [(AS_OF, day(review.as_of, language)), (MADE_ON, day(made, language)), (MADE_BY, told(review.made_by, language))]  # fmt: skip
        self._line("　".join(f"{told(name, language)} {value}" for name, value in said), "quiet")
        if review.invented:
            self._line(told(INVENTED, language), "chips")

    def _line(self, text: str, look: str) -> None:
        self._row += look == "section"
        self._page.write_string(self._row, 0, text, self._looks[look])
        self._page.set_row(self._row, 26 if look in ("title", "section") else LINE)
        self._row += 1

    def _model(self) -> None:
        """The stages beside each other, each over two columns, their items below."""
        stages = self._review.stages[: len(COLUMNS) // 2]
        deepest = 1
        for at, stage in enumerate(stages):
            left = at * 2
            items = [f"・{told(item, self._language)}" for item in stage.items]
            wide = COLUMNS[left][1] + COLUMNS[left + 1][1]
            deepest = max(deepest, sum(1 + breadth(item) // wide for item in items))
            arrow = " →" if at < len(stages) - 1 else ""
            self._over(self._row, left, told(stage.name, self._language) + arrow, "heading")
            self._over(self._row + 1, left, "\n".join(items), "cell")
        self._page.set_row(self._row + 1, LINE * deepest)
        self._row += 2

    def _over(self, row: int, left: int, text: str, look: str) -> None:
        self._page.merge_range(row, left, row, left + 1, "", self._looks[look])
        self._page.write_string(row, left, text, self._looks[look])

    def _kpi(self, kpi: Kpi) -> None:
        words = [told(kpi.cause, self._language), told(kpi.next_step, self._language)]
        cells: list[str | Cell] = [
            told(kpi.name, self._language), kpi.indicator, told(kpi.unit, self._language), kpi.baseline,
            self._year(kpi.baseline_year), kpi.target, self._year(kpi.target_year), kpi.actual, kpi.achieved,
            kpi.grade, *words,
        ]  # fmt: skip
        for at, cell in enumerate(cells):
            self._write(at, cell)
        lines = max(1 + breadth(text) // (COLUMNS[-1][1] - 2) for text in (*words, ""))
        self._page.set_row(self._row, LINE * max(lines, 1 + breadth(str(cells[0])) // COLUMNS[0][1]))
        self._row += 1

    def _year(self, year: int) -> str:
        named = FiscalYear(year)
        return named.label_ja.partition("(")[0] if self._language == "ja" else named.label_en

    def _write(self, column: int, cell: str | Cell) -> None:
        if isinstance(cell, str):
            self._page.write_string(self._row, column, cell, self._looks["cell"])
        elif isinstance(cell, Sign):
            self._page.write_string(self._row, column, say(cell, self._language), self._looks["mark"])
        else:
            digits = max(0, -int(cell.as_tuple().exponent)) if isinstance(cell, Decimal) else 0
            look = self._book.add_format({**LOOKS["mark"], "num_format": number_format(digits)})
            self._page.write_number(self._row, column, cell, look)
