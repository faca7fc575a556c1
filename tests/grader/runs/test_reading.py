"""What a learner's process says of its cells is read with distrust: bounded, plain, and without surprises."""

import base64
import json
import struct
import zlib

import pytest

from grader.runs import reading
from grader.runs.contract import Printed
from grader.runs.reading import read_cell, size_of


def line(**told):
    return json.dumps({"shown": [], "cut": False, "error": None, **told}).encode()


def png(width=2, height=2):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * (height * (1 + 3 * width)))
    return reading.SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_png_tells_its_size():
    assert size_of(png(3, 5)) == (3, 5)


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", png()[:-1], png().replace(b"IHDR", b"IHDX"), png(5000, 1)]
)
def test_what_is_no_png_that_can_be_shown_is_refused(content):
    with pytest.raises(ValueError, match="PNG"):
        size_of(content)


def test_printing_is_cut_over_all_pieces_together():
    cell = read_cell(line(shown=[{"kind": "printed", "text": "x" * 15_000}] * 3))
    assert sum(len(one.text) for one in cell.shown) == reading.MAX_TEXT
    assert cell.cut


def test_control_characters_and_halves_of_characters_are_replaced():
    cell = read_cell(line(shown=[{"kind": "printed", "text": "a\x00b\x1b[31m\ud800c\tあ\r\nz"}]))
    assert cell.shown == (Printed("a\ufffdb\ufffd[31m\ufffdc\tあ\nz"),)


def test_too_many_pictures_are_left_out_and_said_to_be():
    picture = {"kind": "picture", "png": base64.b64encode(png()).decode()}
    cell = read_cell(line(shown=[picture] * 9))
    assert (len(cell.shown), cell.cut) == (reading.MAX_PICTURES, True)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[{"text": "x"}]] * 200,
        [[{"text": "x"}] * 100],
        [[{"text": 1}]],
        [[{"text": "x", "rows": 0}]],
        [[{"text": "x", "columns": True}]],
        [["x"]],
        "rows",
    ],
)
def test_a_table_that_is_none_is_left_out(rows):
    cell = read_cell(line(shown=[{"kind": "table", "rows": rows}]))
    assert (cell.shown, cell.cut) == ((), True)


def test_an_error_keeps_its_name_only_where_it_is_pythons_own():
    def name(given):
        return read_cell(line(error={"name": given, "text": "", "line": 1})).error.name

    assert [name("KeyError"), name("<script>"), name("print"), name(7)] == ["KeyError"] + ["Exception"] * 3


@pytest.mark.parametrize("said", [b"", b"null", b"[1]", b'{"shown":', b"[" * 50_000, b'"' + b"x" * 4_000_000])
def test_a_line_that_says_nothing_shows_nothing(said):
    cell = read_cell(said)
    assert (cell.shown, cell.error, cell.cut) == ((), None, True)
