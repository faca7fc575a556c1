"""The supervisor brings a killed service back alone and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub_config import leftovers
from hub_config.supervisor import Service, Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]

SUPERVISE = """
import sys, os
from pathlib import Path
from hub_config import leftovers
from hub_config.supervisor import Service, Supervisor
run = Path(sys.argv[1])
(run / "servers").mkdir(exist_ok=True)
sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
# A service whose grandchild outlives it in a session of its own, as a learner's server does.
parent = [sys.executable, "-c",
    "import subprocess, time; p = subprocess.Popen(['sleep', '601'], start_new_session=True);"
    f"open({str(run / 'orphan')!r}, 'w').write(str(p.pid)); time.sleep(600)"]
listener = Service("listener", sleeper + ["ignored"], dict(os.environ), run, run / "listener.log")
listener.listen = run / "l.sock"
services = [Service("sleeper", sleeper, dict(os.environ), run, run / "s.log"),
            Service("parent", parent, dict(os.environ), run, run / "p.log"), listener]
supervisor = Supervisor(services, run, lambda ja, en: print(en, flush=True))
leftovers.clear(run)
supervisor.start()
print("started", flush=True)
supervisor.watch()
supervisor.stop()
"""


def eventually(look, seconds=10.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def pids(run):
    return [entry["pid"] for entry in json.loads((run / "services.json").read_text())]


@pytest.fixture
def supervised(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(tmp_path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert process.stdout.readline() == "started\n"
    eventually(lambda: (tmp_path / "orphan").exists() and (tmp_path / "orphan").read_text())
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    process.stdout.close()


def test_a_killed_service_comes_back_while_the_others_stay(supervised, tmp_path):
    before = pids(tmp_path)
    os.kill(before[0], signal.SIGKILL)
    after = eventually(lambda: (now := pids(tmp_path)) != before and now)
    assert after[1:] == before[1:]
    assert leftovers.start_ticks(after[0]) is not None


def test_asked_to_stop_it_ends_services_and_their_orphans(supervised, tmp_path):
    everyone = [*pids(tmp_path), int((tmp_path / "orphan").read_text())]
    # The orphan's parent dies first, so that only the subreaper still knows it.
    os.kill(everyone[1], signal.SIGKILL)
    eventually(lambda: pids(tmp_path)[1] != everyone[1])
    supervised.send_signal(signal.SIGINT)
    assert supervised.wait(timeout=20) == 0
    assert [pid for pid in everyone if leftovers.start_ticks(pid) is not None] == []
    assert not (tmp_path / "l.sock").exists()


def test_the_next_start_clears_what_a_killed_supervisor_left(supervised, tmp_path):
    left = pids(tmp_path)
    supervised.kill()
    supervised.wait()
    assert all(leftovers.start_ticks(pid) is not None for pid in left)
    second = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, str(tmp_path)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    with second:
        assert second.stdout.readline() == "started\n"
        eventually(lambda: all(leftovers.start_ticks(pid) is None for pid in left))
        second.send_signal(signal.SIGTERM)
        assert second.wait(timeout=20) == 0


def test_a_caller_waits_in_the_queue_while_the_listening_service_restarts(supervised, tmp_path):
    os.kill(pids(tmp_path)[2], signal.SIGKILL)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(2)
        caller.connect(str(tmp_path / "l.sock"))


def test_a_service_that_the_machine_refuses_to_start_is_tried_again_later(tmp_path):
    said = []
    missing = Service("missing", [str(tmp_path / "no such program")], {}, tmp_path, tmp_path / "m.log")
    supervisor = Supervisor([missing], tmp_path, lambda ja, en: said.append(en))
    supervisor.look_once(now=100.0)
    assert said == ["missing cannot start now"]
    supervisor.look_once(now=100.1)
    assert len(said) == 1
    supervisor.look_once(now=110.0)
    assert len(said) == 2
