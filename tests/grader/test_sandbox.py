"""What a sandbox is made of, and that it ends for certain."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from grader import zygote
from grader.inside.wire import MAX_LINE
from grader.sandbox import Ended, TimedOut
from grader.zygote import SandboxFault, Zygote, Zygotes

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def submission(begun):
    with begun() as sandbox:
        yield sandbox


@pytest.mark.sandbox
def test_only_an_allow_list_of_settings_reaches_the_inside(submission, monkeypatch, asked):
    asked(
        submission, {"do": "run", "text": "import os\nnames = sorted(os.environ)\nhome = os.environ['HOME']"}
    )
    assert asked(submission, {"do": "get", "name": "home"}) == {"value": "/box"}
    assert not any("TATEYAMA" in name for name in asked(submission, {"do": "get", "name": "names"})["value"])


@pytest.mark.sandbox
def test_the_lessons_data_lie_where_the_learner_has_them(submission, asked):
    asked(submission, {"do": "run", "text": "text = open('data/prices.csv', encoding='utf-8').read()"})
    assert asked(submission, {"do": "get", "name": "text"})["value"].startswith("店,値段")


@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take another uid")
def test_root_never_runs_learners_code_as_root(submission, grader_uid):
    assert os.stat(f"/proc/{submission.pid}").st_uid == grader_uid != 0


def test_the_uid_is_the_one_that_the_setting_names(monkeypatch):
    monkeypatch.setenv("TATEYAMA_GRADER_UID", "39000")
    assert zygote.grader_uid() == (39_000 if os.geteuid() == 0 else None)


@pytest.mark.sandbox
def test_a_process_that_says_nothing_is_not_waited_for_beyond_the_deadline(submission):
    with pytest.raises(TimedOut):
        submission.receive(time.monotonic() + 0.2)


@pytest.mark.sandbox
def test_ending_a_sandbox_ends_everything_in_it_and_twice_is_once(submission, nothing_left, asked):
    asked(
        submission, {"do": "run", "text": "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '600'])"}
    )
    submission.end()
    submission.end()
    assert nothing_left() == []
    with pytest.raises(Ended):
        submission.send(b"{}", time.monotonic() + 1)


@pytest.mark.sandbox
def test_a_sandbox_that_somebody_else_ends_is_our_fault_and_no_learners_crash(submission):
    os.kill(submission.pid, signal.SIGKILL)
    with pytest.raises(SandboxFault, match="from outside"):
        submission.receive(time.monotonic() + 10)


@pytest.mark.sandbox
def test_a_warm_process_that_ends_takes_its_sandboxes_along_as_our_fault_and_another_takes_its_place(
    begun, asked
):
    with closing(Zygotes()) as zygotes:
        with begun(zygotes) as sandbox:
            (bubblewrap,) = zygotes.pids()
            os.kill(only_child_of(bubblewrap), signal.SIGKILL)
            with pytest.raises(SandboxFault, match="from outside"):
                sandbox.receive(time.monotonic() + 10)
        until(lambda: not os.path.exists(f"/proc/{bubblewrap}") or state_of(bubblewrap) == "Z")
        with begun(zygotes) as sandbox:
            assert asked(sandbox, {"do": "run", "text": "a = 1"}) == {"error": None}
        assert zygotes.pids() != [bubblewrap]


def only_child_of(pid):
    (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(child)


def state_of(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


@pytest.mark.sandbox
def test_a_large_question_and_a_large_answer_pass_through_small_pipes(submission, asked):
    text = "x" * (MAX_LINE // 2)
    assert asked(submission, {"do": "run", "text": f"answer = {text!r}"}) == {"error": None}
    assert asked(submission, {"do": "get", "name": "answer"}) == {"value": text}


@pytest.mark.sandbox
def test_a_sandbox_that_cannot_start_is_our_fault_and_leaves_no_descriptor_open(monkeypatch):
    monkeypatch.setattr("grader.view.sys.executable", "/usr/bin/no-such-python")
    before = os.listdir("/proc/self/fd")
    broken = Zygote("submission", (), None)
    with pytest.raises(SandboxFault, match="no-such-python"):
        broken.fork()
    broken.end()
    assert len(os.listdir("/proc/self/fd")) == len(before)


@pytest.mark.sandbox
def test_many_threads_may_have_sandboxes_of_one_warm_process_at_once(begun, asked):
    def whole_life(number):
        with begun() as sandbox:
            asked(sandbox, {"do": "run", "text": f"n = {number}"})
            return asked(sandbox, {"do": "get", "name": "n"})["value"]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(whole_life, range(16))) == list(range(16))


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.sandbox
def test_when_the_grader_itself_is_killed_nothing_of_the_learners_lives_on(
    desk, write, open_folder, nothing_left, grader_uid
):
    (open_folder / "source.ipynb").write_text(json.dumps(write.assignment()))
    endless = "import ctypes\nctypes.CDLL(None).prctl(1, 0, 0, 0, 0)\nopen('/tmp/looping', 'w')\nwhile True:\n    pass"
    (open_folder / "work.ipynb").write_text(json.dumps(write.assignment(endless)))
    grader = subprocess.Popen(
        [sys.executable, "-m", "grader", "grade", "--source", open_folder / "source.ipynb",
         "--submission", open_folder / "work.ipynb"],
        cwd=CHECKOUT, stdout=subprocess.DEVNULL, env={**os.environ, "TATEYAMA_GRADER_UID": str(grader_uid)},
    )  # fmt: skip
    try:
        until(lambda: any(os.path.exists(f"/proc/{pid}/root/tmp/looping") for pid in nothing_left()))
    finally:
        os.kill(grader.pid, signal.SIGKILL)
        grader.wait()
    until(lambda: nothing_left() == [])
