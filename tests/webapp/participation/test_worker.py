"""採点係: hand-ins get their scores from the real grader; our own failures never become anybody's zero."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select

from grader.engine import open_executor
from tests.webapp.participation import classroom as room
from webapp.enrolment.models import Enrolment
from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.operations import look_at_work, receive_submission
from webapp.participation.worker import Desk, Worker

CHECKOUT = Path(__file__).resolve().parents[3]
DONE = (SubmissionState.GRADED, SubmissionState.PARKED)
GRADING_TAKES = 60  # seconds at most, on a busy machine


@pytest.fixture
def hand_in(database, classroom, store, releases):
    def hand_in(answers=room.RIGHT, learner=None, **changes):
        learner = learner or classroom.aoi
        with database.transaction() as session:
            work = look_at_work(session, store, releases, learner, room.work(answers, **changes))
            return receive_submission(session, learner, work, room.new_key(), room.NOW).submission

    return hand_in


@pytest.fixture
def desk(database, store, releases):
    with open_executor(2) as executor:
        yield Desk(database, store, releases, executor, seats=2)


@contextmanager
def working(desk, name="one", **options):
    stop = threading.Event()
    thread = threading.Thread(target=Worker(desk, name, **options).work, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=GRADING_TAKES)


def until(database, wanted, within=GRADING_TAKES):
    """Look again and again until every hand-in is as wanted."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with database.sessions() as session:
            submissions = list(session.scalars(select(Submission).order_by(Submission.id)))
            if all(map(wanted, submissions)):
                return submissions
        time.sleep(0.05)
    raise AssertionError([(each.state, each.problem) for each in submissions])


def finished(submission):
    return submission.state in DONE


def score_of(database, submission):
    with database.sessions() as session:
        return session.get(Score, submission.id)


@pytest.mark.sandbox
@pytest.mark.parametrize(
    ("answers", "points", "passed"),
    [
        (room.RIGHT, 5, {"b1-1", "b1-2"}),
        (room.HALF_RIGHT, 2, {"b1-1"}),
        (room.TYPED_IN, 3, {"b1-2"}),
    ],
    ids=["right", "half right", "typed in"],
)
def test_the_real_grader_scores_what_was_handed_in(database, hand_in, desk, answers, points, passed):
    submission = hand_in(answers)
    with working(desk):
        (done,) = until(database, finished)
    assert (done.state, done.problem) == (SubmissionState.GRADED, None)
    score = score_of(database, submission)
    assert (score.state, score.points, score.max_points) == ("GRADED", points, 5)
    assert {item["id"] for item in score.sheet["exercises"] if item["passed"]} == passed


@pytest.mark.sandbox
def test_passing_every_basic_completes_the_enrolment(database, hand_in, desk):
    submission = hand_in(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
    with database.sessions() as session:
        assert session.get(Enrolment, submission.enrolment_id).completed_at == room.NOW


@pytest.mark.sandbox
def test_the_lessons_data_is_there_when_the_work_is_graded(database, hand_in, desk):
    reading = "import csv\nrows = list(csv.DictReader(open('data/prices.csv')))\ntotal = int(rows[0]['price']) * count"
    submission = hand_in({**room.RIGHT, "b1-1-answer": reading})
    with working(desk):
        until(database, finished)
    exercises = {item["id"]: item for item in score_of(database, submission).sheet["exercises"]}
    assert "FileNotFound" not in str(exercises["b1-1"]["message"])


class Broken(Executor):
    """An engine whose answer is always our own failure."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_exception(RuntimeError("the sandbox could not start"))
        return future


@contextmanager
def answering(answer):
    """An engine that gives back what it is told instead of grading."""

    class Told(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):
            return super().submit(lambda: answer)

    with Told(1) as executor:
        yield executor


def test_our_own_failure_is_parked_after_three_tries_and_scores_nothing(database, hand_in, desk, fast_clock):
    submission = hand_in()
    with working(replace(desk, executor=Broken()), clock=fast_clock):
        (parked,) = until(database, finished)
    assert (parked.state, parked.tries) == (SubmissionState.PARKED, 3)
    assert "the sandbox could not start" in parked.problem
    assert score_of(database, submission) is None


@pytest.mark.parametrize("answer", [b"", b"{}", b'{"state":"FAULT"}', b"\xff"])
def test_an_answer_that_is_no_score_sheet_is_our_failure(database, hand_in, desk, fast_clock, answer):
    submission = hand_in()
    with answering(answer) as executor, working(replace(desk, executor=executor), clock=fast_clock):
        (parked,) = until(database, finished)
    assert parked.state is SubmissionState.PARKED
    assert score_of(database, submission) is None


@pytest.mark.sandbox
def test_one_that_cannot_be_graded_does_not_hold_up_the_next(database, hand_in, desk, store, fast_clock):
    lost, good = hand_in(made_by=1), hand_in(made_by=2)
    store.path_of(lost.sha256).unlink()
    with working(desk, clock=fast_clock):
        first, second = until(database, finished)
    assert (first.state, second.state) == (SubmissionState.PARKED, SubmissionState.GRADED)
    assert "FileNotFoundError" in first.problem
    assert score_of(database, good).points == 5


@pytest.fixture
def fast_clock():
    """Each look at the clock is half a minute later, so that pauses between tries are over at once."""
    now = room.NOW

    def look():
        nonlocal now
        now += timedelta(seconds=15)
        return now

    return look


@pytest.fixture
def start_worker(settings):
    """Start the real worker process on this data folder."""
    started = []

    def start():
        secrets = settings.data / "secrets"
        secrets.mkdir(exist_ok=True)
        for name in ("hub_token", "verify_token", "webapp_secret_key"):
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
    database, hand_in, start_worker, session
):
    for number in range(6):
        hand_in(made_by=number)
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
def test_a_stop_hands_back_what_is_being_graded_and_is_nobodys_zero(database, hand_in, start_worker, whom):
    hand_in(SLOW)
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
def test_what_a_killed_worker_was_grading_is_graded_by_the_next(database, hand_in, start_worker):
    submission = hand_in(SLOW)
    killed = start_worker()
    below = sandboxes_of(killed)
    killed.kill()
    killed.wait(timeout=10)
    assert_gone(below)
    quick = hand_in(made_by=2)
    with database.transaction() as session:  # its lease runs out; and what it was grading would take a minute
        row = session.get(Submission, submission.id)
        row.lease_until, row.sha256 = room.NOW, quick.sha256
    start_worker()
    first, second = until(database, finished)
    assert {first.state, second.state} == {SubmissionState.GRADED}
    assert first.tries == 2
    assert score_of(database, first).points == 5
