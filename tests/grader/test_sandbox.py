"""What a sandbox is made of, and that it ends for certain."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader.inside.wire import MAX_LINE
from grader.sandbox import Ended, Sandbox, SandboxFault, TimedOut, grader_uid

CHECKOUT = Path(__file__).parents[2]


def ask(sandbox, request, seconds=10):
    deadline = time.monotonic() + seconds
    sandbox.send(json.dumps(request).encode(), deadline)
    return json.loads(sandbox.receive(deadline))


@pytest.fixture
def submission(desk):
    with Sandbox("submission", desk.limits, {"files": desk.files}) as sandbox:
        sandbox.begin()
        yield sandbox


@pytest.mark.sandbox
def test_only_an_allow_list_of_settings_reaches_the_inside(submission, monkeypatch):
    ask(submission, {"do": "run", "text": "import os\nnames = sorted(os.environ)\nhome = os.environ['HOME']"})
    assert ask(submission, {"do": "get", "name": "home"}) == {"value": "/box"}
    assert not any("TATEYAMA" in name for name in ask(submission, {"do": "get", "name": "names"})["value"])


@pytest.mark.sandbox
def test_the_lessons_data_lie_where_the_learner_has_them(submission):
    ask(submission, {"do": "run", "text": "text = open('data/prices.csv', encoding='utf-8').read()"})
    assert ask(submission, {"do": "get", "name": "text"})["value"].startswith("店,値段")


@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another uid")
def test_root_never_runs_learners_code_as_root(submission):
    assert os.stat(f"/proc/{submission.pid}").st_uid == grader_uid() == 39981


@pytest.mark.sandbox
def test_a_process_that_says_nothing_is_not_waited_for_beyond_the_deadline(submission):
    with pytest.raises(TimedOut):
        submission.receive(time.monotonic() + 0.2)


@pytest.mark.sandbox
def test_ending_a_sandbox_ends_everything_in_it_and_twice_is_once(submission, nothing_left):
    ask(submission, {"do": "run", "text": "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '600'])"})
    submission.end()
    submission.end()
    assert nothing_left() == []
    with pytest.raises(Ended):
        submission.send(b"{}", time.monotonic() + 1)


@pytest.mark.sandbox
def test_a_sandbox_that_somebody_else_ends_is_our_fault_and_no_learners_crash(submission):
    os.kill(submission._process.pid, signal.SIGKILL)
    with pytest.raises(SandboxFault, match="from outside"):
        submission.receive(time.monotonic() + 10)


@pytest.mark.sandbox
def test_a_large_question_and_a_large_answer_pass_through_small_pipes(submission):
    text = "x" * (MAX_LINE // 2)
    assert ask(submission, {"do": "run", "text": f"answer = {text!r}"}) == {"error": None}
    assert ask(submission, {"do": "get", "name": "answer"}) == {"value": text}


@pytest.mark.sandbox
def test_a_sandbox_that_cannot_start_is_our_fault_and_leaves_no_descriptor_open(desk, monkeypatch):
    monkeypatch.setattr("grader.view.sys.executable", "/usr/bin/no-such-python")
    before = os.listdir("/proc/self/fd")
    with (
        Sandbox("submission", desk.limits, {"files": {}}) as sandbox,
        pytest.raises(SandboxFault, match="did not start"),
    ):
        sandbox.begin()
    assert len(os.listdir("/proc/self/fd")) == len(before)


@pytest.mark.sandbox
def test_a_sandbox_may_be_started_from_a_thread_that_ends_later(desk):
    """bwrap dies with the thread that started it, so nothing may outlive one call; many calls at once are fine."""

    def whole_life(number):
        with Sandbox("submission", desk.limits, {"files": {}}) as sandbox:
            sandbox.begin()
            ask(sandbox, {"do": "run", "text": f"n = {number}"})
            return ask(sandbox, {"do": "get", "name": "n"})["value"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(whole_life, range(8))) == list(range(8))


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.sandbox
def test_when_the_grader_itself_is_killed_nothing_of_the_learners_lives_on(
    desk, write, open_folder, nothing_left
):
    (open_folder / "source.ipynb").write_text(json.dumps(write.assignment()))
    endless = "import ctypes\nctypes.CDLL(None).prctl(1, 0, 0, 0, 0)\nopen('/tmp/looping', 'w')\nwhile True:\n    pass"
    (open_folder / "work.ipynb").write_text(json.dumps(write.assignment(endless)))
    grader = subprocess.Popen(
        [sys.executable, "-m", "grader", "grade", "--source", open_folder / "source.ipynb",
         "--submission", open_folder / "work.ipynb"],
        cwd=CHECKOUT, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: any(os.path.exists(f"/proc/{pid}/root/tmp/looping") for pid in nothing_left()))
    finally:
        os.kill(grader.pid, signal.SIGKILL)
        grader.wait()
    until(lambda: nothing_left() == [])
