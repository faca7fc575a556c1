"""One report, four faces: the same cells on each, and nothing on any that the report does not print."""

import csv
import io
import re
import subprocess
import zipfile
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from tests.webapp.reports.faces.specimens import X, a_report, both, questions, sections
from webapp.region import Words
from webapp.reports.faces import screen, tidy
from webapp.reports.faces.document import BRIEF, FULL, LANDSCAPE, DoesNotFit, pdf
from webapp.reports.faces.everything import faces
from webapp.reports.faces.workbook import workbook
from webapp.reports.frozen.report import Edition, Section, Version
from webapp.reports.frozen.table import Column, Row, Table
from webapp.reports.numerals import Sign, say

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="160"><rect width="90" height="60" fill="#1d4e89"/></svg>'
PICTURES = dict.fromkeys("ABCD", PICTURE)
STEM = "受講状況報告書_令和8年度_協議会_確定値_第3号"


@pytest.fixture(scope="module", params=["ja", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    return faces(a_report(), PICTURES, language)


def one_ending(made, ending):
    return next(content for name, content in made.items() if name.endswith(ending))


def words_of(paper, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True)
    return re.sub(r"[ 　]+", "", told.stdout)


def pages_of(paper, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper)
    told = subprocess.run(["pdfinfo", file], capture_output=True, check=True, text=True)
    return int(re.search(r"Pages:\s+(\d+)", told.stdout)[1])


def cells_of(report, language):
    return [[say(cell, language) for cell in row.cells] for table in report.tables for row in table.rows]


def as_written(value, digits):
    return f"{'△' if value < 0 else ''}{abs(Decimal(str(value))).quantize(Decimal(1).scaleb(-digits)):,}"


def digits_of(cell):
    return -cell.as_tuple().exponent if isinstance(cell, Decimal) else 0


def form_cells(book, report, language):
    """The rows of 様式 under each table's title and head, written as the report writes its cells."""
    lines = (
        CalamineWorkbook.from_filelike(io.BytesIO(book))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    found, at = [], 0
    for table in report.tables:
        head = table.heading.ja if language == "ja" else table.heading.en
        at = next(n for n in range(at, len(lines)) if lines[n][0] == head) + 1
        for row in table.rows:
            values = lines[at][1 : 1 + len(row.cells)]
            found.append(
                [
                    v if isinstance(v, str) else as_written(v, digits_of(c))
                    for v, c in zip(values, row.cells, strict=True)
                ]
            )
            at += 1
    return found


def test_the_sheet_to_print_has_each_cell(made, language):
    assert form_cells(one_ending(made, ".xlsx"), a_report(), language) == cells_of(a_report(), language)


def test_the_lines_for_machines_have_each_cell_and_are_the_same_in_both_encodings(made, language):
    lines = list(
        csv.reader(
            io.StringIO(one_ending(made, "_第3号.csv" if language == "ja" else "no3.csv").decode("utf-8-sig"))
        )
    )
    office = list(csv.reader(io.StringIO(one_ending(made, "_cp932.csv").decode("cp932"))))
    values = [line[tidy.VALUE] or line[tidy.VALUE + 1] for line in lines[1:]]
    assert values == [
        cell.replace(",", "").replace("△", "-") for row in cells_of(a_report(), language) for cell in row
    ]
    assert [line[tidy.VALUE :] for line in office] == [line[tidy.VALUE :] for line in lines]


def test_the_sheet_for_machines_has_the_lines_of_the_csv_file_with_numbers_as_numbers(made, language):
    book = CalamineWorkbook.from_filelike(io.BytesIO(one_ending(made, ".xlsx")))
    lines = book.get_sheet_by_index(len(book.sheet_names) - 1).to_python()
    expected = [list(line) for line in tidy.rows(a_report(), language)]
    assert lines[0] == tidy.header(language)
    assert [line[tidy.VALUE] for line in lines[1:]] == [
        "" if line[tidy.VALUE] is None else float(line[tidy.VALUE]) for line in expected
    ]
    assert all(not isinstance(line[tidy.VALUE], str) or line[tidy.VALUE] == "" for line in lines[1:])
    for line in lines:
        for text in (cell for cell in line if isinstance(cell, str)):
            assert text == text.strip()
            assert not re.search("[\n　①-⓿㈠-㏿Ⅰ-ⅿ｡-ﾟ]", text)


def test_the_sheet_for_machines_merges_nothing_and_holds_no_object(made):
    with zipfile.ZipFile(io.BytesIO(one_ending(made, ".xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet3.xml").decode()
        assert "mergeCell" not in sheet
        assert "<drawing" not in sheet
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets" in name)


def test_the_paper_prints_each_row_whole(made, language, tmp_path):
    printed = words_of(one_ending(made, "_第3号.pdf" if language == "ja" else "no3.pdf"), tmp_path)
    for row in cells_of(a_report(), language):
        assert re.sub(r"\s", "", "".join(row)) in printed


def test_the_screen_shows_each_cell_and_each_number_opens_its_definition(app, language):
    with app.test_request_context("/", headers={"Cookie": f"language={language}"}):
        app.preprocess_request()
        shown = BeautifulSoup(screen.page(a_report(), PICTURES, {}), "html.parser")
        spoken = screen.language()
    rows = [
        [cell.get_text(strip=True) for cell in line.find_all("td")]
        for line in shown.select(".frozen tbody tr")
    ]
    assert rows == cells_of(a_report(), spoken)
    assert all(image["alt"] for image in shown.select(".drawn img"))
    first = shown.select_one("#table-main_figures tbody td a")
    assert first["href"].endswith("#I01")


def test_the_same_report_has_the_same_bytes(made, language):
    assert faces(a_report(), PICTURES, language) == made


def test_the_page_on_its_side_is_one_page_and_the_report_is_at_most_twenty(made, language, tmp_path):
    assert pages_of(one_ending(made, "概要.pdf" if language == "ja" else "one-page.pdf"), tmp_path) == 1
    assert 3 <= pages_of(one_ending(made, "第3号.pdf" if language == "ja" else "no3.pdf"), tmp_path) <= 20


def test_a_page_with_too_much_to_say_is_refused_and_not_cut():
    long = Section("summary", both("要約"), tuple(both("とても長い文です。" * 30) for _ in range(12)))
    with pytest.raises(DoesNotFit):
        pdf(a_report(sections=(long, *sections()[1:])), LANDSCAPE, PICTURES, "ja")


def test_a_draft_says_so_and_a_council_paper_is_internal_on_every_page(tmp_path):
    paper = pdf(a_report(version=Version.DRAFT), FULL, PICTURES, "ja")
    pages = words_of(paper, tmp_path).split("\f")[:-1]
    assert all("内部用・非公開" in page and "架空のデータ" in page and "案" in page for page in pages)


@pytest.mark.parametrize("version", [Version.DRAFT, Version.FINAL])
def test_a_table_that_goes_on_over_the_page_can_be_printed_in_a_draft_as_well(version, tmp_path):
    column = Column("I07", both("実受講者数"), Words("人", "people"), "I07")
    lines = tuple(Row(f"r{n}", both(f"{n}行目"), (n,)) for n in range(100, 190))
    long = Section("people", both("内訳"), (), (Table("t", both("表"), both("行"), (column,), lines),))
    printed = words_of(pdf(a_report(version=version, sections=(long,)), FULL, {}, "ja"), tmp_path)
    assert "100行目" in printed
    assert "189行目" in printed


def test_the_assembly_gets_questions_with_the_definition_of_each_figure(tmp_path):
    report = a_report(Edition.ASSEMBLY, sections=(*sections()[:2], *questions()))
    printed = words_of(pdf(report, BRIEF, {}, "ja"), tmp_path)
    assert "想定問答" in printed
    assert "一人が二つの講座を受けると2人と数えます" in printed
    assert next(iter(faces(report, {}, "ja"))) == "受講状況報告書_令和8年度_議会_確定値_第3号.pdf"


def test_the_charts_of_the_workbook_know_no_number_that_the_tables_do_not_print(made, language):
    printed = {cell.replace(",", "").lstrip("△") for row in cells_of(a_report(), language) for cell in row}
    with zipfile.ZipFile(io.BytesIO(one_ending(made, ".xlsx"))) as packed:
        charts = [packed.read(name).decode() for name in packed.namelist() if "charts/chart" in name]
    caches = [cache for chart in charts for cache in re.findall(r"<c:val>(.*?)</c:val>", chart, re.DOTALL)]
    points = [point for cache in caches for point in re.findall(r"<c:v>([^<]*)</c:v>", cache)]
    assert len(points) > 30
    assert {f"{float(point):g}" for point in points} <= {
        f"{float(cell):g}" for cell in printed if cell[0].isdigit()
    }


def test_a_total_is_drawn_by_no_chart_of_the_workbook_and_a_mark_has_no_point():
    book = workbook(a_report(), "ja")
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        charts = [packed.read(name).decode() for name in packed.namelist() if "charts/chart" in name]
    cached = re.findall(r"<c:numCache>(.*?)</c:numCache>", charts[0], re.DOTALL)
    # Five courses, of which one is hidden: four points, no nought for the fifth, no total.
    assert [[float(point) for point in re.findall(r"<c:v>([^<]*)</c:v>", cache)] for cache in cached][:2] == [
        [187, 71, 90, 64],
        [150, 68, 72, 50],
    ]
    assert all("412" not in cache for cache in cached)


def test_a_formula_in_a_label_stays_a_text():
    table = Table(
        "t", both("表"), both("行"), (Column("I07", both("実受講者数"), Words("人", "people"), "I07"),),
        (Row("r", both('=HYPERLINK("x")'), (7,)), Row("s", both("－"), (X,)), Row("u", both("△"), (Sign.NIL,))),
    )  # fmt: skip
    files = faces(a_report(sections=(Section("main", both("主要指標"), (), (table,)),)), {}, "ja")
    with zipfile.ZipFile(io.BytesIO(files[f"{STEM}.xlsx"])) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets" in name)
    assert "'=HYPERLINK" in files[f"{STEM}.csv"].decode("utf-8-sig")
