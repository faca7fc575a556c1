"""Waiting, with a deadline, for what another thread or process writes into the database."""

import threading
import time
from contextlib import contextmanager

from sqlalchemy import select

from webapp.participation.models import Score, Submission, SubmissionState
from webapp.participation.worker import Worker

DONE = (SubmissionState.GRADED, SubmissionState.PARKED)
GRADING_TAKES = 60  # seconds at most, on a busy machine


def wait_for(look, within=GRADING_TAKES):
    """Look again and again until what is looked for is there."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if look():
            return
        time.sleep(0.05)
    raise AssertionError(f"{look.__doc__ or look} did not come about")


@contextmanager
def working(desk, name="one", **options):
    """A worker at this desk while the block runs."""
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
