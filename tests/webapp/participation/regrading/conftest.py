"""A batch over the classroom's work, and a second grading that needs no sandbox."""

import pytest

from grader.contract import ExerciseScore, ScoreSheet, State
from tests.webapp.participation import classroom as room
from webapp.participation import queue
from webapp.participation.regrading.checks import record_trial
from webapp.participation.regrading.models import Regrade
from webapp.participation.regrading.operations import Scope, ask_for_regrade

POINTS = {"b1-1": 2, "b1-2": 3}
REASON = "問2のテストが、正しい答えを誤りとしていたため。"


def sheet(*passed, environment=""):
    exercises = tuple(
        ExerciseScore(id, POINTS[id] if id in passed else 0, POINTS[id], id in passed) for id in POINTS
    )
    return ScoreSheet(
        State.GRADED, sum(each.points for each in exercises), 5, exercises, environment=environment
    )


@pytest.fixture
def ask(database, classroom, releases):
    """Ask for a regrade of the classroom's offering, or as said."""

    def ask(lesson="b1", grade_id=None, reason=REASON, offering=True):
        scope = Scope("beginner", classroom.offering.id if offering else None, lesson, grade_id)
        with database.transaction() as session:
            return ask_for_regrade(session, scope, reason, releases, room.NOW).id

    return ask


@pytest.fixture
def grade(database):
    """Grade every trial that waits, each hand-in as told by its id, else nothing passed."""

    def grade(told, *, environment=""):
        done = 0
        while True:
            with database.transaction() as session:
                trial = queue.claim_trial(session, "one", room.NOW)
                if trial is None:
                    return done
                passed = told.get(trial.submission_id, ())
                assert record_trial(session, trial.id, "one", sheet(*passed, environment=environment))
                done += 1

    return grade


@pytest.fixture
def batch(database):
    def batch(number):
        with database.sessions() as session:
            return session.get(Regrade, number)

    return batch
