import json

import pytest

from grader import words
from grader.notebook import MAX_BYTES, MAX_CONTAINERS, Rejected, read_notebook


def document(**changes):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []} | changes)


def code(**changes):
    return {"cell_type": "code", "metadata": {}, "source": "x = 1"} | changes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", words.NOT_JSON),
        (b"{", words.NOT_JSON),
        (b'{"nbformat": NaN}', words.NOT_JSON),
        ("表計算".encode("cp932"), words.NOT_UTF8),
        ("\udcff", words.NOT_UTF8),
        (b" " * (MAX_BYTES + 1), words.TOO_LARGE),
        (b"[" * 200_000, words.TOO_DEEP),
        (b"[" * 5_000_000, words.TOO_MANY_PARTS),
        (b'{"": [' + b"[]," * MAX_CONTAINERS + b"0]}", words.TOO_MANY_PARTS),
        (b'"\\"' * 3_000_000, words.NOT_JSON),
        (document(metadata=json.loads("[" * 100 + "]" * 100)), words.TOO_DEEP),
        (b"[]", words.WRONG_FORMAT),
        (document(nbformat=3), words.WRONG_FORMAT),
        (document(nbformat="4"), words.WRONG_FORMAT),
        (document(nbformat=True), words.WRONG_FORMAT),
        (document(cells={}), words.BROKEN_CELLS),
        (document(cells=["x"]), words.BROKEN_CELLS),
        (document(cells=[code(cell_type="shell")]), words.BROKEN_CELLS),
        (document(cells=[code(source=1)]), words.BROKEN_CELLS),
        (document(cells=[code(source=["a", 1])]), words.BROKEN_CELLS),
        (document(cells=[code(metadata=[])]), words.BROKEN_CELLS),
        (document(cells=[code()] * 2001), words.TOO_MANY_CELLS),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_file_that_is_no_notebook_is_refused_with_the_reason(data, reason):
    with pytest.raises(Rejected) as refusal:
        read_notebook(data)
    assert refusal.value.reason == reason


def test_every_refusal_says_something_in_both_languages():
    for reason in (words.TOO_LARGE, words.NOT_UTF8, words.NOT_JSON, words.TOO_DEEP, words.WRONG_FORMAT):
        assert reason.ja
        assert reason.en


def test_a_notebook_is_read_with_lines_joined_and_strange_metadata_ignored():
    cells = [
        code(source=["a = 1\n", "b"], id="c1"),
        code(metadata={"nbgrader": {"grade_id": 5}, "tags": ["x"]}),
    ]
    first, second = read_notebook(document(cells=cells).encode("utf-8-sig"))
    assert (first.kind, first.text, first.id, first.grade_id) == ("code", "a = 1\nb", "c1", None)
    assert second.grade_id is None


def test_brackets_within_text_are_no_containers():
    source = '"[{' * MAX_CONTAINERS
    assert read_notebook(document(cells=[code(source=source)]))[0].text == source
