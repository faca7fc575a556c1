"""Which earlier answers run before a question's own is told from the names in the cells."""

import pytest

from course.catalogue import Exercise, Release, Text
from webapp.participation.plain.needs import cells_for, names_in, needed_by
from webapp.participation.plain.sheet import Part, Question, Role, Sheet

WORD = Text("", "")


def sheet(*cells):
    """A sheet of prepared cells (text) and answers ((id, text)), one question for each answer."""
    parts = [
        Part(place, Role.PREPARED, cell)
        if isinstance(cell, str)
        else Part(place, Role.ANSWER, cell[1], cell[0])
        for place, cell in enumerate(cells)
    ]
    questions = tuple(
        Question(part.grade_id, Exercise(part.grade_id, 1, WORD, "basic", 1, ()), (), (part,))
        for part in parts
        if part.role is Role.ANSWER
    )
    release = Release("c", "l", "0" * 64, WORD, 1, 1, tuple(q.subject for q in questions), ())
    return Sheet(release, (), questions, tuple(parts))


def needed(made, id, texts=None):
    question = made.question(id)
    if texts is None:
        return [one.id for one in needed_by(question, made)]
    return [part.grade_id for part in cells_for(question, made, texts) if part.role is Role.ANSWER]


def test_an_answer_that_uses_prepared_names_alone_needs_no_other():
    made = sheet(
        "import pandas as pd\ntable = pd.DataFrame()", ("a", "total = ____"), ("b", "n = len(table)")
    )
    assert needed(made, "b") == []


def test_an_answer_that_uses_an_earlier_one_needs_it_and_what_that_needs():
    made = sheet("x = 1", ("a", "y = x + 1"), ("b", "unused = 1"), ("c", "z = y"), ("d", "print(z)"))
    assert needed(made, "d") == ["a", "c"]


def test_a_prepared_cell_between_may_need_an_answer_as_well():
    made = sheet(("a", "y = 1"), "shown = y * 2", ("b", "print(shown)"), ("c", "print(1)"))
    assert needed(made, "b") == ["a"]


def test_a_name_that_a_cell_makes_itself_is_no_need():
    made = sheet(
        ("a", "total = 1"), ("b", "total = 2\nprint(total)"), ("c", "def f(total):\n    return total")
    )
    assert needed(made, "b") == needed(made, "c") == []


def test_the_learners_own_text_says_what_runs():
    made = sheet(("a", "y = ____"), ("b", "z = ____"))
    assert needed(made, "b", {"a": "y = 1", "b": "z = y"}) == ["a", "b"]
    assert needed(made, "b", {"a": "other = 1", "b": "z = y"}) == ["b"]


def test_text_that_is_no_python_is_read_word_by_word():
    made = sheet(("a", "without = table[____ ____ 1]"), ("b", "mean = without.____ ("))
    assert needed(made, "b") == ["a"]


def test_prepared_cells_run_up_to_the_question_and_not_behind():
    made = sheet("x = 1", ("a", "print(x)"), "y = 2", ("b", "print(y)"))
    assert [part.place for part in cells_for(made.question("a"), made, {})] == [0, 1]


@pytest.mark.parametrize("text", ["", "%matplotlib inline\nx = 1", "(" * 5000, "x = 1\x00", "é = 1 = 2"])
def test_any_text_has_names(text):
    assert names_in(text).made >= set()


def test_comprehensions_and_calls_use_names_and_builtins_are_none():
    names = names_in("kept = [len(one) for one in rows]\nprint(kept)")
    assert (names.made, names.used) == ({"kept"}, {"rows"})
