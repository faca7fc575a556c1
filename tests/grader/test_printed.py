"""What the learner's code printed: asked for by cell, and heard by a test that redirects its own output."""

from functools import partial

import pytest

from grader import words
from tests.grader.one_exercise import score_of

pytestmark = pytest.mark.sandbox


@pytest.fixture
def graded(desk, write):
    return partial(score_of, desk, write)


REDIRECTED = """
import contextlib, io
with contextlib.redirect_stdout(io.StringIO()) as heard:
    greet("富山")
"""


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("print('富山', 3)", "富山 3\n"),
        ("for n in range(3):\n    print(n, end=' ')", "0 1 2 "),
        ("import sys\nsys.stdout.write('a')\nprint('b', file=sys.stderr)", "a"),
        ("x = 1\nx", ""),
        ("print('before')\nraise ValueError", "before\n"),
        ("print('\\ud800 \\x00 😀')", "\ud800 \x00 😀\n"),
    ],
)
def test_a_test_reads_what_an_answer_printed(answer, said, graded):
    assert graded(answer, f"assert printed('a-answer') == {said!r}").points == 1
    assert graded(answer, f"assert printed('a-answer') == {said + '!'!r}").points == 0


def test_an_answer_that_ran_again_has_printed_anew(graded):
    test = (
        "again = rerun('a-answer', name='高岡')\n"
        "assert printed(again) == 'こんにちは、高岡\\n'\nassert printed('a-answer') == 'こんにちは、富山\\n'"
    )
    assert graded("print(f'こんにちは、{name}')", test, "name = '富山'\nprint('locked')").points == 1
    assert graded("print('こんにちは、富山')", test, "name = '富山'").points == 0


@pytest.mark.parametrize(
    "test",
    [
        f"{REDIRECTED}assert heard.getvalue() == 'やあ、富山\\n'",
        "import io, sys\nkept, sys.stdout = sys.stdout, io.StringIO()\ngreet('富山')\n"
        "heard, sys.stdout = sys.stdout.getvalue(), kept\nassert heard == 'やあ、富山\\n'",
        "from unittest.mock import patch\nimport io\nwith patch('sys.stdout', new_callable=io.StringIO) as heard:\n"
        "    greet('富山')\nassert heard.getvalue() == 'やあ、富山\\n'",
    ],
    ids=["redirected", "replaced", "patched"],
)
def test_what_a_called_function_prints_is_heard_where_the_test_listens(test, graded):
    assert graded("def greet(name):\n    print(f'やあ、{name}')", test).points == 1
    assert graded("print('やあ、富山')\ndef greet(name):\n    return f'やあ、{name}'", test).points == 0


def test_what_was_printed_before_an_error_is_heard_too(graded):
    answer = "def greet(name):\n    print('やあ')\n    raise ValueError(name)"
    test = f"try:{REDIRECTED.replace(chr(10), chr(10) + ' ')}\nexcept ValueError:\n    pass\nassert heard.getvalue() == 'やあ\\n'"
    assert graded(answer, test).points == 1


def test_methods_and_texts_of_objects_are_heard_as_well(graded):
    answer = "class Dog:\n    def bark(self):\n        print('わん')\ndog = Dog()"
    test = REDIRECTED.replace('greet("富山")', "dog.bark()") + "assert heard.getvalue() == 'わん\\n'"
    assert graded(answer, test).points == 1


def test_printing_that_nobody_listens_to_disturbs_nothing(graded):
    answer = "def f():\n    print('\\ud800' * 50_000)\n    return 3"
    assert graded(answer, "assert f() == 3").points == 1


@pytest.mark.parametrize("loud", ["print('x' * 10 ** 8)", "for n in range(400_000):\n    print('x', end='')"])
def test_only_the_beginning_of_what_a_cell_prints_is_kept(loud, graded):
    assert graded(loud, "assert printed('a-answer') == 'x' * 100_000").points == 1


def test_only_the_beginning_of_what_a_call_prints_is_heard(graded):
    test = REDIRECTED + "assert heard.getvalue() == 'x' * 20_000"
    assert graded("def greet(name):\n    print(name[:0] + 'x' * 10 ** 7)", test).points == 1


def test_an_endless_printer_is_stopped_by_the_clock_and_not_by_memory(desk, write):
    work = write.assignment("while True:\n    print('x' * 1000)")
    assert desk.grade(work).state.value == "TIMED_OUT"


def test_an_answer_that_has_not_run_has_printed_nothing_that_could_be_read(graded):
    assert graded("print('a')", "assert printed('b-answer') == ''").points == 0


# Lies about the kind of what was printed, told from inside the learner's process.
@pytest.mark.parametrize(
    "lie",
    ["Anything('')", "[Anything('')]", "5", "None", "True", "{'$': 'x'}", "['やあ']", "'y' * 10 ** 7"],
)
def test_a_lie_about_what_was_printed_gains_nothing(lie, graded):
    forger = (
        "import gc, sys\nfrom grader.inside.shell import Shell, Transcript\n"
        "class Anything(str):\n    __eq__ = lambda self, other: True\n    __hash__ = None\n"
        f"lie = {lie}\nShell._keep = lambda self: self.printed.append(lie)\nTranscript.text = lie\n"
        "def greet(name):\n    return 1"
    )
    assert graded(forger, "assert printed('a-answer') == 'やあ'").points == 0
    assert graded(forger, REDIRECTED + "assert heard.getvalue() == 'やあ'").points == 0


def test_a_learner_cannot_stand_in_for_a_helper(graded):
    taken = "\n".join(
        f"def {name}(*args, **kwargs):\n    return 'やあ\\n'"
        for name in (
            "printed",
            "rerun",
            "figures",
            "answer_text",
            "answer_tree",
            "names_called",
            "arguments_after",
        )
    )
    assert graded(taken, "assert printed('a-answer') == 'やあ\\n'").points == 0
    assert graded(taken, "assert rerun('a-answer') == 'やあ\\n'").points == 0
    assert graded(taken, "assert answer_text('a-answer') == 'やあ\\n'").points == 0


def test_an_authors_own_name_is_not_taken_by_a_helper(graded):
    own = "def printed(cell):\n    return cell * 2"
    assert graded("x = 'a'", "assert printed(x) == 'aa'", own).points == 1
    assert graded("x = 'a'", "printed = 3\nassert printed == 3").points == 1


def test_a_name_that_an_earlier_test_gave_away_is_that_tests_own(desk, write):
    source = write.notebook(
        write.answer("x = 1", "a-answer"),
        write.check("printed = 3\nassert printed == 3", "a", 1),
        write.check("assert printed == 3 and figures() == []", "b", 1),
        write.check("assert printed == 3", "c", 1),
    )
    assert desk.grade(source, source).points == 3


def test_an_object_instead_of_text_is_told_by_its_kind(graded):
    forger = "from grader.inside.submission import Submission\nSubmission._do_printed = lambda self, place: {'value': [1]}"
    assert graded(forger, "assert printed('a-answer')").message == words.kind_not_checked("list")
