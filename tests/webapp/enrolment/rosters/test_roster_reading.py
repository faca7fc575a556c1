"""A roster's bytes become people's rows, or one sentence; dates and names come out as they were meant."""

import io
import zipfile
from datetime import date

import pytest

from webapp.enrolment.rosters import cells
from webapp.enrolment.rosters.columns import Field
from webapp.enrolment.rosters.dates import NoSuchDay, parse_day
from webapp.enrolment.rosters.reading import Refusal, read_file
from webapp.enrolment.rosters.table import find_table
from webapp.region import load_region

ROSTER = "受講者名簿,,\r\n\r\n氏　名,ﾌﾘｶﾞﾅ,Ｅ－ｍａｉｌ\r\n髙橋 﨑子,ﾀｶﾊｼ ｻｷｺ,a@example.jp\r\n※ 以上,,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_every_office_encoding_gives_the_same_rows(encoding):
    table = find_table(read_file(ROSTER.encode(encoding)))
    assert table.fields == (Field.NAME, Field.KANA, Field.EMAIL)
    assert [(line.number, line.cells[0]) for line in table.lines] == [(4, "髙橋 﨑子")]


def archive(**entries):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            made.writestr(name, "<x/>")
        for name, text in entries.items():
            made.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
        (archive(xl__vbaProject_DOT_bin="x"), "macros"),
        (archive(xl__sharedStrings_DOT_xml='<!DOCTYPE l [<!ENTITY a "b">]><l/>'), "entities"),
        (archive(xl__worksheets__sheet1_DOT_xml=" " * 60_000_000), "bomb"),
        (b"PK\x03\x04", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_roster_is_refused_with_its_reason(content, reason):
    with pytest.raises(Refusal) as refused:
        read_file(content)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("written", "meant"),
    [("R5.4.1", date(2023, 4, 1)), ("H1/1/8", date(1989, 1, 8)), ("令和元年5月1日", date(2019, 5, 1))],
)
def test_japanese_dates_are_read(written, meant):
    assert parse_day(written) == meant


@pytest.mark.parametrize("written", ["平成40年1月1日", "昭和64年1月8日", "令和元年4月30日"])
def test_an_era_that_had_no_such_day_is_refused(written):
    with pytest.raises(NoSuchDay):
        parse_day(written)


@pytest.mark.parametrize("name", ["髙橋", "﨑田", "𠮷野", "葛\U000e0100城", "\ufa19谷"])
def test_a_name_keeps_its_glyphs(name):
    assert cells.name(name) == name


@pytest.mark.parametrize(
    ("region", "typed", "kept"),
    [("mihon", "中高一貫校", "中等教育学校"), ("toyama", "ｺｳｺｳ", None), ("toyama", "高校", "高等学校")],
)
def test_kinds_of_school_are_those_of_the_region(region, typed, kept):
    read = cells.school_type_of(load_region(region).school_type_names)
    if kept is None:
        with pytest.raises(cells.Amiss):
            read(typed)
    else:
        assert read(typed) == kept


def test_a_kind_of_school_that_the_region_has_not_is_asked_about():
    read = cells.school_type_of(load_region("toyama").school_type_names)
    with pytest.raises(cells.Amiss):
        read("中等教育学校")
