import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hub_config import fence, sandbox
from hub_config.fence import SandboxFailed
from hub_config.sandbox import Sandbox
from hub_config.settings import CHECKOUT

pytestmark = pytest.mark.sandbox
UID = 40777 if os.getuid() == 0 else None


@pytest.fixture
def wanted(open_folder):
    home = open_folder / "home"
    home.mkdir(mode=0o700)
    if UID is not None:
        os.chown(home, UID, UID)
    (open_folder / "gate").mkdir()
    return Sandbox(
        environment_folder=Path(sys.prefix),
        interpreter_folder=Path(sys.base_prefix),
        home=home,
        gate=open_folder / "gate",
        learner_code=CHECKOUT / "hub_config" / "learner",
        lab_extension=open_folder / "nothing built",
        lessons={},
        variables={"HOME": sandbox.HOME, "GREETING": "おはよう"},
        command=["/bin/sh", "-c", "true"],
    )


@pytest.fixture
def listening(open_folder):
    with fence.open_listening_socket(open_folder / "servers" / "u1" / "s.sock") as found:
        yield found


def close(running):
    for descriptor in (running.complaint, running.begin):
        os.close(descriptor)


def run(wanted, listening, script):
    """Run a shell script inside; returns what it said and left."""
    running = fence.start(
        replace(wanted, command=["/bin/sh", "-c", script]), listening, sandbox.MADE_UP_FILES, UID
    )
    assert running.outer.wait(timeout=20) == 0, running.complaints()
    said = running.complaints()
    close(running)
    return said


def test_the_socket_is_ours_alone_and_a_stale_one_is_replaced(open_folder):
    path = open_folder / "servers" / "u1" / "s.sock"
    for _ in range(2):
        fence.open_listening_socket(path).close()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_runs_inside_is_nobody_special_and_has_our_variables(wanted, listening):
    said = run(wanted, listening, 'id -un; pwd; echo "$GREETING"; echo "${PATH-none}"')
    assert said.split()[:3] == ["learner", "/home/learner", "おはよう"]


def test_nothing_of_the_callers_environment_gets_in(wanted, listening, monkeypatch):
    monkeypatch.setenv("TATEYAMA_SECRET_OF_A_TEST", "leaked")
    assert "leaked" not in run(wanted, listening, "env; cat /proc/1/environ /proc/self/environ")


def test_the_listening_socket_is_there_and_no_other_descriptor_of_ours(wanted, listening):
    said = run(wanted, listening, 'for d in /proc/self/fd/*; do readlink "$d"; done; true')
    kinds = [
        line.split(":")[0]
        for line in said.split("\n")
        if line and not line.startswith(("/proc", "/dev/null"))
    ]
    assert kinds.count("socket") == 1
    # The one pipe says when to begin, and the memory file takes what is said before the log is open (hub_config.fence).
    assert [kind for kind in kinds if kind.startswith(("/", "pipe")) and kind != "/memfd"] == ["pipe"]


def test_what_is_written_before_the_log_is_open_cannot_fill_anything(wanted, listening):
    said = run(wanted, listening, "head -c 1000000 /dev/zero | tr '\\0' x; true")
    assert len(said) <= fence.COMPLAINT_BYTES


def test_a_sandbox_that_cannot_be_built_says_why(wanted, listening):
    try:
        running = fence.start(replace(wanted, home=Path("/no such home")), listening, {}, UID)
        assert running.outer.wait(timeout=10) != 0
        said = running.complaints()
        close(running)
    except SandboxFailed as error:
        said = str(error)
    assert "no such home" in said


def test_the_sandbox_ends_with_its_first_process(wanted, listening):
    running = fence.start(replace(wanted, command=["/bin/sleep", "1000"]), listening, {}, UID)
    os.kill(running.pid, 9)
    assert running.outer.wait(timeout=10) != 0
    close(running)
