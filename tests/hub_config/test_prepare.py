"""What stands already is not made again, and secrets are ours alone."""

import stat
import sys

import pytest

from hub_config import prepare
from hub_config.refusal import Refusal


def test_secrets_are_made_once_and_nobody_else_reads_them(tmp_path):
    prepare.make_secrets(tmp_path)
    first = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert set(first) == set(prepare.SECRET_NAMES)
    assert len(set(first.values())) == len(first)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    prepare.make_secrets(tmp_path)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == first


def test_an_empty_secret_left_by_a_full_disk_is_made_again(tmp_path):
    (tmp_path / "hub_token").write_text("")
    prepare.make_secrets(tmp_path)
    assert len((tmp_path / "hub_token").read_text()) == 64


def test_others_may_pass_through_the_data_folder_and_list_nothing(tmp_path):
    data = tmp_path / "var"
    prepare.make_folders(data, data / "run")
    for folder in (data, data / "run", data / "run" / "servers", data / "homes", data / "gradebooks"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o711
    assert "submissions" in prepare.PRIVATE
    for name in prepare.PRIVATE:
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o700


def test_lessons_are_built_once_for_the_same_text(tmp_path):
    said = []
    for _ in range(2):
        prepare.build_lessons(tmp_path, {"PYTHONPATH": str(prepare.CHECKOUT)}, lambda ja, en: said.append(en))
    assert said == ["building the lessons"]
    assert (tmp_path / "index.json").exists()


def test_pages_that_cannot_be_made_keep_nothing_from_starting(tmp_path):
    said = []
    (tmp_path / "file").touch()
    prepare.build_pages(tmp_path / "file" / "site", {}, lambda ja, en: said.append(en))
    assert said == ["making the lessons' pages", "no pages to read; all else runs"]


def test_a_step_that_fails_says_its_last_words(tmp_path):
    with pytest.raises(Refusal, match="stopped") as refused:
        prepare.run_step([sys.executable, "-c", "raise SystemExit('最後の言葉')"], {}, tmp_path)
    assert "最後の言葉" in refused.value.ja
