"""想定問答: questions that an assembly may ask, answered from the printed numbers alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.region import Words
from webapp.reports.assembling.sentences import signed
from webapp.reports.frozen.report import Section
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign, write


@dataclass(frozen=True)
class Question:
    """問: its words, and the lines of the main figures that answer it."""

    asked: Words
    lines: tuple[str, ...]


QUESTIONS = (
    Question(
        Words("何人が受講しましたか。前年度と比べてどうですか。", "How many took part, and how many the year before?"),
        ("I06", "I07"),
    ),
    Question(
        Words("定員に対して、申込みと受講者は足りていますか。", "Are there enough applications for the places?"),
        ("I03", "I04", "I05", "I09"),
    ),
    Question(
        Words("最後まで受講した人はどのくらいいますか。", "How many stay to the end?"),
        ("I10", "I12", "I13"),
    ),
    Question(
        Words("県内のどのくらいの市町村から参加がありますか。", "From how many municipalities do they come?"),
        ("I21",),
    ),
    Question(
        Words("新しい受講者は増えていますか。同じ人が繰り返し受けていませんか。", "Are they new, or the same people again?"),
        ("I20", "I27b"),
    ),
)  # fmt: skip


def question_sections(main: Table) -> Iterator[Section]:
    """A section per question that a printed number answers; a hidden one is not spoken of."""
    rows = {row.key: row for row in main.rows}
    for number, question in enumerate(QUESTIONS, 1):
        lines = [
            rows[key] for key in question.lines if key in rows and not isinstance(rows[key].cells[0], Sign)
        ]
        if lines:
            table = Table(
                f"question_{number}", question.asked, main.heading, main.columns, tuple(lines), main.notes
            )
            yield Section(
                f"question-{number}", question.asked, tuple(_answer(row) for row in lines), (table,)
            )


def _answer(row: Row) -> Words:
    now, before, change = row.cells[:3]
    said = Words(
        f"{row.label.ja}は{_with_unit(now, row.unit.ja)}です",
        f"{row.label.en}: {_with_unit(now, row.unit.en)}",
    )
    if isinstance(before, Sign):
        return Words(f"{said.ja}。", f"{said.en}.")
    compared = "" if isinstance(change, Sign) else f"、{signed(change)}{_unit_of_change(row).ja}"
    compared_en = "" if isinstance(change, Sign) else f", {signed(change)} {_unit_of_change(row).en}"
    return Words(
        f"{said.ja}（比べる年度は{_with_unit(before, row.unit.ja)}{compared}）。",
        f"{said.en} (before: {_with_unit(before, row.unit.en)}{compared_en}).",
    )


def _with_unit(cell: Cell, unit: str) -> str:
    return f"{write(cell)}{' ' if unit.isascii() and unit else ''}{unit}"


def _unit_of_change(row: Row) -> Words:
    return Words("ポイント", "points") if row.unit.ja == "％" else Words("％", "%")
