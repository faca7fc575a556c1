"""A file says the same as the screen, runs no formula, and names what its encoding cannot write."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from webapp.reports.numerals import Sign
from webapp.spreadsheet import Encoding, Sheet, fits_cp932, write_csv

NOTE = "書けない文字があります。"


def read(content, encoding):
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def sheet(*rows):
    return Sheet(["架空のデータ"], ["氏名", "得点"], rows)


def test_utf8_begins_with_a_bom_so_that_spreadsheets_know_it():
    assert write_csv(sheet(["髙橋", 12]), Encoding.UTF_8, NOTE).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", list(Encoding))
def test_both_encodings_hold_the_same_rows_with_windows_line_ends(encoding):
    content = write_csv(sheet(["髙橋 﨑①㈱", Decimal("56.7")], ["花子", None]), encoding, NOTE)
    rows = read(content, "utf-8-sig" if encoding is Encoding.UTF_8 else "cp932")
    assert rows == [["架空のデータ"], ["氏名", "得点"], ["髙橋 﨑①㈱", "56.7"], ["花子", ""]]
    assert content.count(b"\r\n") == content.count(b"\n") == 4


def test_what_cp932_cannot_write_is_shown_as_a_geta_and_listed():
    content = write_csv(sheet(["花子", 1], ["𠮷田", 2]), Encoding.CP932, NOTE)
    rows = read(content, "cp932")
    assert rows[1:3] == [[NOTE], ["2: 氏名: U+20BB7 → 〓"]]
    assert rows[-1] == ["〓田", "2"]


def test_what_cp932_would_silently_change_is_listed_too():
    rows = read(write_csv(sheet(["春〜秋", 1]), Encoding.CP932, NOTE), "cp932")
    assert ["1: 氏名: U+301C → ～"] in rows
    assert rows[-1] == ["春～秋", "1"]


def test_utf8_needs_no_list():
    assert NOTE not in write_csv(sheet(["𠮷田〜é", 1]), Encoding.UTF_8, NOTE).decode("utf-8-sig")


@pytest.mark.parametrize("letter", ["—", "é", "𠮷", "\u3099", "〜", "−", "¥", "©", "😀"])
def test_letters_that_do_not_come_back_do_not_fit(letter):
    assert not fits_cp932(letter)


@pytest.mark.parametrize("letter", ["髙", "﨑", "①", "㈱", "～", "－", "…", "△", "％"])
def test_letters_of_everyday_office_work_fit(letter):
    assert fits_cp932(letter)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "＠x"]
)
def test_a_text_that_looks_like_a_formula_is_kept_a_text(text):
    rows = read(write_csv(sheet([text, 1]), Encoding.UTF_8, NOTE), "utf-8-sig")
    assert rows[-1][0] == f"'{text}"


def test_numbers_signs_and_days_are_written_as_they_are():
    rows = read(
        write_csv(sheet([Sign.NIL, -5], [Sign.PENDING, date(2026, 7, 4)]), Encoding.UTF_8, NOTE), "utf-8-sig"
    )
    assert rows[-2:] == [["－", "-5"], ["集計中", "2026-07-04"]]
