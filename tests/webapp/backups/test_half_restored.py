"""A restore that is cut off leaves nothing that starts, and the next one ends it, wherever it was."""

import os
import subprocess
import sys

import pytest

from hub_config import preflight
from hub_config.refusal import Refusal
from tests.webapp.backups.place import Place, looked_at, numbers, without_what_is_left_out
from webapp.backups.restoring import restore
from webapp.config import HALF_RESTORED, HalfRestored, Settings


def cut_off(kept, folder, *only):
    """A data folder for each point at which a restore was cut off, by the point's name."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.webapp.backups.stopping_restore", str(kept), str(folder), *only],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return {point: Place(folder / str(number)) for number, point in enumerate(done.stdout.splitlines())}


def test_wherever_a_restore_is_cut_off_nothing_starts_and_the_next_one_ends_it(place, kept, tmp_path):
    held, seen = numbers(place), without_what_is_left_out(looked_at(place.data))
    places = cut_off(kept, tmp_path / "cut")
    assert len(places) >= 9
    assert {"unpacked", "marked", "renamed tateyama.sqlite", "all renamed"} <= set(places)
    for point, left in places.items():
        with pytest.raises(HalfRestored, match="restore FILE"):
            Settings.from_env({"TATEYAMA_DATA": str(left.data)})
        with pytest.raises(Refusal, match="restore FILE"):
            preflight.require_whole(left.data)
        again = restore(left.data, left.database_url, kept)
        assert again.went_on == (point != "unpacked"), point
        assert numbers(left) == held, point
        assert looked_at(left.data) == seen, point


def test_at_the_terminal_every_command_says_what_to_do_and_restore_goes_on_and_verifies(
    place, kept, tmp_path
):
    left = cut_off(kept, tmp_path / "cut", "renamed hub")["renamed hub"]
    refused = left.run("verify")
    assert (refused.exit_code, "復元が途中で" in refused.output) == (1, True)
    done = left.run("restore", str(kept))
    assert done.exit_code == 0, done.output
    assert "続きから終えました" in done.output
    assert "0 breaches" in done.output
    assert left.run("verify").exit_code == 0


def test_renames_that_are_refused_while_going_on_leave_it_half_done_and_safe(
    place, kept, tmp_path, monkeypatch
):
    left = cut_off(kept, tmp_path / "cut", "renamed hub")["renamed hub"]
    rename = os.replace

    def fail(source, target):
        if str(target).endswith("/secrets"):
            raise PermissionError
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        assert left.run("restore", str(kept)).exit_code == 1
    assert (left.data / HALF_RESTORED).exists()
    assert left.run("restore", str(kept)).exit_code == 0
    assert numbers(left) == numbers(place)


def test_both_name_the_mark_alike():
    assert preflight.HALF_RESTORED == HALF_RESTORED


def test_a_book_that_is_missing_in_the_backup_is_written_anew_by_the_restore(place, tmp_path):
    for book in (place.data / "gradebooks").glob("*/gradebook.db*"):
        book.unlink()
    assert place.run("backup", str(tmp_path / "without.tar")).exit_code == 0
    restored = Place(tmp_path / "restored")
    done = restored.run("restore", str(tmp_path / "without.tar"))
    assert done.exit_code == 0, done.output
    assert "1 books written anew" in done.output
    assert restored.run("verify").exit_code == 0


def test_what_does_not_hold_after_a_restore_is_told(place, tmp_path):
    next((place.data / "submissions").glob("*/*.ipynb")).unlink()
    assert place.run("backup", str(tmp_path / "less.tar")).exit_code == 0
    done = Place(tmp_path / "restored").run("restore", str(tmp_path / "less.tar"))
    assert done.exit_code == 1
    assert "the file that was received is gone" in done.output
