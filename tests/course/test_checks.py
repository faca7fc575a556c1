import json

import pytest

from course.checks import check_lesson, table
from course.wrong_answers import read_wrong_answers


@pytest.fixture(scope="session")
def report(b1):
    return check_lesson("beginner", b1)


def test_b1_is_proved_sound(report, b1):
    assert [str(mistake) for mistake in report.mistakes] == []
    assert report.exercises == 7
    assert 3 * 7 <= report.wrong_answers_caught <= len(read_wrong_answers(b1))
    assert report.tests >= 2 * report.exercises


def test_b1_is_checked_within_its_budget(report):
    assert report.seconds < 60
    assert report.megabytes < 400


def test_a_report_is_one_row_of_plain_json(report):
    row = json.loads(json.dumps(report.to_json()))
    assert list(row) == [
        "course",
        "lesson",
        "exercises",
        "tests",
        "wrong_answers_caught",
        "seconds",
        "megabytes",
    ]
    assert (row["course"], row["lesson"]) == ("beginner", "b1")


def test_a_table_has_a_line_for_each_lesson(report):
    head, row = table([report]).splitlines()
    assert "誤答" in head
    assert row.startswith("beginner/b1")


def test_a_lesson_with_a_missing_file_is_reported_and_not_run(tiny):
    del tiny.files["l1/notes.md"]
    report = check_lesson("tiny", tiny.lesson())
    assert [mistake.file.name for mistake in report.mistakes] == ["notes.md"]
    assert report.exercises == 0


def test_mistakes_seen_and_mistakes_played_are_told_together(tiny):
    tiny.replace("l1/lesson.toml", "points = 3", "points = 2").replace("l1/lesson.md", "1 + 1", "1 / 0")
    found = [mistake.file.name for mistake in check_lesson("tiny", tiny.lesson()).mistakes]
    assert found == ["exercise.md", "lesson.md"]


def test_a_lesson_that_ends_its_own_process_is_a_mistake_and_no_traceback(tiny):
    tiny.replace("l1/lesson.md", "1 + 1", "import os\nos._exit(1)")
    (mistake,) = check_lesson("tiny", tiny.lesson()).mistakes
    assert "動かせません" in mistake.what
