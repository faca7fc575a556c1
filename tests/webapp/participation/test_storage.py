"""Bytes are kept whole under their hash, or not at all."""

import hashlib
import os
import resource
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from webapp.participation import storage
from webapp.participation.storage import TEMPORARY, NotStored, SubmissionStore

CHECKOUT = Path(__file__).resolve().parents[3]
WORK = "ノートブック".encode() * 1000
SHA256 = hashlib.sha256(WORK).hexdigest()


@pytest.fixture
def store(tmp_path):
    return SubmissionStore(tmp_path / "submissions")


def files(store):
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_kept_bytes_come_back_under_their_hash(store):
    assert store.keep(WORK) == SHA256
    assert store.read(SHA256) == WORK
    assert store.path_of(SHA256).relative_to(store.root).as_posix() == f"{SHA256[:2]}/{SHA256}.ipynb"


def test_every_folder_that_is_made_has_its_name_safe_in_the_one_above(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(storage, "sync_folder", synced.append)
    store = SubmissionStore(tmp_path / "data" / "submissions")
    store.keep(WORK)
    assert synced == [tmp_path, tmp_path / "data", store.root, store.root / SHA256[:2]]


def test_the_same_bytes_are_one_file(store):
    assert store.keep(WORK) == store.keep(WORK)
    assert files(store) == [f"{SHA256}.ipynb"]


def test_nobody_else_on_the_host_can_read_them(store):
    store.keep(WORK)
    path = store.path_of(SHA256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_that_no_longer_holds_what_was_received_is_not_given_out(store):
    store.keep(WORK)
    store.path_of(SHA256).write_bytes(b"other")
    with pytest.raises(OSError, match="promises"):
        store.read(SHA256)


@contextmanager
def files_end_at(size):
    """A disk that takes no more after so many bytes: the kernel refuses the write in the middle of the file."""
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, was[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_no_part_of_the_file_and_the_next_try_works(store):
    with files_end_at(len(WORK) - 100), pytest.raises(NotStored):
        store.keep(WORK)
    assert files(store) == []
    assert store.keep(WORK) == SHA256


def test_a_folder_that_cannot_be_made_is_a_clean_refusal(tmp_path):
    (tmp_path / "submissions").write_text("in the way")
    with pytest.raises(NotStored):
        SubmissionStore(tmp_path / "submissions").keep(WORK)


CRASH = """
import os, sys
from pathlib import Path
from webapp.participation import storage
from webapp.participation.storage import SubmissionStore
def crash(point):
    if point == sys.argv[2]:
        os._exit(9)
SubmissionStore(Path(sys.argv[1]), crash).keep(sys.stdin.buffer.read())
"""


@pytest.mark.parametrize("point", ["half written", "written", "synced", "renamed", "kept"])
def test_after_a_crash_at_any_point_the_file_is_whole_or_absent(store, point):
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, store.root, point], input=WORK, timeout=30, check=False, cwd=CHECKOUT
    )
    assert ended.returncode == 9
    whole = [name for name in files(store) if not name.startswith(TEMPORARY)]
    assert whole == ([f"{SHA256}.ipynb"] if point in ("renamed", "kept") else [])
    assert store.keep(WORK) == SHA256
    assert store.read(SHA256) == WORK


def test_what_a_crash_left_over_is_swept_but_not_what_is_being_written(store):
    store.keep(WORK)
    folder = store.path_of(SHA256).parent
    left, fresh = folder / f"{TEMPORARY}left", folder / f"{TEMPORARY}fresh"
    for path in (left, fresh):
        path.write_bytes(b"half")
    os.utime(left, (1, 1))
    assert store.sweep() == 1
    assert files(store) == sorted([fresh.name, f"{SHA256}.ipynb"])


def test_bytes_are_let_go_unless_they_came_again(store):
    old, again = store.keep(b"old"), store.keep(b"came again")
    for sha256 in (old, again):
        os.utime(store.path_of(sha256), times=(1, 1))
    store.keep(b"came again")
    assert [store.let_go(sha256, before=1000) for sha256 in (old, again)] == [True, False]
    assert not store.path_of(old).exists()
    assert store.read(again) == b"came again"
    assert store.let_go(old, before=1000) is False


def test_bytes_that_come_while_the_old_ones_step_aside_are_kept(store, monkeypatch):
    sha256 = store.keep(b"work")
    os.utime(store.path_of(sha256), times=(1, 1))
    rename = os.rename

    def receive_just_then(source, target):
        rename(source, target)
        store.keep(b"work")

    monkeypatch.setattr(os, "rename", receive_just_then)
    store.let_go(sha256, before=1000)
    assert store.read(sha256) == b"work"


def test_what_stepped_aside_in_a_process_that_died_is_put_back_or_removed_by_the_next(store):
    old, young = store.keep(b"old"), store.keep(b"young")
    os.utime(store.path_of(old), times=(1, 1))
    for sha256 in (old, young):
        store.path_of(sha256).rename(store.path_of(sha256).with_name(f".going-{sha256}"))
    assert sorted(store.set_aside()) == sorted([old, young])
    for sha256 in store.set_aside():
        store.let_go(sha256, before=1000)
    assert (store.path_of(old).exists(), store.read(young)) == (False, b"young")
    assert store.set_aside() == []
