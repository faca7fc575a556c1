"""The worker as a process of its own: two share the work, a stop or a kill costs nobody anything."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import GRADING_TAKES, finished, score_of, until
from webapp.participation.models import Score, Submission, SubmissionState

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture
def start_worker(settings):
    """Start the real worker process on this data folder."""
    started = []

    def start():
        secrets = settings.data / "secrets"
        secrets.mkdir(exist_ok=True)
        for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
            (secrets / name).write_text("x")
        environment = {**os.environ, "TATEYAMA_DATA": str(settings.data), "TATEYAMA_GRADER_WORKERS": "1"}
        for name in ("TATEYAMA_RUN", "TATEYAMA_DATABASE_URL"):
            environment.pop(name, None)
        process = subprocess.Popen(
            [sys.executable, "-m", "webapp.participation.worker"], cwd=CHECKOUT, env=environment
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)


@pytest.mark.sandbox
def test_two_worker_processes_share_the_work_and_grade_nothing_twice(
    database, queue_work, start_worker, session
):
    for number in range(6):
        queue_work(made_by=number)
    workers = [start_worker(), start_worker()]
    submissions = until(database, finished)
    assert {each.state for each in submissions} == {SubmissionState.GRADED}
    assert {each.tries for each in submissions} == {1}
    assert session.scalar(select(func.count()).select_from(Score)) == 6
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(timeout=20) for worker in workers] == [0, 0]


SLOW = {**room.RIGHT, "b1-1-answer": "import time\ntime.sleep(60)\ntotal = 360"}


def sandboxes_of(worker):
    """Wait until the worker's sandboxes are up, and return every process below it."""
    deadline = time.monotonic() + GRADING_TAKES
    while time.monotonic() < deadline:
        below = psutil.Process(worker.pid).children(recursive=True)
        if len(below) >= 4:  # each of the two sides is a bwrap and what runs in it
            return below
        time.sleep(0.05)
    raise AssertionError("no sandbox came up")


def assert_gone(processes):
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert alive == []


@pytest.mark.sandbox
@pytest.mark.parametrize("whom", ["the worker", "the worker and its sandboxes"])
def test_a_stop_hands_back_what_is_being_graded_and_is_nobodys_zero(database, queue_work, start_worker, whom):
    queue_work(SLOW)
    worker = start_worker()
    below = sandboxes_of(worker)
    worker.send_signal(signal.SIGTERM)
    if whom != "the worker":
        for process in below:
            process.kill()
    assert worker.wait(timeout=20) == 0
    (back,) = until(database, lambda each: each.state is SubmissionState.QUEUED)
    assert (back.tries, back.claimed_by) == (0, None)
    assert score_of(database, back) is None
    assert_gone(below)


@pytest.mark.sandbox
def test_what_a_killed_worker_was_grading_is_graded_by_the_next(database, queue_work, start_worker):
    submission = queue_work(SLOW)
    killed = start_worker()
    below = sandboxes_of(killed)
    killed.kill()
    killed.wait(timeout=10)
    assert_gone(below)
    quick = queue_work(made_by=2)
    with database.transaction() as session:  # its lease runs out; and what it was grading would take a minute
        row = session.get(Submission, submission.id)
        row.lease_until, row.sha256 = room.NOW, quick.sha256
    start_worker()
    first, second = until(database, finished)
    assert {first.state, second.state} == {SubmissionState.GRADED}
    assert first.tries == 2
    assert score_of(database, first).points == 5
