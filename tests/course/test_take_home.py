"""What a teachers' module gives away: read from text, and every slip of the pen named with its file and line."""

from dataclasses import replace

import pytest

from course.catalogue import lesson_plan_of, load_courses, worksheet_of
from course.mistake import ContentMistake
from course.take_home import mistakes_in

PLAN = """title = "箱ひげ図"
school = "中学校"
subject = "数学"
grade = "第2学年"
minutes = 50
goal = "散らばりを読み取る。"
preparation = ["電卓"]
data = "架空のデータ: 見本"

[standards]
knowledge = "表すことができる。"
thinking = "比べることができる。"
attitude = "生かそうとしている。"

[[stages]]
name = "導入"
minutes = 10
activities = ["並べる"]
support = ["待つ"]
assessment = ""

[[stages]]
name = "展開"
minutes = 40
activities = ["かく", "読む"]
support = ["問い返す"]
assessment = "ワークシート"

[board]
lines = ["めあて"]
"""
SHEET = """title = "箱ひげ図"
lead = "調べます。"

[[parts]]
kind = "table"
caption = "表1"
columns = ["最小", "最大"]
rows = [["", ""]]
answer = "1と9"

[[parts]]
kind = "question"
text = "求めましょう。"
lines = 2

[[parts]]
kind = "grid"
caption = "方眼"
columns = 20
rows = 8
"""


@pytest.fixture
def module(tmp_path):
    """A lesson that gives away what is written into its folder."""
    lesson = replace(load_courses()["beginner"].lessons[0], folder=tmp_path)

    def write(plan=PLAN, sheet=SHEET):
        (tmp_path / "lesson_plan.toml").write_text(plan, encoding="utf-8")
        (tmp_path / "worksheet.toml").write_text(sheet, encoding="utf-8")
        return lesson

    return write


def test_a_plan_is_read_stage_by_stage(module):
    plan = lesson_plan_of(module())
    assert [(stage.name, stage.minutes) for stage in plan.stages] == [("導入", 10), ("展開", 40)]
    assert plan.standards[2] == "生かそうとしている。"


def test_a_worksheet_is_read_part_by_part(module):
    sheet = worksheet_of(module())
    assert [part.kind for part in sheet.parts] == ["table", "question", "grid"]
    assert (sheet.parts[0].answer, sheet.parts[1].answer) == ("1と9", "")


def test_a_lesson_without_them_gives_nothing_away():
    lesson = load_courses()["beginner"].lessons[0]
    assert lesson_plan_of(lesson) is None
    assert worksheet_of(lesson) is None
    assert list(mistakes_in(lesson)) == []


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("minutes = 50", "minutes = 45", "合計 50 分", 5),
        ('knowledge = "表すことができる。"\n', "", "knowledge", None),
        ('grade = "第2学年"', 'grade = "第2学年"\nteacher = "山田"', "teacher", 5),
        ('support = ["待つ"]', 'support = "待つ"', "support", 19),
    ],
)
def test_a_slip_in_a_plan_is_named(module, old, new, said, line):
    (mistake,) = mistakes_in(module(plan=PLAN.replace(old, new, 1)))
    assert said in str(mistake)
    assert mistake.file.name == "lesson_plan.toml"
    assert line is None or mistake.line == line


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rows = [["", ""]]', 'rows = [["", "", ""]]', "列の数"),
        ('kind = "grid"', 'kind = "drawing"', "drawing"),
        ("lines = 2", "lines = 90", "lines"),
        ("columns = 20", "columns = 200", "columns"),
    ],
)
def test_a_slip_in_a_worksheet_is_named(module, old, new, said):
    (mistake,) = mistakes_in(module(sheet=SHEET.replace(old, new, 1)))
    assert isinstance(mistake, ContentMistake)
    assert said in str(mistake)
    assert mistake.file.name == "worksheet.toml"
