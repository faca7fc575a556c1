"""A backup is taken while people work, holds all of it or does not exist, and brings everything back."""

import errno
import hashlib
import io
import os
import shutil
import socket
import sqlite3
import tarfile
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.webapp.participation.classroom import FIRST_RELEASE, fill, new_key, publish, work
from tests.webapp.participation.gradebook.conftest import School
from webapp import create_app, schema
from webapp.audit import record
from webapp.backups import manifest, taking, unpacking
from webapp.backups.archive import Archive
from webapp.backups.manifest import Manifest, Member, points_within
from webapp.db import Database
from webapp.enrolment.models import Enrolment, Learner
from webapp.moving import counts, snapshot
from webapp.participation.models import Submission, SubmissionState
from webapp.participation.queue import claim
from webapp.participation.storage import SubmissionStore
from webapp.run_lock import not_running

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
SECRETS = ("hub_token", "verify_token", "webapp_secret_key", "grading_key")
LEARNER = 40_007  # a uid that root gives


class Place:
    """One platform's data folder, and commands typed there."""

    def __init__(self, data, database_url=None):
        self.data = data
        self.address = {"TATEYAMA_DATABASE_URL": database_url} if database_url else {}
        self.database_url = database_url or f"sqlite:///{data / 'tateyama.sqlite'}"

    def run(self, *arguments):
        """Type a command with these settings, as in a process of its own."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TATEYAMA_DATA", str(self.data))
            patch.delenv("TATEYAMA_DATABASE_URL", raising=False)
            for name, value in self.address.items():
                patch.setenv(name, value)
            return typed(*arguments)

    def database(self):
        return closing(Database(self.database_url))


def typed(*arguments):
    """What `flask --app webapp …` does, the application made by its own command line."""
    from click.testing import CliRunner
    from flask.cli import FlaskGroup

    made = []

    def make():
        made.append(create_app())
        return made[-1]

    try:
        return CliRunner().invoke(FlaskGroup(create_app=make, set_debug_flag=False), arguments)
    finally:
        for app in made:
            for name in {"database", "hub"} & app.extensions.keys():
                app.extensions[name].close()


@pytest.fixture
def place(tmp_path):
    """A platform with people, hand-ins, a hub, a book and homes."""
    place = Place(tmp_path / "var")
    for folder in ("secrets", "hub", "submissions", "homes", "releases", "gradebooks", "mail"):
        (place.data / folder).mkdir(parents=True, mode=0o700)
    publish(place.data / "releases", FIRST_RELEASE)
    for name in SECRETS:
        (place.data / "secrets" / name).write_text(f"{name}-value")
        (place.data / "secrets" / name).chmod(0o600)
    with place.database() as database:
        schema.upgrade(database.engine)
        with database.transaction() as session:
            aoi = fill(session).aoi
            head = record(session, NOW, 1, "looked", "offering/1", name="立山").digest
        (place.data / "audit-heads").write_text(f"{head}\n")
        school = School(database, SubmissionStore(place.data / "submissions"), place.data / "releases")
        for text in ("一", "二", "三"):
            school.hand_in(aoi, "b1-1", text=text)
    with closing(sqlite3.connect(place.data / "hub" / "jupyterhub.sqlite")) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('蓮')")
        connection.commit()
    fill_home(place.data / "homes" / aoi.hub_user)
    assert place.run("rebuild-gradebook").exit_code == 0
    return place


def hand_in(place, database, number):
    """Keep the bytes, then write the receipt, as webapp does."""
    content = work(metadata={"number": number, "at": str(new_key())})
    sha256 = SubmissionStore(place.data / "submissions").keep(content)
    with database.transaction() as session:
        enrolment = session.scalars(select(Enrolment)).first()
        session.add(
            Submission(
                learner_id=enrolment.learner_id,
                enrolment_id=enrolment.id,
                course_slug="beginner",
                lesson_slug="b1",
                release_digest="1" * 64,
                sha256=sha256,
                size=len(content),
                idempotency_key=str(new_key()),
                received_at=NOW,
                state=SubmissionState.QUEUED,
                tries=0,
            )
        )


def fill_home(home):
    """What a learner may have: notes, a script, links of both kinds, a socket, a pipe, a hollow file."""
    (home / "深い" / "所").mkdir(parents=True)
    (home / "深い" / "所" / "notes.txt").write_text("立山")
    (home / "run.sh").write_text("true")
    (home / "run.sh").chmod(0o755)
    (home / os.fsdecode(b"\xff\xfe.txt")).write_text("no text")
    (home / "good").symlink_to("深い/所/notes.txt")
    (home / "bad").symlink_to("../../secrets/hub_token")
    (home / "worse").symlink_to("/etc/passwd")
    os.mkfifo(home / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(home)
        listener.bind("s")
        os.chdir(before)
    with (home / "hollow").open("wb") as file:
        file.truncate(900_000_000)
    home.chmod(0o700)
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, LEARNER, LEARNER, follow_symlinks=False)


def looked_at(data):
    """Every file, folder and link with its mode, owner and content, less what is a database or made by running."""
    seen = {}
    for path in sorted(data.rglob("*")):
        name = str(path.relative_to(data))
        if path.suffix in (".sqlite", ".db") or name == "run.lock":
            continue
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        seen[name] = (status.st_mode, status.st_uid, status.st_gid, int(status.st_mtime), content)
    return seen


def numbers(place):
    with place.database() as database, snapshot(database.engine) as connection:
        return counts(connection)


def members(file):
    with tarfile.open(file) as tar:
        return {info.name: info for info in tar}


LEFT_OUT = ("bad", "worse", "pipe", "s", "hollow")


def without_what_is_left_out(seen):
    return {name: what for name, what in seen.items() if Path(name).name not in LEFT_OUT}


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
    assert "verify" in done.output
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


@pytest.mark.postgresql
def test_a_backup_of_postgresql_comes_back_in_sqlite_and_in_postgresql(place, tmp_path, postgresql_cluster):
    first, second = postgresql_cluster.new_database(), postgresql_cluster.new_database()
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


@pytest.fixture
def kept(place, tmp_path):
    """A good backup."""
    file = tmp_path / "kept.tar"
    assert place.run("backup", str(file)).exit_code == 0
    return file


@pytest.fixture
def elsewhere(tmp_path):
    """A data folder without a platform."""
    return Place(tmp_path / "elsewhere")


def assert_nothing_came(elsewhere, done):
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert [path.name for path in elsewhere.data.iterdir() if path.name != "run.lock"] == []


def test_a_flipped_byte_is_refused_wherever_it_is(kept, elsewhere):
    content = kept.read_bytes()
    infos = members(kept)
    places = [info.offset + 3 for info in infos.values()]  # in its header
    places += [info.offset_data + info.size // 2 for info in infos.values() if info.size]
    for place in (*places[:: max(1, len(places) // 30)], infos[manifest.NAME].offset_data + 40):
        kept.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert_nothing_came(elsewhere, elsewhere.run("restore", str(kept)))
    kept.write_bytes(content)
    assert elsewhere.run("restore", str(kept)).exit_code == 0


def test_a_backup_that_was_cut_off_is_refused(kept, elsewhere):
    content = kept.read_bytes()
    for part in (0, 1, 512, len(content) // 2, len(content) - 20_000):
        kept.write_bytes(content[:part])
        done = elsewhere.run("restore", str(kept))
        assert_nothing_came(elsewhere, done)
        assert "こわれています" in done.output


def forge(file, *infos, told=None):
    """A backup by somebody who knows the format: its manifest agrees with its members."""
    with file.open("wb") as stream:
        archive = Archive(stream)
        for info in infos:
            archive._tar.addfile(info, io.BytesIO(b"x" * info.size))
            kind = {tarfile.DIRTYPE: "folder", tarfile.SYMTYPE: "link"}.get(info.type, "file")
            digest = hashlib.sha256(b"x" * info.size).hexdigest() if kind == "file" else ""
            archive.members[info.name] = Member(kind, info.size, digest, info.linkname)
        archive.finish(told or Manifest("0001", "", {}, archive.members))


def info(name, kind=tarfile.REGTYPE, link=""):
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, 3 if kind == tarfile.REGTYPE else 0
    return made


HOMES = (info("homes", tarfile.DIRTYPE), info("homes/u1", tarfile.DIRTYPE))


@pytest.mark.parametrize(
    "infos",
    [
        [info("../x")],
        [info("/tmp/x")],
        [info("secrets/../../x")],
        [info("unknown")],
        [info("homes/./x")],
        [*HOMES, info("homes/u1/link", tarfile.SYMTYPE, "../../secrets/hub_token")],
        [*HOMES, info("homes/u1/link", tarfile.SYMTYPE, "/etc")],
        [*HOMES, info("homes/u1/link", tarfile.LNKTYPE, "secrets/hub_token")],
        [*HOMES, info("homes/u1/null", tarfile.CHRTYPE)],
        [info("homes", tarfile.SYMTYPE, "/etc")],
        [*HOMES, info("homes/u1/a", tarfile.SYMTYPE, "b"), info("homes/u1/a/x")],
        [*HOMES, info("homes/u1/x"), info("homes/u1/x")],
    ],
    ids=lambda infos: f"{infos[-1].name}-{infos[-1].linkname}",
)
def test_a_member_that_leads_out_or_is_no_plain_file_is_refused(tmp_path, elsewhere, infos):
    forge(tmp_path / "forged.tar", *infos)
    assert_nothing_came(elsewhere, elsewhere.run("restore", str(tmp_path / "forged.tar")))
    assert not (tmp_path / "x").exists()


def test_a_format_or_a_version_that_is_not_known_is_refused_with_what_to_do(
    tmp_path, elsewhere, kept, monkeypatch
):
    forge(tmp_path / "old.tar", told=Manifest("9999", "", {}, {}))
    done = elsewhere.run("restore", str(tmp_path / "old.tar"))
    assert_nothing_came(elsewhere, done)
    assert "9999" in done.output
    monkeypatch.setattr(manifest, "FORMAT", 2)
    done = elsewhere.run("restore", str(kept))
    assert_nothing_came(elsewhere, done)
    assert "形式（1）" in done.output


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
    assert "--finish" in elsewhere.run("restore", str(kept)).output
    assert (elsewhere.data / "erasures.jsonl").read_text() == "1\n2\n"


@pytest.mark.parametrize(
    ("name", "target", "within"),
    [
        ("homes/u1/a", "b", True),
        ("homes/u1/d/a", "../b", True),
        ("homes/u1/a", "../u2/b", False),
        ("homes/u1/d/a", "../../u1/b", False),
        ("homes/u1", "u2", False),
        ("releases/a/b", "../c", True),
        ("releases/a", "../secrets", False),
        ("homes/u1/a", "/etc", False),
    ],
)
def test_a_link_stays_inside_its_own_folder(name, target, within):
    assert points_within(name, target) is within
