import pytest

from course.evidence import gather
from course.inspection import inspect, missing_files

EXERCISE, TOML = "l1/exercise.md", "l1/lesson.toml"


def findings(tiny):
    return list(inspect(gather("tiny", tiny.lesson())))


def test_a_lesson_without_mistakes_has_no_findings(tiny):
    assert findings(tiny) == []


def test_b1_has_no_findings(b1):
    assert list(inspect(gather("beginner", b1))) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (TOML, "points = 3", "points = 2", "配点 3"),
        (TOML, 'id = "l1-text"', 'id = "l1-essay"', "l1-essay の採点セル"),
        (TOML, "{ ja = \"足し算をする言葉が、教材の表にあります。\", en = \"The lesson's table has the word that adds.\" },", "", "ヒント"),
        (TOML, "全部を足すと、いくつになりますか。", "sum を使います。", "a hint tells the answer: sum"),
        (EXERCISE, "grade_id: l1-1-answer", "grade_id: l1-one", "l1-1-answer にする"),
        (EXERCISE, "# 確認: 合計の値\n", "", "見える確認"),
        (EXERCISE, "# 確認: ほかのかご\n", "", "隠れた確認"),
        (EXERCISE, "# 確認: ほかのかご", "# 確認: 合計の値", "2 回"),
        (EXERCISE, "____(apples)", "sum(apples)", "空らん"),
        (EXERCISE, "# total_apples = ____", "# a = 1\n# b = 1\n# c = 1\n# total_apples = ____", "1〜3 行"),
        (EXERCISE, "total_apples = sum(apples)", "total_apples = 0\nfor apple in apples:\n    total_apples += apple", "繰り返し"),
        (EXERCISE, "問1 りんご", "[教科書](book.pdf) 問1 りんご", "book.pdf"),
        ("l1/data/SOURCE.md", "apples.csv 架空", "apples.csv 架空 0000", None),
        ("l1/data/SOURCE.md", "apples.csv", "pears.csv", "sha256"),
        ("l1/data/apples.csv", "3", "9", "sha256"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_and_told_with_its_mend(tiny, file, old, new, said):
    found = findings(tiny.replace(file, old, new))
    if said is None:
        assert found == []
        return
    assert any(said in str(mistake) for mistake in found), [str(mistake) for mistake in found]
    assert all(mistake.mend and mistake.file.is_relative_to(tiny.root) for mistake in found)


def test_a_finding_about_an_exercise_names_its_line(tiny):
    (mistake,) = findings(tiny.replace(TOML, "points = 3", "points = 2"))
    assert mistake.file.name == "exercise.md"
    assert mistake.line == tiny.line_of(EXERCISE, "grade_id: l1-1,")


def test_a_link_that_leads_nowhere_is_found_in_its_line(tiny):
    (mistake,) = findings(tiny.replace("l1/lesson.md", "# りんご", "[前](b0.ipynb)\n# りんご"))
    assert (mistake.file.name, mistake.line) == ("lesson.md", 1)


def test_a_link_to_a_file_that_the_learner_has_is_fine(tiny):
    assert findings(tiny.replace("l1/lesson.md", "# りんご", "[演習へ](exercise.ipynb)\n# りんご")) == []


def test_a_file_beside_the_data_that_nobody_declared_is_found(tiny):
    tiny.files["l1/data/secret.xlsx"] = "?"
    (mistake,) = findings(tiny)
    assert mistake.file.name == "secret.xlsx"


@pytest.mark.parametrize(
    "name", ["lesson.md", "exercise.md", "notes.md", "data/SOURCE.md", "data/apples.csv"]
)
def test_a_file_that_is_not_there_is_named(tiny, name):
    del tiny.files[f"l1/{name}"]
    (mistake,) = missing_files(tiny.lesson())
    assert str(mistake.file).endswith(name)
