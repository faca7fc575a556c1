import json
from types import SimpleNamespace

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


def test_new_and_new_course_write_what_check_accepts(run, tiny):
    assert run("new", "tiny", "my-lesson").exit_code == 0
    listed = (tiny.root / "tiny" / "course.toml").read_text()
    tiny.files["course.toml"] = listed
    assert run("new-course", "composed", "--from", "tiny/my-lesson, tiny/l1").exit_code == 0
    result = run("check", "my-lesson")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "tiny/l1" not in result.stdout
    assert "composed" in run("list").stdout


def test_a_lesson_that_nobody_wrote_is_a_sentence(run):
    result = run("check", "l9")
    assert result.exit_code == 1
    assert "there is no lesson 'l9'" in result.stderr


def test_mutate_in_json_lists_survivors_with_file_and_line(run, tiny):
    tiny.replace("l1/exercise.md", "assert total_apples == 6,", "assert total_apples > 0,")
    tiny.replace("l1/exercise.md", '["total_apples"] == 60', '["total_apples"] > 0')
    tiny.replace(
        "l1/exercise.md", "total_apples = sum(apples)\n### END", "total_apples = sum(apples) * 2\n### END"
    )
    result = run("mutate", "--json")
    (row,) = json.loads(result.stdout)["lessons"]
    assert result.exit_code == 1
    assert row["caught"] < row["distinct"]
    survivor = row["survivors"][0]
    assert survivor["line"] == tiny.line_of("l1/exercise.md", "sum(apples) * 2")
    assert survivor["file"].endswith("l1/exercise.md")
    assert "→" in survivor["change"]


@pytest.mark.parametrize(("seconds", "warned"), [(300, False), (301, True)])
def test_to_prove_what_takes_more_than_five_minutes_is_warned_of_in_both_languages(
    run, monkeypatch, seconds, warned
):
    # The tiny lesson leaves nothing to mutate, which is a failure of its own.
    monkeypatch.setattr("course.mutation.running.mutate", lambda _asked: [])
    monkeypatch.setattr(command, "time", SimpleNamespace(perf_counter=iter([0, seconds]).__next__))
    proved = run("prove")
    assert (proved.exit_code, f"{seconds} s" in proved.stdout) == (0, True)
    assert ("300 秒の目安をこえました" in proved.stderr) is warned
    assert ("more than 300 s" in proved.stderr) is warned
