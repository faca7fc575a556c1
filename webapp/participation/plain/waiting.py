"""少しだけ待つ: looking again soon is spared where a run or a score is about to be there."""

from collections.abc import Callable
from threading import BoundedSemaphore
from time import monotonic, sleep

from sqlalchemy.orm import Session

from webapp.db import database, session
from webapp.participation.models import SubmissionState
from webapp.participation.plain import reading
from webapp.participation.plain.line import UNDER_WAY, run_of
from webapp.participation.plain.place import Place
from webapp.participation.plain.sheet import Question

WAIT_SECONDS = 1.2
LOOK_AGAIN_AFTER = 0.06
# Few requests may wait at a time, so that pages go on.
waiting = BoundedSemaphore(2)


def wait_a_moment(goes_on: Callable[[Session], bool], places: BoundedSemaphore = waiting) -> None:
    """Wait for what is about to end, in few requests at a time, and never for long.

    It is asked in sessions of their own, which see what the worker wrote since.
    """

    def asked() -> bool:
        with database().sessions() as looking:
            return goes_on(looking)

    if not asked() or not places.acquire(blocking=False):
        return
    try:
        end = monotonic() + WAIT_SECONDS
        while monotonic() < end and asked():
            sleep(LOOK_AGAIN_AFTER)
    finally:
        places.release()
    session().commit()  # what was read before the wait is no longer so


def is_running(looking: Session, place: Place, question: Question) -> bool:
    """Whether the newest run of a question has not come to its end."""
    run = run_of(looking, place.owner, place.lesson, question.id)
    return run is not None and run.state in UNDER_WAY


def is_scored_soon(looking: Session, place: Place) -> bool:
    """Whether the newest hand-in has no score yet, and nothing stands in its way."""
    newest = reading.newest_hand_in(looking, place)
    return newest is not None and newest.state in (SubmissionState.QUEUED, SubmissionState.RUNNING)
