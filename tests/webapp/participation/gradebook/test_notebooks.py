"""The copy that instructors read holds what the learner wrote, and nothing that could act."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook.conftest import written
from webapp.participation.gradebook.notebooks import answers_in, digest_of, read_source, readable_copy

SOURCE = read_source(json.dumps(room.notebook(room.RIGHT, release="1" * 64, hidden=True)).encode())


def copied(work):
    cells = json.loads(readable_copy(SOURCE, work))["cells"]
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]): cell for cell in cells}


def test_answers_are_the_learners_and_checks_the_authors():
    notebook = json.loads(room.work(room.HALF_RIGHT))
    for cell in notebook["cells"]:
        if cell["id"] in ("b1-1", "b1-given"):
            cell["source"] = "mine"
    cells = copied(json.dumps(notebook).encode())
    assert cells["b1-2-answer"]["source"] == room.HALF_RIGHT["b1-2-answer"]
    assert "HIDDEN TESTS" in cells["b1-1"]["source"]
    assert cells["b1-given"]["source"] == "price = 120\ncount = 3"


def test_a_second_cell_of_the_same_name_is_only_a_cell():
    notebook = json.loads(room.work())
    notebook["cells"].append(room.cell("code", "total = 0", grade_id="b1-1-answer", solution=True))
    work = json.dumps(notebook).encode()
    assert (
        copied(work)["b1-1-answer"]["source"] == room.RIGHT["b1-1-answer"] == answers_in(work)["b1-1-answer"]
    )


@given(st.text())
def test_free_text_stands_between_fences_that_it_cannot_close(text):
    first, *lines, last = copied(written(text))["b1-text"]["source"].split("\n")
    assert first == last == "`" * len(first)
    assert not any(line.strip().startswith(first) for line in lines)


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=300))
def test_a_long_line_is_wrapped_and_loses_no_character(text):
    lines = copied(written(text))["b1-text"]["source"].split("\n")[1:-1]
    assert max(map(len, lines), default=0) <= 60
    assert "".join(lines) == text


@given(st.text(st.characters(exclude_categories=[])))
def test_every_text_has_a_digest(text):
    assert len(digest_of(text)) == 64
