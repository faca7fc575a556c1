"""A backup is taken while people work, and holds all of it or does not exist."""

import errno
import hashlib
import os
import tarfile
import threading
import time
from pathlib import Path

import pytest

from tests.webapp.backups.place import (
    LEFT_OUT,
    NOW,
    Place,
    hand_in,
    members,
    numbers,
)
from webapp.backups import taking
from webapp.backups.archive import Archive
from webapp.backups.manifest import Manifest, Member


def test_links_that_lead_out_sockets_and_hollow_files_stay_out_and_are_counted(place, tmp_path):
    done = place.run("backup", str(tmp_path / "kept.tar"))
    names = {Path(name).name for name in members(tmp_path / "kept.tar")}
    assert not names & set(LEFT_OUT)
    assert "2 left out: links that lead out" in done.output
    assert "1 left out: hollow" in done.output
    assert not list(tmp_path.glob("*.part*"))


def test_every_receipt_has_its_file_although_a_writer_goes_on_handing_in(place, tmp_path):
    stop = threading.Event()

    def go_on():
        with place.database() as database:
            number = 100
            while not stop.is_set():
                hand_in(place, database, number)
                number += 1

    writer = threading.Thread(target=go_on)
    writer.start()
    time.sleep(0.3)
    try:
        for turn in range(2):
            done = place.run("backup", str(tmp_path / f"{turn}.tar"))
            assert done.exit_code == 0, done.output
    finally:
        stop.set()
        writer.join()
    for turn in range(2):
        restored = Place(tmp_path / f"var{turn}")
        assert restored.run("restore", str(tmp_path / f"{turn}.tar")).exit_code == 0
        assert numbers(restored)["submission"] > 3
        verified = restored.run("verify")
        assert verified.exit_code == 0, verified.output


@pytest.mark.parametrize("point", ["copy_record", "copy_sqlite", "_look_back", "sync"])
def test_a_backup_that_breaks_off_is_never_under_its_name(place, tmp_path, monkeypatch, point):
    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    target = {"_look_back": taking, "sync": os}.get(point, taking.databases)
    monkeypatch.setattr(target, "fsync" if point == "sync" else point, kill)
    file = tmp_path / "kept.tar"
    file.write_bytes(b"yesterday's")
    with pytest.raises(Killed), place.database() as database:
        taking.take(place.data, database.engine, file, NOW)
    assert file.read_bytes() == b"yesterday's"
    assert not list(tmp_path.glob("*.part*"))


class FullDisk:
    """A file on a disk that takes no more than so many bytes."""

    def __init__(self, file, room):
        self.file, self.room = file, room

    def write(self, content):
        self.room -= len(content)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.file.write(content)

    def __getattr__(self, name):
        return getattr(self.file, name)


def test_a_full_disk_leaves_no_half_file_and_says_so(place, tmp_path, monkeypatch):
    monkeypatch.setattr(taking, "Archive", lambda file: Archive(FullDisk(file, 300_000)))
    done = place.run("backup", str(tmp_path / "kept.tar"))
    assert done.exit_code == 1
    assert "ディスクがいっぱいです" in done.output
    assert "disk" in done.output
    assert not list(tmp_path.glob("kept.tar*"))


def test_two_backups_to_one_file_never_meet(place, tmp_path):
    with taking._workshop(tmp_path / "kept.tar.part"):
        done = place.run("backup", str(tmp_path / "kept.tar"))
    assert done.exit_code == 1
    assert "another backup" in done.output
    assert place.run("backup", str(tmp_path / "kept.tar")).exit_code == 0


def test_a_place_that_is_not_there_is_told_in_a_sentence(place, elsewhere, tmp_path):
    for done in (
        place.run("backup", str(tmp_path / "nowhere" / "kept.tar")),
        elsewhere.run("restore", str(tmp_path / "nothing.tar")),
    ):
        assert done.exit_code == 1
        assert "nowhere" in done.output or "nothing.tar" in done.output


def test_a_file_that_shrinks_while_it_is_read_is_taken_as_it_is_then(tmp_path):
    source = tmp_path / "notes"
    source.write_bytes(b"a" * 100_000)
    with (tmp_path / "kept.tar").open("wb") as stream, source.open("rb", buffering=0) as file:

        class Shrinking:
            def read(self, size):
                os.truncate(source, 70_000)
                return file.read(size)

            def __getattr__(self, name):
                return getattr(file, name)

        archive = Archive(stream)
        archive._add_file("homes/notes", Shrinking())
        archive.finish(Manifest("", "", {}, archive.members))
    with tarfile.open(tmp_path / "kept.tar") as tar:
        assert tar.extractfile("homes/notes").read() == b"a" * 70_000
    digest = hashlib.sha256(b"a" * 70_000).hexdigest()
    assert archive.members["homes/notes"] == Member("file", 70_000, digest)
