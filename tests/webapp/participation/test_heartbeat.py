"""採点係の脈: a worker tells when it looked at the queue, at little cost, and never stops because it could not tell."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.webapp.participation.watching import wait_for, working
from webapp.participation import heartbeat
from webapp.participation.heartbeat import Heartbeat, beats, last_beat


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "heartbeats"


@pytest.fixture
def at_once(monkeypatch):
    """Every look is told."""
    monkeypatch.setattr(heartbeat, "BEAT_EVERY", 0)


def test_before_any_worker_looked_nothing_is_known(folder):
    assert last_beat(folder) is None


def test_a_look_is_told(folder):
    before = datetime.now(UTC).timestamp() - 0.1  # file systems round
    Heartbeat(folder).looked()
    assert before <= last_beat(folder).at.timestamp() <= time.time()


def test_looks_in_quick_succession_touch_nothing(folder):
    beat = Heartbeat(folder)
    beat.looked()
    (file,) = folder.iterdir()
    os.utime(file, (0, 0))
    beat.looked()
    assert file.stat().st_mtime == 0


@pytest.mark.usefixtures("at_once")
def test_gradings_are_counted_by_how_long_they_took(folder):
    beat = Heartbeat(folder)
    for seconds in (0.05, 0.1, 0.3, 1000):
        beat.graded(seconds)
    beat.looked()
    (told,) = beats(folder)
    assert told.counts == (2, 0, 1, 0, 0, 0, 0, 0, 0, 1)
    assert told.seconds == pytest.approx(1000.45)


def test_a_hosts_name_is_not_told(folder):
    Heartbeat(folder, "hanako-laptop").looked()
    assert "hanako" not in " ".join(beat.worker for beat in beats(folder))


def test_two_hosts_are_two_workers_and_one_that_is_gone_for_a_day_is_forgotten(folder):
    for host in ("one", "two"):
        Heartbeat(folder, host).looked()
    assert len(beats(folder)) == 2
    for file in folder.iterdir():
        os.utime(file, (0, 0))
    Heartbeat(folder, "three").looked()
    assert len(beats(folder)) == 1


@pytest.mark.usefixtures("at_once")
def test_a_full_disk_still_takes_the_moment(folder, monkeypatch):
    beat = Heartbeat(folder)
    beat.looked()
    (file,) = folder.iterdir()
    os.utime(file, (0, 0))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(heartbeat, "_replace", full)
    beat.graded(1)
    beat.looked()
    assert file.stat().st_mtime > 0


def test_a_file_that_was_cut_off_is_passed_over(folder):
    Heartbeat(folder).looked()
    (folder / "broken.json").write_text('{"counts": [')
    assert len(beats(folder)) == 1


def test_a_worker_beats_while_it_looks(desk, folder):
    with working(heartbeat_desk(desk, folder)):
        wait_for(lambda: last_beat(folder))


@pytest.mark.sandbox
@pytest.mark.usefixtures("at_once")
def test_a_worker_counts_what_it_graded(desk, folder, queue_work):
    queue_work()
    with working(heartbeat_desk(desk, folder)):
        wait_for(lambda: any(sum(beat.counts) == 1 for beat in beats(folder)))


def heartbeat_desk(desk, folder):
    return replace(desk, heartbeat=Heartbeat(folder))
