"""Waiting, with a deadline, for what another thread or process writes into the database."""

import time

from sqlalchemy import select

from webapp.participation.models import Score, Submission, SubmissionState

DONE = (SubmissionState.GRADED, SubmissionState.PARKED)
GRADING_TAKES = 60  # seconds at most, on a busy machine


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
