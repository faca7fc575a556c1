import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hub_config import measures, watch
from hub_config.leftovers import start_ticks
from hub_config.settings import MEGABYTE
from hub_config.watch import Watch, Watched

# A first process with two below it: one large, one small, each saying when it is ready.
TREE = """
import subprocess, sys
child = "import sys; kept = bytearray(b'x' * int(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
children = [
    subprocess.Popen([sys.executable, "-c", child, size], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for size in ("100000000", "1000")
]
for one in children:
    one.stdout.readline()
print(*(one.pid for one in children), flush=True)
children[0].wait()
print("ended", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def tree():
    with subprocess.Popen(
        [sys.executable, "-c", TREE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        first.large, first.small = map(int, first.stdout.readline().split())
        yield first
        for pid in (first.large, first.small, first.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def watched(tree, home=Path("/nonexistent"), *, memory=50 * MEGABYTE, started=None):
    return Watched(tree.pid, start_ticks(tree.pid) if started is None else started, home, memory, MEGABYTE)


def look(found, measure=watch.look_at_memory):
    Watch(servers={"u1": found}).look(measure)


def test_above_the_limit_the_largest_process_ends_and_the_others_live(tree):
    look(watched(tree))
    assert tree.stdout.readline() == "ended\n"
    assert start_ticks(tree.small) is not None


def test_below_the_limit_nothing_happens(tree):
    look(watched(tree, memory=1000 * MEGABYTE))
    assert start_ticks(tree.large) is not None


def test_a_pid_that_belongs_to_somebody_else_by_now_is_left_alone(tree):
    look(watched(tree, started=1))
    assert start_ticks(tree.large) is not None


def test_whoever_fills_a_home_ends(tree, tmp_path):
    (tmp_path / "large.bin").write_bytes(b"x" * 2 * MEGABYTE)
    look(watched(tree, tmp_path, memory=1000 * MEGABYTE), watch.look_at_home)
    assert tree.stdout.readline() == "ended\n"


def test_the_server_itself_is_not_among_those_who_fill_a_home(monkeypatch):
    monkeypatch.setattr(watch, "is_server", lambda pid: pid == 2)
    assert watch.workers(1, [2, 3, 4], {2: 1, 3: 2, 4: 1}) == [3, 4]


def test_what_a_sparse_file_claims_is_not_what_it_takes(tree, tmp_path):
    with (tmp_path / "sparse.bin").open("wb") as file:
        file.truncate(100 * MEGABYTE)
    assert not watch.home_is_full(watched(tree, tmp_path))


def test_links_out_of_a_home_are_not_measured(tree, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "large.bin").write_bytes(b"x" * 2 * MEGABYTE)
    (tmp_path / "home" / "link").symlink_to(tmp_path / "large.bin")
    (tmp_path / "home" / "loop").symlink_to(tmp_path / "home")
    assert not watch.home_is_full(watched(tree, tmp_path / "home"))


def test_too_many_files_fill_a_home_too(tree, tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "MOST_FILES", 5)
    for n in range(6):
        (tmp_path / f"{n}").touch()
    assert watch.home_is_full(watched(tree, tmp_path))


@pytest.fixture
def deep_home(tmp_path):
    """Folders in folders, 1500 levels: too deep for a path, and for anything that calls itself once per level."""
    home = tmp_path / "deep"
    home.mkdir()
    names = os.O_RDONLY | os.O_DIRECTORY
    folder = os.open(home, names)
    for _ in range(1500):
        os.mkdir("d", dir_fd=folder)
        folder, above = os.open("d", names, dir_fd=folder), folder
        os.close(above)
    yield home
    for _ in range(1500):
        folder, below = os.open("..", names, dir_fd=folder), folder
        os.close(below)
        os.rmdir("d", dir_fd=folder)
    os.close(folder)


def test_folders_in_folders_without_end_fill_a_home_too(tree, deep_home):
    before = len(os.listdir("/proc/self/fd"))
    assert watch.home_is_full(watched(tree, deep_home))
    assert len(os.listdir("/proc/self/fd")) == before


def test_one_that_cannot_be_measured_does_not_hide_the_others(tree, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(watch, "MOST_LEVELS", "no number")
    (tmp_path / "small.txt").write_text("x")
    servers = {"u1": watched(tree, tmp_path), "u2": watched(tree, tmp_path / "none")}
    looked = []

    def look_and_note(name, found):
        looked.append(name)
        watch.look_at_home(name, found)

    Watch(servers=servers).look(look_and_note)
    assert looked == ["u1", "u2"]
    assert "could not measure u1" in caplog.text
    assert "could not measure u2" not in caplog.text


def test_a_process_that_took_over_a_pid_while_we_measured_lives(tree):
    watch.end(tree.small, start_ticks(tree.small) - 1)
    assert start_ticks(tree.small) is not None
    family = watch.family_of(watched(tree))
    assert set(family) == {tree.large, tree.small}
    assert family[tree.small] == (tree.pid, start_ticks(tree.small))
    assert watch.family_of(watched(tree, started=1)) == {}


def test_memory_is_measured_while_a_home_is_still_being_walked(tree, monkeypatch):
    walking, may_end = threading.Event(), threading.Event()

    def endless(_):
        walking.set()
        return not may_end.wait(30)

    monkeypatch.setattr(watch, "home_is_full", endless)

    async def keep():
        watching = Watch()
        watching.add("u1", watched(tree, memory=1000 * MEGABYTE))
        assert await asyncio.to_thread(walking.wait, 10)
        watching.add("u1", watched(tree))
        try:
            assert await asyncio.to_thread(tree.stdout.readline) == "ended\n"
        finally:
            may_end.set()
            for task in watching.tasks:
                task.cancel()

    asyncio.run(keep())


def test_everything_below_the_first_process_belongs_to_the_sandbox():
    assert sorted(measures.descendants(1, {2: 1, 3: 2, 4: 3, 5: 9, 1: 0})) == [2, 3, 4]


def test_a_process_that_is_gone_weighs_nothing():
    assert measures.resident_bytes(2**22 + 1) == 0
    assert measures.proportional_bytes(2**22 + 1) == 0
