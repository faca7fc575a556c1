"""A restore brings everything back, into a folder that holds no platform."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.webapp.backups.place import (
    NOW,
    Place,
    assert_nothing_came,
    hand_in,
    looked_at,
    numbers,
    without_what_is_left_out,
)
from webapp.backups import unpacking
from webapp.enrolment.models import Learner
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.queue import claim
from webapp.run_lock import not_running


def test_after_a_wipe_a_restore_brings_everything_back_and_verify_passes(place, tmp_path):
    file = tmp_path / "kept.tar"
    done = place.run("backup", str(file))
    assert done.exit_code == 0, done.output
    assert "提出物 3 件" in done.output
    assert "3 hand-ins" in done.output
    assert file.stat().st_mode & 0o777 == 0o600
    held, seen = numbers(place), looked_at(place.data)
    shutil.rmtree(place.data)
    done = place.run("restore", str(file))
    assert done.exit_code == 0, done.output
    assert "0 breaches" in done.output
    assert numbers(place) == held
    assert looked_at(place.data) == without_what_is_left_out(seen)
    with closing(sqlite3.connect(place.data / "hub" / "jupyterhub.sqlite")) as connection:
        assert connection.execute("SELECT name FROM people").fetchall() == [("蓮",)]
    verified = place.run("verify")
    assert verified.exit_code == 0, verified.output


def test_what_was_being_graded_waits_again_and_has_lost_no_try(place, tmp_path):
    with place.database() as database:
        hand_in(place, database, 4)
        with database.transaction() as session:
            running = claim(session, "the worker", NOW)
        assert place.run("backup", str(tmp_path / "kept.tar")).exit_code == 0
    restored = Place(tmp_path / "restored")
    assert restored.run("restore", str(tmp_path / "kept.tar")).exit_code == 0
    with restored.database() as database, database.sessions() as session:
        waiting = session.get(Submission, running.id)
        assert (waiting.state, waiting.tries, waiting.lease_until) == (SubmissionState.QUEUED, 0, None)
    assert restored.run("verify").exit_code == 0


@pytest.mark.postgresql
def test_a_backup_of_postgresql_comes_back_in_sqlite_and_in_postgresql(place, tmp_path, postgresql_cluster):
    first, second = postgresql_cluster.new_database(), postgresql_cluster.new_database()
    (place.data / "hub" / "jupyterhub.sqlite").unlink()  # an invented one, whose table no hub knows
    assert place.run("move-database", first).exit_code == 0
    (place.data / "tateyama.sqlite").unlink()
    place.address, place.database_url = {"TATEYAMA_DATABASE_URL": first}, first
    held = numbers(place)
    assert place.run("backup", str(tmp_path / "kept.tar")).exit_code == 0
    for restored in (Place(tmp_path / "a"), Place(tmp_path / "b", second)):
        done = restored.run("restore", str(tmp_path / "kept.tar"))
        assert done.exit_code == 0, done.output
        assert numbers(restored) == held
        assert restored.run("verify").exit_code == 0
    assert not (tmp_path / "b" / "tateyama.sqlite").exists()
    again = Place(tmp_path / "c", second).run("restore", str(tmp_path / "kept.tar"))
    assert (again.exit_code, "空ではありません" in again.output) == (1, True)


def test_a_folder_that_holds_a_platform_is_left_alone(place, kept):
    before = looked_at(place.data)
    done = place.run("restore", str(kept))
    assert done.exit_code == 1
    assert "mv " in done.output
    assert looked_at(place.data) == before


def test_while_the_platform_runs_nothing_is_restored(kept, elsewhere):
    elsewhere.data.mkdir()
    with not_running(elsewhere.data):
        done = elsewhere.run("restore", str(kept))
    assert_nothing_came(elsewhere, done)
    assert "Ctrl-C" in done.output


def test_without_secrets_every_other_command_still_says_what_is_missing(elsewhere):
    done = elsewhere.run("verify")
    assert done.exit_code == 1
    assert "make run" in done.output


def test_a_full_disk_while_restoring_puts_nothing_in_place(kept, elsewhere, monkeypatch):
    write = unpacking._write

    def fill_up(tar, info, place):
        if info.name.startswith("submissions/"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(tar, info, place)

    monkeypatch.setattr(unpacking, "_write", fill_up)
    done = elsewhere.run("restore", str(kept))
    assert_nothing_came(elsewhere, done)
    assert "ディスクがいっぱいです" in done.output


def test_renames_that_fail_are_taken_back(kept, elsewhere, monkeypatch):
    rename = os.replace

    def fail(source, target):
        if Path(target) == elsewhere.data / "secrets":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rename(source, target)

    monkeypatch.setattr(os, "replace", fail)
    assert_nothing_came(elsewhere, elsewhere.run("restore", str(kept)))


def test_a_restore_forgets_again_whoever_was_erased_after_the_backup(place, kept, elsewhere):
    place.run("erase-learner", "aoi", "--yes")
    with place.database() as database, database.sessions() as session:
        left = session.scalars(select(Learner.name)).all()
    elsewhere.data.mkdir()
    shutil.copyfile(place.data / "erasures.jsonl", elsewhere.data / "erasures.jsonl")
    done = elsewhere.run("restore", str(kept))
    assert done.exit_code == 0, done.output
    assert "1 people erased again" in done.output
    with elsewhere.database() as database, database.sessions() as session:
        assert session.scalars(select(Learner.name)).all() == left
        assert "aoi" not in left
    assert list((elsewhere.data / "homes").iterdir()) == []


def test_erasures_of_the_folder_and_of_the_backup_are_joined(place, kept, elsewhere):
    (place.data / "erasures.jsonl").write_text("1\n")
    assert place.run("backup", str(kept)).exit_code == 0
    elsewhere.data.mkdir()
    (elsewhere.data / "erasures.jsonl").write_text("1\n2\n")
    assert elsewhere.run("restore", str(kept)).exit_code == 0
    assert (elsewhere.data / "erasures.jsonl").read_text() == "1\n2\n"
