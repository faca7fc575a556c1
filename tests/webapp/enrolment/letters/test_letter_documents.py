"""What comes out as PDF: what the data says, as text and never as a command; and no missing letter in silence."""

import shutil
import subprocess
import unicodedata

import pytest

from webapp.enrolment.letters.addressing import address_lines, person_line
from webapp.enrolment.letters.document import compile_sheet, render
from webapp.enrolment.letters.naming import kana_key
from webapp.typesetting import missing_letters


def a_letter(**given):
    return {
        "number": "架大DS第12号", "date": "令和8年11月24日", "to": ["髙﨑 葵 様"], "from": ["架空大学"],
        "omits_seal": True, "subject": "講座の受講決定について（通知）", "opening": ["通知します。"],
        "facts": [("講座名", ["データサイエンス初級"])], "contact": ["事務局"], **given,
    }  # fmt: skip


def sheet_of(*letters, invented=True):
    return {"title": "受講決定通知", "invented": invented, "letters": letters}


@pytest.fixture
def text_of(tmp_path):
    """The words of a PDF, page by page, without the spaces that typesetting puts between scripts."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here: apt install poppler-utils")

    def text_of(pdf):
        file = tmp_path / "sheet.pdf"
        file.write_bytes(pdf)
        told = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60
        )
        pages = unicodedata.normalize("NFC", told.stdout.decode()).split("\f")
        return ["".join(page.split()) for page in pages if page.strip()]

    return text_of


def test_a_letter_says_what_it_was_given_with_rare_forms_of_letters(text_of):
    (page,) = text_of(render("letter", sheet_of(a_letter())))
    for words in (
        "架大DS第12号",
        "令和8年11月24日",
        "髙﨑葵様",
        "（公印省略）",
        "以上",
        "架空のデータ",
        "1/1",
    ):
        assert words in page


def test_a_seal_has_its_place_where_it_is_not_omitted_and_real_data_no_label(text_of):
    (page,) = text_of(render("letter", sheet_of(a_letter(omits_seal=False), invented=False)))
    assert "公印省略" not in page
    assert "公印" in page
    assert "架空のデータ" not in page


def test_pages_are_counted_letter_by_letter(text_of):
    long = a_letter(facts=[("日程", [f"第{n}回" for n in range(60)])])
    pages = text_of(render("letter", sheet_of(a_letter(), long, a_letter())))
    assert [page[-3:] for page in pages] == ["1/1", "1/2", "2/2", "1/1"]


@pytest.mark.parametrize(
    "hostile",
    ['#panic("x")', "*太字* _斜体_ $x$", '#read("/etc/passwd")', "<label> @ref \\ `code`", '"]) + {{ 1 }}'],
)
def test_what_looks_like_a_command_is_printed_as_it_is(text_of, hostile):
    (page,) = text_of(render("letter", sheet_of(a_letter(subject=hostile, to=[hostile], opening=[hostile]))))
    assert page.count("".join(hostile.split())) == 3


def test_a_letter_that_the_font_lacks_is_marked_and_named_on_its_own_page_only(text_of):
    without, with_all = text_of(render("letter", sheet_of(a_letter(to=["𠮷田 様"]), a_letter())))
    assert "〓田様" in without
    assert "U+20BB7" in without
    assert "U+20BB7" not in with_all


def test_which_letters_are_missing():
    assert missing_letters("髙﨑①㈱〜－々ヶ 一\n") == []
    assert missing_letters("𠮷田 𠮷 葛\U000e0100") == ["𠮷", "\U000e0100"]


def test_a_roster_has_its_head_on_every_page_and_its_cells_as_text(text_of):
    rows = [[str(n), "髙﨑 葵", "=1+1"] for n in range(1, 61)]
    pages = text_of(render("roster", {
        "title": "受講者名簿", "invented": True, "number": "架大DS第4号", "date": "令和8年11月24日",
        "about": ["60人"], "columns": [("番号", "auto"), ("氏名", "2"), ("所属", "3")], "rows": rows, "note": "取扱",
    }))  # fmt: skip
    assert len(pages) == 2
    assert "取扱注意" in pages[0]
    assert all("番号氏名所属" in page and "架大DS第4号" in page and "=1+1" in page for page in pages)


def test_a_hundred_letters_are_a_picture_each():
    assert len(compile_sheet("letter", sheet_of(*[a_letter()] * 3), "png")) == 3


@pytest.mark.parametrize(
    ("organisation", "person", "lines"),
    [
        ("架空商工会議所", "", ["架空商工会議所 御中"]),
        ("架空商工会議所 御中", "", ["架空商工会議所 御中"]),
        ("架空商工会議所御中", "会頭 架空 太郎様", ["架空商工会議所", "会頭 架空 太郎 様"]),
        ("", "架空 太郎 殿", ["架空 太郎 様"]),
        (" ", "　", []),
    ],
)
def test_a_person_and_an_organisation_get_their_honorific_once(organisation, person, lines):
    assert address_lines(organisation, person) == lines


def test_a_name_that_is_an_honorific_stays():
    assert person_line("様") == "様 様"


def test_kana_are_in_order_however_they_were_typed():
    names = ["わだ", "ｱｵｷ ﾊﾙ", "タカサキ", "たかぎ"]
    assert sorted(names, key=kana_key) == ["ｱｵｷ ﾊﾙ", "たかぎ", "タカサキ", "わだ"]
