"""What counts in a home, and what follows when it is too much."""

import os
import subprocess
import sys

import pytest

from hub_config import space
from hub_config.leftovers import start_ticks
from hub_config.settings import MEGABYTE
from hub_config.space import Fill, fill_of, look_at_home, measure
from hub_config.watched import Watched

# Holds open what it has written and deleted, until its input ends.
NAMELESS = (
    "import os, sys; file = open(sys.argv[1], 'wb', 0); file.write(b'x' * int(sys.argv[2])); os.unlink(sys.argv[1]); "
    "print('written', flush=True); sys.stdin.read()"
)


def fill(home, *, most_files=1000, family=()):
    return measure(home, MEGABYTE, most_files, family).fill


def watched(tree, home, files=1000):
    return Watched(tree.pid, start_ticks(tree.pid), home, 1000 * MEGABYTE, MEGABYTE, files)


def write(path, megabytes):
    path.write_bytes(b"x" * int(megabytes * MEGABYTE))


@pytest.mark.parametrize(
    ("megabytes", "found"), [(1.0, Fill.FITS), (1.2, Fill.FITS), (1.4, Fill.FULL), (2.2, Fill.FAR_BEYOND)]
)
def test_a_quarter_above_the_limit_a_home_is_full_and_at_twice_far_beyond(tmp_path, megabytes, found):
    write(tmp_path / "data.bin", megabytes)
    assert fill(tmp_path) is found


@pytest.mark.parametrize(("number", "found"), [(5, Fill.FITS), (7, Fill.FULL), (11, Fill.FAR_BEYOND)])
def test_too_many_files_fill_a_home_as_well(tmp_path, number, found):
    for name in range(number):
        (tmp_path / str(name)).touch()
    assert fill(tmp_path, most_files=5) is found


def test_what_a_sparse_file_claims_is_not_what_it_takes(tmp_path):
    with (tmp_path / "sparse.bin").open("wb") as file:
        file.truncate(100 * MEGABYTE)
    assert fill(tmp_path) is Fill.FITS


def test_a_file_with_many_names_takes_its_space_once(tmp_path):
    write(tmp_path / "one", 0.9)
    (tmp_path / "below").mkdir()
    for name in range(20):
        (tmp_path / "below" / str(name)).hardlink_to(tmp_path / "one")
    assert fill(tmp_path) is Fill.FITS
    assert fill(tmp_path, most_files=10) is Fill.FAR_BEYOND


def test_links_out_of_a_home_are_not_measured(tmp_path):
    (tmp_path / "home").mkdir()
    write(tmp_path / "large.bin", 2)
    (tmp_path / "home" / "link").symlink_to(tmp_path / "large.bin")
    (tmp_path / "home" / "loop").symlink_to(tmp_path / "home")
    assert fill(tmp_path / "home") is Fill.FITS


def test_a_deleted_file_that_is_held_open_still_counts(tmp_path):
    command = [sys.executable, "-c", NAMELESS, str(tmp_path / "gone"), str(3 * MEGABYTE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "written\n"
        assert os.listdir(tmp_path) == []
        assert fill(tmp_path) is Fill.FITS
        assert fill(tmp_path, family=[holder.pid]) is Fill.FAR_BEYOND


@pytest.fixture(autouse=True)
def nobody_warned(monkeypatch):
    monkeypatch.setattr(space, "warned", {})


def test_whoever_fills_a_home_is_interrupted_first_and_keeps_variables(tmp_path):
    # Its first process and its kernel in one: the one below it says when it was interrupted, and goes on.
    # Whoever starts tests in the background has it ignore interrupts, and so would everything below.
    kernel = "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\ntry:\n    print('runs', flush=True); sys.stdin.read()\nexcept KeyboardInterrupt:\n    print('kept', flush=True)"
    first = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', sys.argv[1]]).returncode)"
    write(tmp_path / "large.bin", 1.5)
    command = [sys.executable, "-c", first, kernel]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout.readline() == "runs\n"
        look_at_home("u1", watched(running, tmp_path))
        assert running.stdout.readline() == "kept\n"


def test_whoever_goes_on_writing_ends_and_the_first_process_stays(tree, tmp_path, monkeypatch):
    monkeypatch.setattr(space, "GROWING", 200_000)
    write(tmp_path / "large.bin", 1.3)
    look_at_home("u1", watched(tree, tmp_path))
    write(tmp_path / "more.bin", 0.5)
    look_at_home("u1", watched(tree, tmp_path))
    assert tree.stdout.readline() == "ended\n"
    assert start_ticks(tree.pid) is not None


def test_who_is_above_the_limit_and_writes_nothing_more_works_on(tree, tmp_path):
    write(tmp_path / "large.bin", 1.5)
    for _ in range(5):
        look_at_home("u1", watched(tree, tmp_path))
    assert start_ticks(tree.large) is not None


def test_little_by_little_is_growing_too(tree, tmp_path):
    write(tmp_path / "large.bin", 1.5)
    for place in range(3):
        for name in range(60):
            (tmp_path / f"{place}-{name}").touch()
        look_at_home("u1", watched(tree, tmp_path))
    assert tree.stdout.readline() == "ended\n"


def test_a_tidied_home_is_warned_anew(tree, tmp_path):
    write(tmp_path / "large.bin", 1.5)
    look_at_home("u1", watched(tree, tmp_path))
    (tmp_path / "large.bin").unlink()
    look_at_home("u1", watched(tree, tmp_path))
    assert space.warned == {}
    assert fill_of(tmp_path, MEGABYTE, 1000) is Fill.FITS


def test_far_above_the_limit_the_whole_server_ends(tree, tmp_path):
    write(tmp_path / "large.bin", 3)
    look_at_home("u1", watched(tree, tmp_path))
    assert tree.wait(timeout=10) == -9


def test_the_server_itself_is_not_among_those_who_fill_a_home(monkeypatch):
    monkeypatch.setattr(space, "is_server", lambda pid: pid == 2)
    assert space.workers(1, [2, 3, 4], {2: 1, 3: 2, 4: 1}) == [3, 4]


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


def test_folders_in_folders_without_end_fill_a_home_too(deep_home):
    before = len(os.listdir("/proc/self/fd"))
    assert fill(deep_home) is Fill.FULL
    assert len(os.listdir("/proc/self/fd")) == before
