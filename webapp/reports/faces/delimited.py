"""CSV: the lines of the データ sheet, in UTF-8 and in the office's CP932."""

from webapp.reports.faces import tidy
from webapp.reports.frozen.report import ParticipationReport
from webapp.spreadsheet import Encoding, Sheet, fitted, write_csv


def csv_file(report: ParticipationReport, language: str, encoding: Encoding) -> bytes:
    """The file's bytes; a letter that CP932 has not stands as 〓 there and as itself in UTF-8."""
    lines = [list(row) for row in tidy.rows(report, language)]
    names = tidy.header(language)
    if encoding is Encoding.CP932:
        names = [fitted(name) for name in names]
        lines = [[fitted(value) if isinstance(value, str) else value for value in line] for line in lines]
    # No notes above the names: a program that reads the file would take them for data.
    return write_csv(Sheet((), names, lines), encoding, "")
