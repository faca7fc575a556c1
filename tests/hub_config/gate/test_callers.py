"""Whose sandbox a connection comes from, with real processes."""

import json
import socket
import subprocess
import sys

import pytest

from hub_config import leftovers
from hub_config.gate.callers import Callers, ancestors

# A server with a child that connects, and keeps the connection open until its input ends.
CONNECT = (
    "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); "
    "print('connected', flush=True); sys.stdin.read()"
)
SERVER = (
    "import subprocess, sys; input(); sys.exit(subprocess.run([sys.executable, '-c', sys.argv[2], sys.argv[1]])"
    ".returncode)"
)


@pytest.fixture
def listening(tmp_path):
    with socket.socket(socket.AF_UNIX) as found:
        found.bind(str(tmp_path / "gate.sock"))
        found.listen()
        yield found


@pytest.fixture
def started(tmp_path):
    """Starts processes that stand for servers, and ends them."""
    running = []

    def start(*words):
        command = [sys.executable, "-c", *words]
        running.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path)
        )
        return running[-1]

    yield start
    for process in running:
        process.stdin.close()
        process.wait(timeout=10)
        process.stdout.close()


def note(tmp_path, name, *pids):
    (tmp_path / "servers" / name).mkdir(parents=True)
    leftovers.remember(tmp_path / "servers" / name / "pid.json", pids)


def caller_of(listening, tmp_path):
    connection, _ = listening.accept()
    with connection:
        return Callers(tmp_path / "servers").name_of(connection)


def test_a_kernel_is_known_by_the_server_above_it(listening, started, tmp_path):
    mine = started(SERVER, str(tmp_path / "gate.sock"), CONNECT)
    neighbour = started("input()")
    note(tmp_path, "u00000000000a", mine.pid)
    note(tmp_path, "u00000000000b", neighbour.pid)
    mine.stdin.write("go\n")
    mine.stdin.flush()
    assert mine.stdout.readline() == "connected\n"
    assert caller_of(listening, tmp_path) == "u00000000000a"
    neighbour.stdin.write("\n")


def test_whoever_is_in_no_sandbox_is_nobody(listening, started, tmp_path):
    stranger = started(CONNECT, str(tmp_path / "gate.sock"))
    assert stranger.stdout.readline() == "connected\n"
    assert caller_of(listening, tmp_path) == ""


def test_a_pid_that_was_given_anew_is_nobodys(listening, started, tmp_path):
    later = started(CONNECT, str(tmp_path / "gate.sock"))
    note(tmp_path, "u00000000000a", later.pid)
    file = tmp_path / "servers" / "u00000000000a" / "pid.json"
    file.write_text(json.dumps([{"pid": later.pid, "started": 1}]))
    assert later.stdout.readline() == "connected\n"
    assert caller_of(listening, tmp_path) == ""


def test_who_has_gone_before_anybody_asked_is_nobody(listening, started, tmp_path):
    gone = started(CONNECT, str(tmp_path / "gate.sock"))
    note(tmp_path, "u00000000000a", gone.pid)
    assert gone.stdout.readline() == "connected\n"
    gone.stdin.close()
    gone.wait(timeout=10)
    assert caller_of(listening, tmp_path) == ""


def test_half_a_note_of_a_server_is_passed_over(listening, started, tmp_path):
    note(tmp_path, "u00000000000a")
    (tmp_path / "servers" / "u00000000000a" / "pid.json").write_text('[{"pid"')
    stranger = started(CONNECT, str(tmp_path / "gate.sock"))
    assert stranger.stdout.readline() == "connected\n"
    assert caller_of(listening, tmp_path) == ""


def test_a_chain_of_parents_ends():
    assert list(ancestors(1)) == []
    assert list(ancestors(2**22 + 1)) == [2**22 + 1]
