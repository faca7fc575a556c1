"""One command starts everything again from what stands, and Ctrl-C leaves nothing behind."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from hub_config import leftovers
from tests.journeys.conftest import start_platform, stop_platform
from tests.journeys.lab import Exercise, release_of, sign_in
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.journey]


@pytest.fixture
def data():
    folder = Path(tempfile.mkdtemp(prefix="tateyama-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start(data):
    """Starts platforms on the same data; whatever a failed test leaves running is ended."""
    started = []

    def start_another(**env):
        started.append(start_platform(data, **env))
        return started[-1]

    yield start_another
    for running in started:
        stop_platform(running.process)
    leftovers.stop(processes_of(data), grace=3.0)


def processes_of(data):
    """Every process that was started with this data folder, zombies apart."""
    found = []
    for process in psutil.process_iter():
        try:
            told = process.environ().get("TATEYAMA_DATA") == str(data) or str(data) in " ".join(
                process.cmdline()
            )
            if told and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def assert_port_is_free(url):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(url.rstrip("/").rpartition(":")[2])))


def test_the_next_start_clears_what_a_killed_supervisor_left_and_ctrl_c_leaves_nothing(start, data, page):
    first = start()
    sign_in(page, first, "aoi")
    page.goto(first.url + "hub/user-redirect/lab/tree/beginner/b1/exercise.ipynb")
    Exercise(page, release_of(first))
    first.process.kill()
    first.process.wait()
    servers = set(leftovers.learner_servers(data / "run"))
    left = set(processes_of(data)) | servers
    assert servers
    assert len(left - servers) >= 4, "four services should have been left"

    # On the same port, which what was left still holds.
    second = start(TATEYAMA_PORT=first.url.rstrip("/").rpartition(":")[2])
    assert [pid for pid in left if leftovers.start_ticks(pid) is not None] == []
    sign_in(page.context.browser.new_context(locale="ja-JP").new_page(), second, "aoi")
    stop_platform(second.process)
    assert second.process.returncode == 0
    assert processes_of(data) == []
    assert_port_is_free(second.url)


def test_a_second_start_on_the_same_data_is_refused(platform):
    done = subprocess.run(
        [sys.executable, "-m", "hub_config.run"],
        env={**os.environ, "TATEYAMA_DATA": str(platform.data), "TATEYAMA_PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "すでに動いています" in done.stderr
