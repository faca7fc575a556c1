import pytest

from course import trials
from course.evidence import gather
from course.trials import Trials

EXERCISE, WRONG = "l1/exercise.md", "l1/wrong_answers/l1-1.md"


def mistakes(tiny):
    return list(Trials(gather("tiny", tiny.lesson())).mistakes())


def test_a_sound_lesson_passes_its_trials(tiny):
    played = Trials(gather("tiny", tiny.lesson()))
    assert list(played.mistakes()) == []
    assert played.caught() == 3
    assert played.reference.verdicts["l1-1"].passed
    assert not played.untouched.verdicts["l1-1"].passed


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (EXERCISE, "sum(apples)\n### END", "max(apples)\n### END", "模範解答が通りません"),
        (EXERCISE, 'assert total_apples == 6, "合計がちがいます。"', "", "ではなく「ほかのかご」"),
        (EXERCISE, "# total_apples = ____(apples)", "# total_apples = sum(apples)", "手つかずのまま点が入ります"),
        (EXERCISE, 'rerun("l1-1-answer", apples=[10, 20, 30])["total_apples"] == 60', "total_apples > 5", "打ちこみで点が入ります"),
        (EXERCISE, "assert total_apples == 6,", "assert total_apples == sum(apples) == 6 and rerun('l1-1-answer', apples=[1])['total_apples'] == 1,", "打ちこみを試せません"),
        (WRONG, "max(apples)", "6", "ではなく「ほかのかご」"),
        (WRONG, "max(apples)", "sum(list(apples))", "誤答が通ってしまいます"),
        (WRONG, "捕まえる確認: 合計の値", "捕まえる確認: そんな確認はない", "ではなく「合計の値」"),
        ("l1/lesson.md", "1 + 1", "1 / 0", "ZeroDivisionError"),
        ("l1/lesson.md", "1 + 1", "import warnings\nwarnings.warn('もうすぐ使えなくなります')", "もうすぐ使えなくなります"),
        (EXERCISE, "from pathlib import Path", "import warnings\nwarnings.warn('古い')\nfrom pathlib import Path", "UserWarning"),
    ],
)  # fmt: skip
def test_a_test_that_does_not_do_its_work_is_found(tiny, file, old, new, said):
    found = [str(mistake) for mistake in mistakes(tiny.replace(file, old, new))]
    assert any(said in mistake for mistake in found), found


def test_a_cell_that_stops_where_an_answer_is_missing_is_found(tiny):
    after = '+++ {"nbgrader"'
    tiny.replace(EXERCISE, after, "```{code-cell}\nprint(total_apples)\n```\n\n" + after)
    (mistake,) = mistakes(tiny)
    assert "手つかずで動かすと止まります" in mistake.what
    assert "NameError" in mistake.what


@pytest.mark.parametrize(
    ("limit", "said"), [("MOST_SECONDS", "秒かかります"), ("MOST_MEGABYTES", "MB 使います")]
)
def test_a_lesson_that_takes_more_than_its_budget_is_found(tiny, monkeypatch, limit, said):
    monkeypatch.setattr(trials, limit, 0)
    (mistake,) = mistakes(tiny)
    assert said in mistake.what


def test_an_exercise_without_a_wrong_answer_is_named(tiny):
    del tiny.files[WRONG]
    (mistake,) = mistakes(tiny)
    assert "誤答が 0 つ" in mistake.what


def test_two_ways_of_writing_one_wrong_answer_count_once(tiny):
    tiny.replace(WRONG, "total_apples = len(apples)", "total_apples = sorted(apples)[-1]")
    (mistake,) = mistakes(tiny)
    assert "2 distinct wrong answers, 3 written" in mistake.what
    assert mistake.line == tiny.line_of(EXERCISE, "grade_id: l1-1,")


def test_a_wrong_answer_that_spoils_other_exercises_is_told(tiny):
    second = tiny.files[EXERCISE][
        tiny.files[EXERCISE].index("```{code-cell}\n:nbgrader: {schema_version: 3, grade_id: l1-1-") :
    ]
    second = second[: second.index("+++")].replace("l1-1", "l1-2").replace("total_apples", "second_total")
    tiny.files[EXERCISE] = tiny.files[EXERCISE].replace("+++", second + "+++", 1)
    toml = tiny.files["l1/lesson.toml"]
    block = toml[toml.index("[[exercises]]") : toml.index("[[tasks]]")]
    tiny.files["l1/lesson.toml"] = toml.replace(block, block + block.replace("l1-1", "l1-2"))
    tiny.files["l1/wrong_answers/l1-2.md"] = tiny.files[WRONG].replace("total_apples", "second_total")
    assert mistakes(tiny) == []
    tiny.replace(WRONG, "total_apples = max(apples)", "total_apples = max(apples)\napples = []")
    (mistake,) = mistakes(tiny)
    assert "ほかの問まで落ちます / others fail too (l1-2)" in str(mistake)
    assert mistake.line == tiny.line_of(WRONG, "## いちばん大きい数")
