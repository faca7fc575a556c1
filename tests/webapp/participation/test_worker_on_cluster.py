"""採点の計算機 behind the real worker: a machine that dies costs nobody anything, and one that is away is waited for."""

import signal
import time
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.grader.cluster.conftest import reaching
from tests.grader.cluster.machines import is_grading, machines, wait_until
from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import finished, score_of, until, wait_for, working
from webapp.participation import heartbeat
from webapp.participation.heartbeat import Heartbeat, beats
from webapp.participation.models import Score, SubmissionState

pytestmark = pytest.mark.sandbox
SLOW = {**room.RIGHT, "b1-1-answer": "import time\ntime.sleep(1)\ntotal = price * count"}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with machines(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture
def desk(desk, running, settings, monkeypatch):
    """A desk whose work is done on the cluster."""
    monkeypatch.setattr(heartbeat, "BEAT_EVERY", 0)
    with reaching(running.address, running.keys / "platform") as cluster:
        wait_until(cluster, lambda state: state.seats == 2)
        yield replace(desk, executor=cluster, cluster=cluster, heartbeat=Heartbeat(settings.heartbeats))


def grading(workers):
    """The worker that grades at this moment, if any does."""
    return next(filter(is_grading, workers), None)


def scores(database):
    with database.sessions() as session:
        return session.scalar(select(func.count()).select_from(Score))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_or_stopped_machine_was_grading_another_grades_once(
    database, queue_work, desk, running, how
):
    slow = queue_work(SLOW)
    workers = running.running[1:]
    with working(desk):
        wait_for(lambda: grading(workers))
        time.sleep(0.5)
        killed = grading(workers)
        killed.send_signal(how)
        killed.wait(timeout=10)
        (done,) = until(database, finished)
    assert (done.state, done.tries, done.problem) == (SubmissionState.GRADED, 1, None)
    assert score_of(database, slow).points == 5
    assert scores(database) == 1
    running.running.remove(killed)
    running.worker()


def test_while_nobody_can_be_reached_hand_ins_wait_and_then_are_graded(
    database, queue_work, desk, running, settings
):
    scheduler = running.running[0]
    slow = queue_work(SLOW)
    with working(desk):
        until(database, lambda each: each.state is SubmissionState.RUNNING)
        scheduler.kill()
        scheduler.wait(timeout=10)
        (waiting,) = until(database, lambda each: each.state is SubmissionState.QUEUED)
        assert (waiting.tries, waiting.problem, waiting.claimed_by) == (0, None, None)
        wait_for(lambda: [beat.cluster.reached for beat in beats(settings.heartbeats)] == [False])
        running.running[0] = running.scheduler()
        running.running.pop()
        (done,) = until(database, finished)
        wait_for(lambda: [beat.cluster.reached for beat in beats(settings.heartbeats)] == [True])
    assert (done.state, done.tries) == (SubmissionState.GRADED, 1)
    assert score_of(database, slow).points == 5
    assert scores(database) == 1
