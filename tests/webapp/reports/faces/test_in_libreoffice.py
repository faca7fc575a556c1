"""The workbook in an office's program that is not Excel: LibreOffice opens it, prints it, and reads each cell back."""

import csv
import re
import shutil
import subprocess
from decimal import Decimal

import pytest

from tests.webapp.reports.faces.specimens import a_report
from webapp.reports.faces import tidy
from webapp.reports.faces.workbook import workbook
from webapp.reports.numerals import Sign, say

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
# Comma, quotes, UTF-8, from the first line, every sheet into a file of its own; how numbers look is told by the print.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module", params=["ja", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def opened(language, tmp_path_factory):
    """What LibreOffice makes of the workbook: the folder with its sheets and its print."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.xlsx").write_bytes(workbook(a_report(), language))
    for form in ("pdf", EVERY_SHEET):
        subprocess.run(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                form,
                "--outdir",
                folder,
                folder / "report.xlsx",
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
    return folder


def sheet(folder, name):
    with (folder / f"report-{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_it_reads_each_line_for_machines_back(opened, language):
    header, *lines = sheet(opened, "データ" if language == "ja" else "Data")
    assert header == tidy.header(language)
    expected = list(tidy.rows(a_report(), language))
    assert len(lines) == len(expected)
    for line, known in zip(lines, expected, strict=True):
        value, mark = known[tidy.VALUE], known[tidy.VALUE + 1]
        assert (Decimal(line[tidy.VALUE]) if line[tidy.VALUE] else None) == value
        assert line[tidy.VALUE + 1] == (mark.value if isinstance(mark, Sign) else mark)
        assert (line[5], line[7], line[12]) == (known[5], known[7], known[12])


def test_it_reads_each_cell_of_the_sheet_to_print_back(opened, language):
    lines = sheet(opened, "様式" if language == "ja" else "Form")
    at = 0
    for table in a_report().tables:
        head = table.heading.ja if language == "ja" else table.heading.en
        at = next(n for n in range(at, len(lines)) if lines[n][0] == head) + 1
        for row in table.rows:
            read = zip(lines[at][1 : 1 + len(row.cells)], row.cells, strict=True)
            assert [text if isinstance(cell, Sign) else Decimal(text) for text, cell in read] == [
                say(cell, language) if isinstance(cell, Sign) else cell for cell in row.cells
            ]
            at += 1


def test_it_prints_every_row_as_the_report_writes_it_and_finds_no_error_in_any_cell(opened, language):
    printed = subprocess.run(
        ["pdftotext", "-layout", opened / "report.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    words = re.sub(r"\s", "", printed)
    for table in a_report().tables:
        for row in table.rows:
            assert "".join(re.sub(r"\s", "", say(cell, language)) for cell in row.cells) in words
    for file in opened.glob("report-*.csv"):
        assert not re.search(r"#(REF|VALUE|NAME|DIV/0|N/A)|Err:\d", file.read_text(encoding="utf-8"))
