import nbformat
import pytest

from course import rehearsal
from course.rehearsal import Attempt, RehearsalFailed, rehearse

ANSWER = {"schema_version": 3, "grade_id": "a-answer", "grade": False, "solution": True}
CHECK = {"schema_version": 3, "grade_id": "a", "grade": True, "solution": False, "points": 1}


def notebook(*cells):
    made = nbformat.v4.new_notebook()
    for number, (text, nbgrader) in enumerate(cells):
        cell = nbformat.v4.new_code_cell(text, metadata={"nbgrader": nbgrader} if nbgrader else {})
        cell.id = nbgrader["grade_id"] if nbgrader else f"cell-{number}"
        made.cells.append(cell)
    return made


def play(*cells, files=(), **attempt):
    return rehearse(notebook(*cells), dict(files), [Attempt("試し", **attempt)]).outcomes[0]


def test_an_answer_that_meets_its_test_passes():
    outcome = play(("x = 2", ANSWER), ("assert x == 2", CHECK))
    assert outcome.verdicts["a"].passed
    assert outcome.problems == ()


def test_a_test_that_fails_says_on_which_of_its_lines():
    verdict = play(
        ("x = 2", ANSWER), ("y = 1\nassert x == 2\n\nassert x == 3, 'ちがいます'", CHECK)
    ).verdicts["a"]
    assert (verdict.passed, verdict.line) == (False, 4)
    assert "ちがいます" in verdict.problem


def test_other_answers_can_be_put_in_the_place_of_the_authors():
    cells = (("x = 2", ANSWER), ("assert x == 3", CHECK))
    assert play(*cells, answers={"a-answer": "x = 3"}).verdicts["a"].passed


def test_each_attempt_starts_afresh():
    cells = notebook(("x = 2", ANSWER), ("assert 'y' not in dir()\nassert x == 2", CHECK))
    rehearsed = rehearse(cells, {}, [Attempt("一回目", {"a-answer": "x = 2; y = 1"}), Attempt("二回目")])
    assert [outcome.verdicts["a"].passed for outcome in rehearsed.outcomes] == [False, True]


def test_an_answer_is_run_again_with_other_values_from_the_state_before_it():
    test = (
        "again = rerun('a-answer', basket=[5, 5])\n"
        "assert again['total'] == 10\n"
        "assert total == 3\n"
        "assert again['seen'] == ['本番', 'もう一度']"
    )
    cells = (
        ("basket = [1, 2]\nseen = ['本番']", None),
        ("total = sum(basket)\nseen.append('もう一度')", ANSWER),
        (test, CHECK),
    )
    verdict = play(*cells).verdicts["a"]
    assert verdict.passed, verdict.problem


def test_a_test_works_on_copies_and_leaves_the_learners_names_alone():
    cells = (
        ("basket = [1, 2]", ANSWER),
        ("basket.append(3)\nz = 1", CHECK),
        ("assert basket == [1, 2]", None),
    )
    assert play(*cells).problems == ()


def test_a_test_may_call_a_function_that_the_answer_defined():
    cells = (("def double(x):\n    return 2 * x", ANSWER), ("assert double(4) == 8", CHECK))
    assert play(*cells).verdicts["a"].passed


def test_an_error_in_a_cell_is_told_and_the_rest_goes_on():
    outcome = play(("1 / 0", None), ("x = 2", ANSWER), ("assert x == 2", CHECK))
    assert outcome.verdicts["a"].passed
    assert outcome.problems == ("cell-0: ZeroDivisionError: division by zero",)


def test_a_full_width_bracket_is_an_error_of_that_cell():
    assert "SyntaxError" in play(("print（1）", None)).problems[0]


def test_data_lies_where_the_notebook_looks_for_it():
    read = "with open('data/a.csv', encoding='utf-8') as file:\n    assert file.read() == '富山'"
    assert play((read, None), files={"data/a.csv": "富山".encode()}).problems == ()


def test_the_network_is_out_of_reach():
    reach = "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    assert "NoNetwork" in play((reach, None)).problems[0]


def test_a_warning_counts_only_where_it_is_asked_to():
    warn = ("import warnings\nwarnings.warn('古い書き方です')", None)
    assert play(warn).problems == ()
    assert "古い書き方です" in play(warn, strict=True).problems[0]


def test_what_a_cell_prints_does_not_disturb_the_result():
    loud = "import os, sys\nprint('{')\nos.write(1, b'[')\nsys.stdout.write('x')"
    assert play((loud, None)).problems == ()


@pytest.mark.parametrize(
    ("code", "literal"),
    [
        ("import numpy as np\nx = np.int64(7)", "7"),
        ("x = {'市': 10}", "{'市': 10}"),
        ("x = ['舟橋村']", "['舟橋村']"),
        ("x = 0.1 + 0.2", "0.30000000000000004"),
        ("x = None", "None"),
    ],
)
def test_a_value_that_can_be_typed_in_is_written_as_python_writes_it(code, literal):
    assert play((code, ANSWER), literals=("x",)).literals == {"x": literal}


def test_a_value_that_cannot_be_typed_in_has_no_literal():
    assert play(("x = object()\ndef y(): pass", ANSWER), literals=("x", "y", "z")).literals == {}


def test_a_chart_with_letters_that_its_font_lacks_is_found():
    chart = "import matplotlib.pyplot as plt\nplt.title('富山')\nplt.show()"
    assert "Glyph" in play((chart, None), strict=True).problems[0]
    assert play((chart, None), strict=True, looks=False).problems == ()  # where nobody asks


def test_a_chart_with_a_japanese_font_is_drawn_without_complaint():
    chart = "import matplotlib.pyplot as plt\nimport matplotlib_fontja\nplt.title('富山')\nplt.show()"
    assert play((chart, None), strict=True).problems == ()


def test_a_cell_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(rehearsal, "TIME_LIMIT_SECONDS", 1.0)
    with pytest.raises(RehearsalFailed, match="1 秒"):
        play(("while True: pass", None))


def test_a_cell_that_ends_the_process_is_not_taken_for_a_result():
    with pytest.raises(RehearsalFailed):
        play(("import os\nos._exit(3)", None))


def test_the_memory_of_a_lesson_is_its_own_whoever_starts_it():
    held = b"\1" * (500 * 1024 * 1024)
    assert 5 < rehearse(notebook(("x = 1", ANSWER)), {}, [Attempt("試し")]).megabytes < 400
    assert len(held)
