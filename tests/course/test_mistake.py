from pathlib import Path

from course.mistake import ContentMistake


def test_a_mistake_says_file_line_what_and_mend():
    mistake = ContentMistake(Path("b1/exercise.md"), "id が二つあります", "片方を変える", line=12)
    assert str(mistake) == "b1/exercise.md:12: id が二つあります → 片方を変える"


def test_a_mistake_of_a_whole_file_needs_no_line():
    assert str(ContentMistake(Path("b1"), "空です", "書く")) == "b1: 空です → 書く"
