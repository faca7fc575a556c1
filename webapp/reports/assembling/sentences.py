"""文章の案: sentences proposed from the printed numbers; why anything changed is left to people."""

from itertools import zip_longest

from webapp.region import Words
from webapp.reports.assembling.order import Sentences
from webapp.reports.frozen.table import Row, Table
from webapp.reports.numerals import UP, Cell, Sign, write

# A change is worth a sentence from so many per cent or points, and a line from so many people or more.
WORTH_SAYING = 10
LEAST_BEFORE = 30


def proposed(main: Table) -> Sentences:
    """要約 from the main figures; 要因 and 次年度の対応 name what moved most, for somebody to say why and what follows."""
    rows = {row.key: row for row in main.rows}
    moved = [rows[key] for key in ("I04", "I06", "I07", "I09", "I10", "I12") if _moved(rows.get(key))]
    low = [rows[key] for key in ("I09", "I10", "I12") if _is_low(rows.get(key))]
    return Sentences(
        _joined([*_people(rows), *_rates(rows)]),
        _joined([_to_explain(row) for row in moved]),
        _joined([_to_mend(row) for row in low]),
    )


def paragraphs(words: Words) -> tuple[Words, ...]:
    """One paragraph per line; where one language has fewer, the other one's stands there."""
    lines = [[line.strip() for line in text.splitlines() if line.strip()] for text in (words.ja, words.en)]
    return tuple(Words(ja or en, en or ja) for ja, en in zip_longest(*lines, fillvalue=""))


def _people(rows: dict[str, Row]) -> list[Words]:
    nobe, jitsu = (_actual(rows, key) for key in ("I06", "I07"))
    return [
        Words(
            f"延べ受講者数は{write(nobe)}人、実受講者数は{write(jitsu)}人です。",
            f"There were {write(nobe)} enrolments of {write(jitsu)} persons.",
        )
    ]


def _rates(rows: dict[str, Row]) -> list[Words]:
    filled, done = (_actual(rows, key) for key in ("I09", "I12"))
    said = []
    if not isinstance(filled, Sign):
        said.append(
            Words(f"定員充足率は{write(filled)}％です。", f"{write(filled)} % of the places were taken.")
        )
    if isinstance(done, Sign):
        said.append(
            Words("修了率はまだ示せません。", "The completion rate cannot be told yet.")
            if done is Sign.PENDING
            else Words("修了率は示しません。", "The completion rate is not told.")
        )
    else:
        said.append(
            Words(
                f"結果が確定した講座の修了率は{write(done)}％です。",
                f"Of the closed enrolments {write(done)} % were completed.",
            )
        )
    return said


def _to_explain(row: Row) -> Words:
    now, before, change = row.cells[:3]
    unit = Words("ポイント", "points") if row.unit.ja == "％" else Words("％", "%")
    return Words(
        f"{row.label.ja}は{write(before)}{row.unit.ja}から{write(now)}{row.unit.ja}になりました"
        f"（{signed(change)}{unit.ja}）。その要因は、",
        f"{row.label.en}: from {write(before)} to {write(now)} {row.unit.en} ({signed(change)} {unit.en}). The reason is",
    )


def _to_mend(row: Row) -> Words:
    return Words(
        f"{row.label.ja}は{write(row.cells[0])}％でした。次年度は、",
        f"{row.label.en} was {write(row.cells[0])} %. Next year",
    )


def signed(change: Cell) -> str:
    """A change with its direction: ＋12.5, △3.0."""
    return f"{UP if not isinstance(change, Sign) and change > 0 else ''}{write(change)}"


def _moved(row: Row | None) -> bool:
    """Whether a line changed by so much, and stands on so many, that somebody will ask why."""
    if row is None or any(isinstance(cell, Sign) for cell in row.cells[:3]):
        return False
    _now, before, change = row.cells[:3]
    is_rate = row.unit.ja == "％"
    return abs(change) >= WORTH_SAYING and (is_rate or before >= LEAST_BEFORE)  # type: ignore[operator,arg-type]


def _is_low(row: Row | None) -> bool:
    """Whether a rate is under a half."""
    return row is not None and not isinstance(row.cells[0], Sign) and row.cells[0] < 50


def _actual(rows: dict[str, Row], key: str) -> Cell:
    return rows[key].cells[0]


def _joined(lines: list[Words]) -> Words:
    return Words("\n".join(line.ja for line in lines), "\n".join(line.en for line in lines))
