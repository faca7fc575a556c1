"""CSV の中身: people.csv and figures.csv, in UTF-8 and, word for word the same rows, in CP932."""

from collections.abc import Iterable, Sequence

from webapp.reports.frozen.report import ParticipationReport
from webapp.reports.open_data.rows import Fact
from webapp.spreadsheet import Encoding, Sheet, Value, fitted, write_csv

HEADER = (
    "fiscal_year",
    "quarter",
    "as_of",
    "table",
    "row",
    "row_ja",
    "row_en",
    "indicator",
    "label_ja",
    "label_en",
    "unit_ja",
    "unit_en",
    "value",
    "mark",
)
# No two rows of a file have all of these in common.
KEY = ("fiscal_year", "quarter", "table", "row", "indicator", "label_ja")


def csv_file(report: ParticipationReport, facts: Iterable[Fact], encoding: Encoding) -> bytes:
    """The file's bytes; a letter that CP932 has not stands as 〓 there and as itself in UTF-8."""
    rows = [_row(report, fact) for fact in facts]
    if encoding is Encoding.CP932:
        rows = [[fitted(value) if isinstance(value, str) else value for value in row] for row in rows]
    return write_csv(Sheet((), HEADER, rows), encoding, "")


def _row(report: ParticipationReport, fact: Fact) -> Sequence[Value]:
    return [
        report.fiscal_year,
        report.quarter or "",
        report.as_of,
        fact.table,
        fact.row,
        fact.row_label.ja,
        fact.row_label.en,
        fact.indicator,
        fact.label.ja,
        fact.label.en,
        fact.unit.ja,
        fact.unit.en,
        fact.value,
        fact.mark,
    ]
