"""The report from the command line: the same cells in every file of it, and none that says who somebody is."""

import csv
import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from urllib.parse import unquote

import pytest
from python_calamine import CalamineWorkbook

from tests.webapp.demo_site import close, demo_app, reported
from webapp.fiscal_year import FiscalYear, japanese_date
from webapp.languages import COOKIE

PAGES = "/services/tateyama/reports"
LAST_YEAR = FiscalYear.of(japanese_date(datetime.now(UTC))).year - 1


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = demo_app(tmp_path_factory.mktemp("report"))
    yield app
    close(app)


def run_command(app, *arguments):
    with app.app_context():
        return app.test_cli_runner().invoke(args=["report", *arguments])


@pytest.fixture(scope="module")
def report(app, tmp_path_factory):
    """Run the command, once with the same arguments; hand back its result and the files by their endings."""

    @cache
    def run(*arguments):
        out = tmp_path_factory.mktemp("out")
        made = run_command(app, "--fy", str(LAST_YEAR), "--out", str(out), *arguments)
        assert made.exit_code == 0, made.output
        return made, {file.name.partition("案")[2]: file for file in out.iterdir()}

    return run


def rows_of(file, encoding="utf-8-sig"):
    with file.open(encoding=encoding, newline="") as lines:
        return list(csv.reader(lines))


def test_a_year_is_two_papers_a_workbook_and_two_lists(report):
    made, files = report()
    assert set(files) == {"_概要.pdf", ".pdf", ".xlsx", ".csv", "_cp932.csv"}
    assert "つくらなかった表 / tables refused: 0" in made.stderr


@pytest.mark.parametrize(("edition", "threshold"), [("council", 5), ("public", 10)])
def test_no_number_of_people_below_the_threshold_is_printed(report, edition, threshold):
    _made, files = report("--edition", edition)
    header, *rows = rows_of(files[".csv"])
    at = {name: place for place, name in enumerate(header)}
    # The main figures have rules of their own, and needs are no people.
    apart = ("main_figures", "I23_group")
    people = [row for row in rows if row[at["表コード"]] not in apart and row[at["値"]]]
    assert len(people) > 20
    assert [row for row in people if 0 < float(row[at["値"]]) < threshold] == []
    assert any(row[at["記号"]] == "x" for row in rows)


def test_workbook_and_both_lists_hold_the_same_cells(report):
    _made, files = report()
    listed = rows_of(files[".csv"])
    assert rows_of(files["_cp932.csv"], "cp932") == listed
    sheet = CalamineWorkbook.from_path(files[".xlsx"]).get_sheet_by_name("データ").to_python()
    header = listed[0]
    value, mark, key = header.index("値"), header.index("記号"), header.index("行コード")

    def cells(rows):
        return [
            (str(row[key]), str(row[mark]), float(row[value]) if row[value] not in ("", None) else None)
            for row in rows
        ]

    assert cells(sheet[1:]) == cells(listed[1:])


def test_the_paper_prints_every_number_of_the_main_table_and_says_that_it_is_a_draft(report):
    _made, files = report()
    said = subprocess.run(
        ["pdftotext", "-layout", files[".pdf"], "-"], capture_output=True, text=True, check=True
    ).stdout
    words = said.replace(" ", "")
    header, *rows = rows_of(files[".csv"])
    numbers = [
        row[header.index("値")] for row in rows if row[0] and row[header.index("表コード")] == "main_figures"
    ]
    printed = [
        f"{int(number):,}"
        for number in numbers
        if number and "." not in number and not number.startswith("-")
    ]
    assert printed
    assert [number for number in printed if number not in words] == []
    assert "架空のデータ" in words
    assert "案" in words


@pytest.fixture(scope="module")
def released(app):
    """The id of the year's public report, as it was released."""
    with app.extensions["database"].transaction() as session:
        return reported(session, app.extensions["settings"])["release"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_released_report_is_written_byte_for_byte_as_its_page_hands_it_out(
    app, released, language, tmp_path
):
    made = run_command(app, "--release", str(released), "--language", language, "--out", str(tmp_path))
    assert made.exit_code == 0, made.output
    anybody = app.test_client()
    anybody.set_cookie(COOKIE, language)
    found = re.findall(r'href="([^"]+/files/([^"]+))"', anybody.get(f"{PAGES}/{released}").text)
    names = [(address, unquote(name)) for address, name in found]
    assert {name for _address, name in names} == {file.name for file in tmp_path.iterdir()}
    assert len(names) == 5
    for address, name in names:
        assert anybody.get(address).data == (tmp_path / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--release", "999"], "公表した報告書はありません"),
        ([], "--fy か --release"),
        (["--fy", "2199"], "まだ始まっていません"),
        (["--release", "1", "--fy", "2025"], "--fy か --release"),
        (["--release", "1", "--edition", "council"], "--fy か --release"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_to_do(app, arguments, told, tmp_path):
    made = run_command(app, "--out", str(tmp_path), *arguments)
    assert made.exit_code != 0
    assert told in made.output
    assert list(tmp_path.iterdir()) == []
