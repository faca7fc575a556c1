"""The quick watch: a fast writer is met within a moment, and only whoever wrote is measured."""

import os
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from hub_config import disk_watch
from hub_config.disk_watch import DiskWatch
from hub_config.leftovers import start_ticks
from hub_config.measures import written_bytes
from hub_config.settings import MEGABYTE
from hub_config.watched import Watched

# A first process that stands for a sandbox's: the child that writes file after file ends with it, as in a PID namespace.
WRITER = """
import ctypes, itertools, os, sys
if os.fork() == 0:
    ctypes.CDLL(None).prctl(1, 9)
    for n in itertools.count():
        with open(f"{sys.argv[1]}/{n}", "wb") as file:
            file.write(b"x" * 4_000_000)
os.wait()
"""
LIMIT = 16 * MEGABYTE


@pytest.fixture
def left(monkeypatch):
    """What the disk says is left."""
    said = SimpleNamespace(f_bavail=10_000, f_frsize=MEGABYTE, f_favail=1_000_000)
    monkeypatch.setattr(disk_watch.os, "statvfs", lambda _place: said)
    return said


@pytest.fixture
def wrote(monkeypatch):
    """What each process has written by the kernel's counters."""
    counters = {}
    monkeypatch.setattr(disk_watch, "written_bytes", lambda pid: counters.get(pid, 0))
    monkeypatch.setattr(disk_watch, "family_of", lambda _watched, _everybody: {})
    monkeypatch.setattr(disk_watch, "is_same", lambda _watched: True)
    return counters


@pytest.fixture
def measured():
    return []


@pytest.fixture
def servers(tmp_path):
    return {name: Watched(number, 1, tmp_path, 1, LIMIT) for number, name in enumerate(("u1", "u2", "u3"))}


@pytest.fixture
def watch(measured):
    return DiskWatch(measure=lambda name, _watched: measured.append(name))


def test_while_the_disk_keeps_its_room_nobody_is_measured(watch, servers, left, wrote, measured):
    for _ in range(100):
        watch.look(servers)
        left.f_bavail -= 1
        wrote[0] = wrote.get(0, 0) + MEGABYTE
        if left.f_bavail % 50 == 0:
            left.f_bavail += 50
    assert measured == []


def test_where_much_went_who_wrote_is_measured_the_greediest_first(watch, servers, left, wrote, measured):
    watch.look(servers)
    left.f_bavail -= 200
    wrote.update({0: 20 * MEGABYTE, 1: MEGABYTE, 2: 150 * MEGABYTE})
    watch.look(servers)
    assert measured == ["u3", "u1"]
    watch.look(servers)
    assert measured == ["u3", "u1"], "once is enough until more went"


def test_little_by_little_is_as_much_as_at_once(watch, servers, left, wrote, measured):
    for _ in range(70):
        watch.look(servers)
        left.f_bavail -= 1
        wrote[1] = wrote.get(1, 0) + MEGABYTE
    assert measured == ["u2"]


def test_where_the_kernel_does_not_count_everybody_is_measured(watch, servers, left, wrote, measured):
    watch.look(servers)
    left.f_favail -= 50_000
    watch.look(servers)
    assert sorted(measured) == ["u1", "u2", "u3"]


def test_who_writes_much_is_measured_also_while_others_delete_as_much(watch, servers, left, wrote, measured):
    for _ in range(3):
        wrote[0] = wrote.get(0, 0) + 40 * MEGABYTE
        watch.look_at_writes("u1", servers["u1"], {})
    assert measured == ["u1"]


def test_a_new_server_of_the_same_learner_begins_at_nothing(watch, servers, left, wrote, measured):
    wrote[0] = 500 * MEGABYTE
    watch.look_at_writes("u1", servers["u1"], {})
    for wrote[0] in (MEGABYTE, 50 * MEGABYTE, 70 * MEGABYTE):
        watch.look_at_writes("u1", servers["u1"], {})
    assert measured == ["u1", "u1"]


def test_near_the_end_of_the_disk_whoever_writes_most_is_ended(
    watch, servers, left, wrote, measured, monkeypatch
):
    ended = []
    monkeypatch.setattr(disk_watch, "send_to_workers", lambda watched, _number: ended.append(watched))
    left.f_bavail = 400
    watch.look(servers)
    left.f_bavail = 200
    wrote[1] = 200 * MEGABYTE
    watch.look(servers)
    assert ended == [servers["u2"]]


def test_what_an_ended_child_has_written_counts_with_its_parent(tmp_path):
    before = written_bytes(os.getpid())
    write = f"open({str(tmp_path / 'x')!r}, 'wb').write(b'x' * 5_000_000)"
    subprocess.run([sys.executable, "-c", write], check=True)
    assert written_bytes(os.getpid()) - before >= 4_000_000


def test_a_real_fast_writer_ends_within_a_second(tmp_path):
    neighbour = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)]) as first:
        pids = {"fast": first.pid, "quiet": neighbour.pid}
        servers = {
            name: Watched(pid, start_ticks(pid), tmp_path / name, 10**12, LIMIT) for name, pid in pids.items()
        }
        (tmp_path / "quiet").mkdir()
        servers["fast"] = Watched(first.pid, start_ticks(first.pid), tmp_path, 10**12, LIMIT)
        watch, over = DiskWatch(), threading.Event()
        began = time.monotonic()
        while first.poll() is None and time.monotonic() - began < 30:
            watch.look(servers)
            over.wait(0.25)
        took = time.monotonic() - began
    used = sum(file.stat().st_blocks * 512 for file in tmp_path.iterdir() if file.is_file())
    print(f"ended after {took:.2f} s with {used / MEGABYTE:.0f} MB")
    assert took < 10
    assert neighbour.poll() is None
    neighbour.communicate(b"\n")
