"""図の注文: charts of the printed tables, each titled by what it shows; every title has a condition, or it only names."""

from collections.abc import Iterator
from fractions import Fraction

from webapp.region import Words
from webapp.reports.assembling.by_course import APPLIED, BY_COURSE, COMPLETED
from webapp.reports.assembling.by_month import BEFORE, BY_MONTH, NOW
from webapp.reports.assembling.five_years import BY_YEAR, rows_past_a_break
from webapp.reports.frozen.chart import Chart, ChartKind
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import Cell, Sign, rounded, say, write

INDUSTRY, TOWNS = "I07_industry", "I07_municipality"
PEOPLE = "10,20,50"  # classes of a town's persons, fixed so that two years can be laid side by side
# Nothing is ranked below ten, and nothing is said to rise below thirty.
LEAST_RANKED, LEAST_CHANGE = 10, 30


def charts_of(tables: tuple[Table, ...], is_over: bool) -> tuple[Chart, ...]:
    """The charts that these tables can bear; a table that is mostly x bears none."""
    return tuple(chart for table in tables for chart in _charts(table, is_over))


def _charts(table: Table, is_over: bool) -> Iterator[Chart]:
    if table.key == BY_COURSE and _says_enough(table, "I06"):
        series = tuple(key for key in (APPLIED, "I06", COMPLETED) if _has(table, key))
        yield _chart("courses", ChartKind.GROUPED_BARS, table, series, _largest_course(table))
    elif table.key == BY_MONTH and _says_enough(table, NOW):
        title = _largest_month(table) if is_over else table.title
        yield _chart("months", ChartKind.MONTHLY_BARS, table, (NOW,), title, before=BEFORE)
    elif table.key == BY_YEAR and _says_enough(table, "I06"):
        title = _change_of_persons(table) if is_over else table.title
        broken = [row.key for row in rows_past_a_break(table)]
        roles = {"break": broken[-1]} if broken else {}
        yield _chart("years", ChartKind.YEARS, table, ("I06", "I07"), title, **roles)
    elif table.key == TOWNS and _says_enough(table, "I07"):
        yield _chart("towns", ChartKind.TILES, table, ("I07",), table.title, classes=PEOPLE)
    elif table.key == INDUSTRY and _says_enough(table, "I07") and not _is_mostly_merged(table, "I07"):
        yield _chart("industry", ChartKind.BARS, table, ("I07",), table.title)


def _chart(
    key: str, kind: ChartKind, table: Table, series: tuple[str, ...], title: Words, **roles: str
) -> Chart:
    alt = Words(*("、 ".join(_spoken(table, series, language)) for language in ("ja", "en")))
    return Chart(key, kind, table.key, series, title, alt, tuple(roles.items()))


def _spoken(table: Table, series: tuple[str, ...], language: str) -> list[str]:
    names = {column.key: column.label for column in table.columns}
    return [
        " ".join(
            [
                _in(row.label, language),
                *(f"{_in(names[key], language)} {say(table.cell(row.key, key), language)}" for key in series),
            ]
        )
        for row in _lines(table)
    ]


def _largest_course(table: Table) -> Words:
    best = _largest(table, "I06")
    if best is None:
        return table.title
    row, _number = best
    return Words(f"延べ受講者が最も多いのは{row.label.ja}", f"Most enrolments were in {row.label.en}")


def _largest_month(table: Table) -> Words:
    best = _largest(table, NOW)
    if best is None:
        return table.title
    row, number = best
    return Words(
        f"延べ出席者数が最も多いのは{row.label.ja}（{write(number)}人）",
        f"Attendances were most in {row.label.en} ({write(number)})",
    )


def _change_of_persons(table: Table) -> Words:
    rows = _lines(table)
    before, now = (table.cell(row.key, "I07") for row in rows[-2:])
    if (
        rows[-2] in rows_past_a_break(table)
        or not isinstance(before, int)
        or not isinstance(now, int)
        or min(before, now) < LEAST_CHANGE
        or before == now
    ):
        return table.title
    change = rounded(Fraction(100 * abs(now - before), before))
    word, word_en = ("増え", "rose") if now > before else ("減り", "fell")
    return Words(
        f"実受講者数は前年度より{write(change)}％{word}ました", f"Persons {word_en} by {write(change)} %"
    )


def _largest(table: Table, column: str) -> tuple[Row, int] | None:
    """The line with the most, where it is the only one, is large enough, and nothing that could be larger is hidden."""
    cells: list[tuple[Row, Cell]] = [(row, table.cell(row.key, column)) for row in _lines(table)]
    if any(cell in (Sign.HIDDEN, Sign.UNKNOWN, Sign.PENDING) for _, cell in cells):
        return None
    numbers = sorted(((cell, row.key) for row, cell in cells if isinstance(cell, int)), reverse=True)
    if len(numbers) < 2 or numbers[0][0] < LEAST_RANKED or numbers[0][0] == numbers[1][0]:
        return None
    return next((row, cell) for row, cell in cells if row.key == numbers[0][1] and isinstance(cell, int))


def _says_enough(table: Table, column: str) -> bool:
    cells = [cell for row in _lines(table) if (cell := table.cell(row.key, column)) is not Sign.NIL]
    shown = sum(not isinstance(cell, Sign) for cell in cells)
    return shown > 1 and 2 * shown >= len(cells)


def _is_mostly_merged(table: Table, column: str) -> bool:
    """Whether the merged line outweighs all others together: such a picture shows how lines were merged, and no finding."""
    numbers = {row.key: cell for row in _lines(table) if isinstance(cell := table.cell(row.key, column), int)}
    merged = sum(number for key, number in numbers.items() if key.startswith("other_"))
    return 2 * merged > sum(numbers.values())


def _lines(table: Table) -> list[Row]:
    return [row for row in table.rows if not row.is_total]


def _has(table: Table, key: str) -> bool:
    return any(column.key == key for column in table.columns)


def _in(words: Words, language: str) -> str:
    return words.ja if language == "ja" else words.en
