"""A process is remembered as itself, not as its number."""

import json
import os
import subprocess
import sys

from hub_config import leftovers

PARENT_AND_CHILD = (
    "import subprocess, sys, time;"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
    "print(child.pid, flush=True); time.sleep(600)"
)


def test_a_running_process_is_remembered_and_a_finished_one_forgotten(tmp_path):
    process = subprocess.Popen(["sleep", "600"])
    file = tmp_path / "services.json"
    leftovers.remember(file, [process.pid])
    assert leftovers.remembered(file) == [process.pid]
    process.kill()
    process.wait()
    assert leftovers.remembered(file) == []


def test_a_reused_pid_is_not_the_process_that_was_remembered(tmp_path):
    file = tmp_path / "pid.json"
    file.write_text(json.dumps({"pid": os.getpid(), "started": 1}))
    assert leftovers.remembered(file) == []


def test_an_unreadable_memory_is_no_memory(tmp_path):
    (tmp_path / "half.json").write_text('[{"pid": 1')
    assert leftovers.remembered(tmp_path / "half.json") == []
    assert leftovers.remembered(tmp_path / "none.json") == []


def test_stopping_a_process_stops_what_it_started():
    parent = subprocess.Popen([sys.executable, "-c", PARENT_AND_CHILD], stdout=subprocess.PIPE, text=True)
    with parent:
        child = int(parent.stdout.readline())
        leftovers.stop([parent.pid], grace=5)
        parent.wait(timeout=5)
        assert leftovers.start_ticks(child) is None or is_zombie(child)


def is_zombie(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()[0] == "Z"
