"""Reads a report back from everything that is made of it: its cells, and whatever else a reader could find there."""

import base64
import csv
import io
import re
import subprocess
import zipfile
from html import unescape

from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from webapp.languages import COOKIE
from webapp.reports.faces import screen, tidy
from webapp.reports.faces.everything import faces
from webapp.reports.numerals import say
from webapp.reports.releases.files import drawn


def made_of(app, report, region, language):
    """Every face of a report by its name: the screen and each file."""
    pictures = drawn(report, region, language)
    with app.test_request_context("/", headers={"Cookie": f"{COOKIE}={language}"}):
        app.preprocess_request()
        shown = screen.page(report, pictures.wide, pictures.small)
    files = faces(report, pictures.wide, language, pictures.small)
    # A page holds a token that is another one each time.
    return {"screen": re.sub(r'name="csrf_token" value="[^"]+"', "", shown).encode(), **files}


def words_of(made):
    """What can be read in each face, its properties, caches and alternative texts among it, without spaces."""
    return {name: re.sub(r"\s", "", _words(name, content)) for name, content in made.items()}


def cells_of(made, report, language):
    """The cells by table, row and column; AssertionError where any face says another than the others."""
    places = [
        (table.key, row.key, column.key)
        for table in report.tables
        for row in table.rows
        for column in table.columns
    ]
    (book,) = (
        CalamineWorkbook.from_filelike(io.BytesIO(made[name])) for name in made if name.endswith(".xlsx")
    )
    (office,) = (made[name].decode("cp932") for name in made if name.endswith("_cp932.csv"))
    (utf8,) = (made[name].decode("utf-8-sig") for name in made if re.search("(?<!_cp932)[.]csv$", name))
    read = {
        "screen": _screen(made["screen"].decode()),
        "form": _form(book.get_sheet_by_index(0).to_python(skip_empty_area=False), report, language),
        "data": _lines(book.get_sheet_by_index(len(book.sheet_names) - 1).to_python()[1:], report),
        "csv": _lines(list(csv.reader(io.StringIO(utf8)))[1:], report),
        "cp932": _lines(list(csv.reader(io.StringIO(office)))[1:], report),
    }
    for name, cells in read.items():
        assert len(cells) == len(places), name
        assert cells == read["screen"], name
    paper = max(
        (made[name] for name in made if name.endswith(".pdf")), key=lambda content: len(_print(content))
    )
    printed = re.sub(r"\s", "", _print(paper))
    at = iter(read["screen"])
    for table in report.tables:
        for _row in table.rows:
            assert re.sub(r"\s", "", "".join(next(at) for _column in table.columns)) in printed
    return dict(zip(places, read["screen"], strict=True))


def _words(name, content):
    if name == "screen":
        return _read_html(content.decode())
    if name.endswith(".pdf"):
        told = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True).stdout
        alternatives = subprocess.run(
            ["pdfinfo", "-struct-text", "-"], input=content, capture_output=True, check=True
        ).stdout
        return _print(content) + told.decode() + _spoken(alternatives)
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(_read_xml(packed.read(part).decode()) for part in packed.namelist())
    return content.decode("cp932" if name.endswith("_cp932.csv") else "utf-8-sig")


def _read_html(page):
    shown = BeautifulSoup(page, "html.parser")
    said = [shown.get_text("\n")]
    for element in shown.find_all(True):
        for value in element.attrs.values():
            text = value if isinstance(value, str) else " ".join(value)
            kind, _, encoded = text.partition(";base64,")
            said.append(
                _read_xml(base64.b64decode(encoded).decode()) if kind == "data:image/svg+xml" else text
            )
    return "\n".join(said)


def _read_xml(text):
    """Contents, and what is said in attributes to whoever does not see a picture."""
    named = re.findall(r'(?:descr|title|name|alt|aria-label)="([^"]*)"', text)
    return unescape("\n".join([re.sub(r"<[^>]*>", "\n", re.sub(r"<path[^>]*>", "", text)), *named]))


def _spoken(told):
    """What a voice says of a paper, alternative texts too, as pdfinfo hands it out: some of it is in UTF-16."""
    long = [
        text.decode("utf-16-be", "replace")
        for text in re.findall(rb'"\xfe\xff(.*?)"(?= \(|\n)', told, re.DOTALL)
    ]
    read = re.findall(r'^ *"(.*)"$', told.decode("utf-8", "replace"), re.MULTILINE)
    return "\n" + "".join(read) + "\n" + "\n".join(long)


def _print(paper):
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    return told.stdout.decode()


def _screen(page):
    rows = BeautifulSoup(page, "html.parser").select(".frozen tbody tr")
    return [cell.get_text(strip=True) for row in rows for cell in row.find_all("td")]


def _form(lines, report, language):
    found, at = [], 0
    for table in report.tables:
        head = table.heading.ja if language == "ja" else table.heading.en
        at = next(n for n in range(at, len(lines)) if lines[n][0] == head) + 1
        for row in table.rows:
            found += [_said(value, cell) for value, cell in zip(lines[at][1:], row.cells, strict=False)]
            at += 1
    return found


def _lines(lines, report):
    cells = [cell for table in report.tables for row in table.rows for cell in row.cells]
    read = [
        line[tidy.VALUE] if line[tidy.VALUE] not in ("", None) else line[tidy.VALUE + 1] for line in lines
    ]
    return [_said(value, cell) for value, cell in zip(read, cells, strict=True)]


def _said(value, cell):
    """A value that was read, with the decimals of what was to be written there; a number in place of a mark shows."""
    try:
        number = type(cell)(str(value)) if not isinstance(cell, int) else int(float(value))
        return say(number.quantize(cell) if hasattr(cell, "quantize") else number, "ja")
    except (ValueError, ArithmeticError, TypeError):
        return str(value)
