"""採点係: hand-ins get their scores from the real grader; our own failures never become anybody's zero."""

import signal
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from grader.contract import GradingRequest
from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import finished, score_of, until, working
from webapp.enrolment.models import Enrolment
from webapp.participation.models import SubmissionState
from webapp.participation.worker import main


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
def test_the_real_grader_scores_what_was_handed_in(database, queue_work, desk, answers, points, passed):
    submission = queue_work(answers)
    with working(desk):
        (done,) = until(database, finished)
    assert (done.state, done.problem) == (SubmissionState.GRADED, None)
    score = score_of(database, submission)
    assert (score.state, score.points, score.max_points) == ("GRADED", points, 5)
    assert {item["id"] for item in score.sheet["exercises"] if item["passed"]} == passed


@pytest.mark.sandbox
def test_passing_every_basic_completes_the_enrolment(database, queue_work, desk):
    submission = queue_work(room.HALF_RIGHT)
    with working(desk):
        until(database, finished)
    with database.sessions() as session:
        assert session.get(Enrolment, submission.enrolment_id).completed_at == room.NOW


@pytest.mark.sandbox
def test_the_lessons_data_is_there_when_the_work_is_graded(database, queue_work, desk):
    reading = "import csv\nrows = list(csv.DictReader(open('data/prices.csv')))\ntotal = int(rows[0]['price']) * count"
    submission = queue_work({**room.RIGHT, "b1-1-answer": reading})
    with working(desk):
        until(database, finished)
    exercises = {item["id"]: item for item in score_of(database, submission).sheet["exercises"]}
    assert "FileNotFound" not in str(exercises["b1-1"]["message"])


class Listening(Executor):
    """An engine that keeps the requests it is given and answers none."""

    def __init__(self):
        self.requests = []

    def submit(self, fn, /, request):
        self.requests.append(GradingRequest.from_json(request))
        future = Future()
        future.set_exception(RuntimeError("only listening"))
        return future


def test_the_grader_is_given_the_installations_key(database, queue_work, desk, fast_clock):
    queue_work()
    engine = Listening()
    with working(replace(desk, executor=engine, key="the key"), clock=fast_clock):
        until(database, finished)
    assert {request.key for request in engine.requests} == {"the key"}


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


def test_our_own_failure_is_parked_after_three_tries_and_scores_nothing(
    database, queue_work, desk, fast_clock
):
    submission = queue_work()
    with working(replace(desk, executor=Broken()), clock=fast_clock):
        (parked,) = until(database, finished)
    assert (parked.state, parked.tries) == (SubmissionState.PARKED, 3)
    assert "the sandbox could not start" in parked.problem
    assert score_of(database, submission) is None


@pytest.mark.parametrize("answer", [b"", b"{}", b'{"state":"FAULT"}', b"\xff"])
def test_an_answer_that_is_no_score_sheet_is_our_failure(database, queue_work, desk, fast_clock, answer):
    submission = queue_work()
    with answering(answer) as executor, working(replace(desk, executor=executor), clock=fast_clock):
        (parked,) = until(database, finished)
    assert parked.state is SubmissionState.PARKED
    assert score_of(database, submission) is None


@pytest.mark.sandbox
def test_one_that_cannot_be_graded_does_not_hold_up_the_next(database, queue_work, desk, store, fast_clock):
    lost, good = queue_work(made_by=1), queue_work(made_by=2)
    store.path_of(lost.sha256).unlink()
    with working(desk, clock=fast_clock):
        first, second = until(database, finished)
    assert (first.state, second.state) == (SubmissionState.PARKED, SubmissionState.GRADED)
    assert "FileNotFoundError" in first.problem
    assert score_of(database, good).points == 5


@pytest.mark.parametrize("seats", ["0", "abc", "-2"])
def test_a_number_of_seats_that_is_none_stops_the_start_with_a_sentence(settings, monkeypatch, caplog, seats):
    (settings.data / "secrets").mkdir()
    for name in ("hub_token", "verify_token", "webapp_secret_key", "grading_key", "metrics_token"):
        (settings.data / "secrets" / name).write_text("x")
    monkeypatch.setenv("TATEYAMA_DATA", str(settings.data))
    monkeypatch.setenv("TATEYAMA_GRADER_WORKERS", seats)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert main() == 1
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert "1以上の整数" in caplog.text


@pytest.fixture
def fast_clock():
    """Each look at the clock is half a minute later, so that pauses between tries are over at once."""
    now = room.NOW

    def look():
        nonlocal now
        now += timedelta(seconds=15)
        return now

    return look
