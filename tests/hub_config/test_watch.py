import subprocess
import sys
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
            watch.end(pid)


def watched(tree, home=Path("/nonexistent"), *, memory=50 * MEGABYTE, started=None):
    return Watched(tree.pid, start_ticks(tree.pid) if started is None else started, home, memory, MEGABYTE)


def look(found, **how):
    Watch(servers={"u1": found}).look(**{"with_homes": False, **how})


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
    look(watched(tree, tmp_path, memory=1000 * MEGABYTE), with_homes=True)
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


def test_everything_below_the_first_process_belongs_to_the_sandbox():
    assert sorted(measures.descendants(1, {2: 1, 3: 2, 4: 3, 5: 9, 1: 0})) == [2, 3, 4]


def test_a_process_that_is_gone_weighs_nothing():
    assert measures.resident_bytes(2**22 + 1) == 0
    assert measures.proportional_bytes(2**22 + 1) == 0
