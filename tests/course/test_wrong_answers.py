import pytest

from course.mistake import ContentMistake
from course.wrong_answers import read_wrong_answers

FILE = "l1/wrong_answers/l1-1.md"


def test_a_wrong_answer_names_its_exercise_its_code_and_the_test_that_catches_it(tiny):
    wrong, *_others = read_wrong_answers(tiny.lesson())
    assert wrong.exercise_id == "l1-1"
    assert wrong.code == "total_apples = max(apples)\n"
    assert wrong.test == "合計の値"
    assert wrong.line == tiny.line_of(FILE, "## いちばん大きい数")


def test_every_exercise_of_b1_has_at_least_three_wrong_answers(b1):
    wrong = read_wrong_answers(b1)
    for exercise in b1.exercises:
        own = [answer for answer in wrong if answer.exercise_id == exercise.id]
        assert len(own) >= 3
        assert len({answer.code for answer in own}) == len(own)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("捕まえる確認: 合計の値\n\nmax", "max", "確認の名前"),
        ("```python\ntotal_apples = max", "```\ntotal_apples = max", "枠が 0 個"),
    ],
)
def test_a_section_without_its_parts_is_named_with_its_line(tiny, old, new, said):
    lesson = tiny.replace(FILE, old, new).lesson()
    with pytest.raises(ContentMistake, match=said) as mistake:
        read_wrong_answers(lesson)
    assert mistake.value.line == tiny.line_of(FILE, "## いちばん大きい数")


def test_wrong_answers_of_an_exercise_that_is_not_there_are_refused(tiny):
    tiny.files["l1/wrong_answers/l1-9.md"] = tiny.files[FILE]
    with pytest.raises(ContentMistake, match="l1-9"):
        read_wrong_answers(tiny.lesson())
