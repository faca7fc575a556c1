import json

import pytest
from click.testing import CliRunner

from course import __main__ as command
from course.catalogue import read_releases


@pytest.fixture
def run(tiny, monkeypatch):
    monkeypatch.setattr(command, "ROOT", tiny.root)

    def run(*arguments):
        tiny.write()
        return CliRunner().invoke(command.main, arguments)

    return run


def test_build_puts_a_release_where_it_is_told_to(run, tmp_path):
    result = run("build", "--out", str(tmp_path / "releases"))
    assert result.exit_code == 0
    assert "tiny/l1" in result.output
    assert read_releases(tmp_path / "releases").current("tiny", "l1").max_points == 3


def test_list_names_lessons_and_what_is_being_prepared(run):
    result = run("list")
    assert "l1  30分  3点  りんごを数える" in result.output
    assert "l2  60分  準備中  次のレッスン" in result.output


def test_check_prints_a_table_and_ends_well_for_a_sound_course(run):
    result = run("check")
    assert result.exit_code == 0
    assert "tiny/l1" in result.stdout
    assert result.stderr == ""


def test_check_in_json_has_the_agreed_keys(run):
    (row,) = json.loads(run("check", "--json").stdout)["lessons"]
    assert row["wrong_answers_caught"] == 3
    assert set(row) == {
        "course",
        "lesson",
        "exercises",
        "tests",
        "wrong_answers_caught",
        "seconds",
        "megabytes",
    }


def test_check_ends_badly_and_names_the_place_of_a_mistake(run, tiny):
    tiny.replace("l1/lesson.toml", "points = 3", "points = 2")
    result = run("check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["lessons"]
    assert f"exercise.md:{tiny.line_of('l1/exercise.md', 'grade_id: l1-1,')}:" in result.stderr


@pytest.mark.parametrize("arguments", [("list",), ("check",), ("build", "--out", "out")])
def test_a_course_that_cannot_be_read_is_a_sentence_and_no_traceback(
    run, tiny, arguments, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    tiny.replace("l1/lesson.toml", "minutes = 30", "")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "minutes" in result.stderr
    assert "Traceback" not in result.output
