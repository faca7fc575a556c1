"""Everything that an author can get wrong with a slip of the pen, and what they are told: file, line, mend."""

import pytest

from course.checks import check_lesson
from course.mistake import ContentMistake

COURSE, TOML = "course.toml", "l1/lesson.toml"
LESSON, EXERCISE = "l1/lesson.md", "l1/exercise.md"
HEADER = "---\njupytext:\n  text_representation: [\n---\n\n"
TEST_CELL = ":nbgrader: {schema_version: 3, grade_id: l1-1,"
TABLE = "| 列 | 単位 |\n|---|---|\n| people | 人 |\n"

# file, what stood there, what stands there now, the text of the line that must be named, words of the message
MISTAKES = [
    (EXERCISE, "# 演習", HEADER + "# 演習", "text_representation", "the header is not YAML"),
    (LESSON, "# りんご", HEADER + "# りんご", "text_representation", "the header is not YAML"),
    (LESSON, "# りんご", "---\njupytext: 1\n# りんご", "---", "the header is not closed"),
    (EXERCISE, "grade_id: l1-1,", "grade_id l1-1,", "grade_id l1-1,", "grade_id is missing"),
    (EXERCISE, "grade_id: l1-1, ", "", "points: 3", "grade_id is missing"),
    (EXERCISE, "grade_id: l1-1,", "grade_id: L1_1,", "L1_1", "grade_id is missing or no name"),
    (EXERCISE, "grade_id: l1-1,", "grade_id: l1-data,", "l1-data, grade: true", "stands in line 4 too"),
    (EXERCISE, TEST_CELL, ":nbgrader: [1, 2", "[1, 2", "metadata cannot be read"),
    (EXERCISE, TEST_CELL, TEST_CELL.replace("3", "9"), "schema_version: 9", "schema_version is not 3"),
    (EXERCISE, "points: 3", "points: three", "points: three", "points is no positive number"),
    (EXERCISE, "points: 3, ", "", "grade_id: l1-1,", "points is no positive number"),
    (EXERCISE, "grade: true, points: 3, locked: true", "grade: true, points: 3, locked: ja", "locked: ja", "locked is neither"),
    (EXERCISE, "### END SOLUTION\n", "", "### BEGIN SOLUTION", "has no END"),
    (EXERCISE, "### END HIDDEN TESTS\n", "", "### BEGIN HIDDEN", "has no END"),
    (EXERCISE, "### END TEMPLATE\n", "", "### BEGIN TEMPLATE", "has no END"),
    (EXERCISE, "### BEGIN SOLUTION\n", "", "### END SOLUTION", "has no BEGIN"),
    (EXERCISE, "sum(apples)\n### END", "sum(apples\n### END", "= sum(apples", "this is not Python"),
    (EXERCISE, "assert total_apples == 6,", "assert total_apples = 6,", "total_apples = 6", "this is not Python"),
    (EXERCISE, '+++ {"nbgrader"', "+++ {nbgrader", "+++ {nbgrader", "metadata cannot be read"),
    (LESSON, "1 + 1\n```", "1 + 1\n", "```{code-cell}", "block is not closed"),
    (LESSON, "1 + 1\n```", "1 + 1\n\n```{code-cell}\n2\n```", "```{code-cell}", "block is not closed"),
    (LESSON, "1 + 1", "1 + 1\nprint（1）", "print（1）", "this is not Python"),
    (LESSON, "1 + 1", ":tags: [\n1 + 1", ":tags:", "metadata cannot be read"),
    (LESSON, "# りんごを数える\n", "# りんご\n\n" + TABLE.replace("people |", "people | あ |"), "people", "3 cells below a head of 2"),
    (LESSON, "# りんごを数える\n", "# りんご\n\n" + TABLE.replace("|---|---|\n", ""), "people", "no |---| below it"),
    (EXERCISE, "問1 ", TABLE.replace("|---|---|", "|---|") + "\n問1 ", "|---|", "1 cells below a head of 2"),
    (TOML, "hints = [", "hints = 3 #[", "ja = \"全部を", "this is not TOML"),
    (TOML, "hints = [", "hint = [", "hint = [", "'hint' is no key"),
    (TOML, "minutes = 30", "minuts = 30", "minuts", "'minuts' is no key"),
    (TOML, "minutes = 30", 'minutes = "30"', "minutes", "'minutes' is not a whole number"),
    (TOML, 'kind = "basic"', 'kind = "easy"', "kind", "kind cannot be 'easy'"),
    (TOML, 'id = "l1-1"', 'id = "L1 1"', "L1 1", "id cannot be 'L1 1'"),
    (TOML, 'id = "l1-1"', "", "[[exercises]]", "the key 'id' is missing"),
    (TOML, "How many are they together?", "", "全部を足すと", "en is empty"),
    (TOML, '["mdash-literacy:2020:2-1"]', '"x"', "mdash", "'mdash' is not a list"),
    (TOML, '["mdash-literacy:2020:2-1"]', "[1]", "mdash", "mdash holds what is not text"),
    (TOML, '["apples.csv"]', '["../secret"]', "data", "is no file's name"),
    (COURSE, '["l1"]', '["l1", "l1"]', "lessons", "2 lessons are called l1"),
    (COURSE, 'slug = "l2"', 'slug = "l1"', "lessons", "2 lessons are called l1"),
    (COURSE, '["l1"]', '["../l1"]', "lessons", "is no lesson's name"),
    (COURSE, '["l1"]', '["l1", "other/l7"]', "lessons", "lesson other/l7 has no lesson.toml"),
    (COURSE, "minutes = 60", "", "[[planned]]", "the key 'minutes' is missing"),
    (COURSE, "audience", "audiense", "audiense", "'audiense' is no key"),
]  # fmt: skip


def told(tiny):
    """The first thing that an author is told, however far the reading came."""
    try:
        return check_lesson("tiny", tiny.lesson()).mistakes[0]
    except ContentMistake as mistake:
        return mistake


@pytest.mark.parametrize(("file", "old", "new", "line", "said"), MISTAKES)
def test_a_slip_of_the_pen_is_told_with_its_file_line_and_mend(tiny, file, old, new, line, said):
    mistake = told(tiny.replace(file, old, new))
    assert mistake.file == tiny.root / "tiny" / file
    assert mistake.line == tiny.line_of(file, line)
    assert said in mistake.what
    assert " / " in mistake.what
    assert " / " in mistake.mend


def test_all_slips_of_a_lesson_are_told_at_once(tiny):
    tiny.replace(EXERCISE, "points: 3", "points: 0").replace(LESSON, "1 + 1", "1 +")
    found = check_lesson("tiny", tiny.lesson()).mistakes
    assert [mistake.file.name for mistake in found] == ["lesson.md", "exercise.md"]


def test_a_whole_table_and_escaped_bars_are_no_mistake(tiny):
    tiny.replace(LESSON, "# りんごを数える\n", "# りんご\n\n" + TABLE.replace("people", "a \\| b"))
    assert check_lesson("tiny", tiny.lesson()).mistakes == ()
