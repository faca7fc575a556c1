"""A worker killed anywhere in a grading loses no hand-in, doubles no score and leaves no sandbox; on both databases."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select

from tests.webapp.participation import classroom as room
from tests.webapp.participation.watching import finished, score_of, until
from webapp.enrolment.models import Enrolment
from webapp.participation.gradebook.bookkeeping import Bookkeeper
from webapp.participation.gradebook.comparison import compare_all
from webapp.participation.models import Score, SubmissionState

pytestmark = [room.on_both_databases, pytest.mark.sandbox]

CHECKOUT = Path(__file__).resolve().parents[3]
ANSWERS = (room.RIGHT, room.HALF_RIGHT, room.TYPED_IN)
NOWHERE = "nowhere"
POINTS = (
    "claimed",
    "S started",
    "test 1 done",
    "test 2 done",
    "verdict sent",
    "before commit",
    "after commit",
)


@pytest.fixture
def start_worker(settings):
    """Start a worker that stands still at a point, its clock some minutes ahead."""
    started = []

    def start(stops_at, ahead=0):
        arguments = [str(settings.data), settings.database_url, stops_at, str(ahead)]
        module = [sys.executable, "-m", "tests.webapp.participation.stopping_worker"]
        process = subprocess.Popen([*module, *arguments], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(timeout=10)
        process.stdout.close()


def kill_at(worker, point):
    """Wait until the worker stands at the point, kill it, and see everything below it end."""
    assert json.loads(worker.stdout.readline()) == point
    below = psutil.Process(worker.pid).children(recursive=True)
    worker.kill()
    worker.wait(timeout=10)
    _, alive = psutil.wait_procs(below, timeout=10)
    assert alive == []
    return below


def sheets_of(database, submissions):
    return [score_of(database, submission).sheet for submission in submissions]


def differences_in_the_books(database, settings, store, releases):
    """What `verify` says once the books have been kept."""
    keeper = Bookkeeper(database, settings.gradebooks, store, releases)
    keeper.look(datetime.now(UTC))
    return compare_all(database, settings.gradebooks, keeper.library)


@pytest.mark.parametrize("point", POINTS)
def test_another_worker_gives_each_hand_in_the_one_score_it_would_have_had(
    database, settings, store, releases, queue_work, start_worker, session, point
):
    handed_in = [queue_work(answers) for answers in ANSWERS]
    below = kill_at(start_worker(point), point)
    # bubblewrap and what runs in it, on each of the two sides
    assert len(below) >= (0 if point == "claimed" else 4)

    start_worker(NOWHERE, ahead=1)
    done = until(database, finished)
    assert {each.state for each in done} == {SubmissionState.GRADED}
    assert sorted(each.tries for each in done) == [1, 1, 1 if point == "after commit" else 2]

    again = [queue_work(answers) for answers in ANSWERS]
    until(database, finished)
    assert sheets_of(database, handed_in) == sheets_of(database, again)
    assert [score_of(database, each).points for each in handed_in] == [5, 2, 3]
    assert session.scalar(select(func.count()).select_from(Score)) == len(handed_in + again)
    assert session.get(Enrolment, handed_in[0].enrolment_id).completed_at is not None
    assert differences_in_the_books(database, settings, store, releases) == []
