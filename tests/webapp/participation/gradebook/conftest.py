"""An offering's book, kept as the worker keeps it, and hand-ins to put into it."""

import json
from datetime import timedelta

import pytest

from grader.contract import ExerciseScore, ScoreSheet, State, Words
from tests.webapp.participation import classroom as room
from tests.webapp.participation.gradebook import reading
from webapp.participation.gradebook.bookkeeping import Bookkeeper
from webapp.participation.operations import look_at_work, receive_submission, record_scores

LATER = room.NOW + timedelta(days=1)
POINTS = {"b1-1": 2, "b1-2": 3}
WRONG = Words("合計がちがうようです。", "The sum seems wrong.")


def written(text="思ったこと", release=room.FIRST_RELEASE):
    """Work with this free text (記述課題)."""
    notebook = json.loads(room.work(release=release))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "b1-text"]
    cell["source"] = text
    return json.dumps(notebook, ensure_ascii=False).encode()


def sheet_of(passed):
    scored = [
        ExerciseScore(
            id,
            POINTS[id] if id in passed else 0,
            POINTS[id],
            id in passed,
            *([] if id in passed else [WRONG]),
        )
        for id in POINTS
    ]
    points = sum(exercise.points for exercise in scored)
    return ScoreSheet(State.GRADED, points, 5, (*scored, ExerciseScore("b1-text", None, 4, None)))


class School:
    """Hands work in, as at successive hours, and records scores for it."""

    def __init__(self, database, store, releases):
        self._desk = database, store, releases
        self._at = room.NOW

    def hand_in(self, learner, *passed, text="思ったこと", release=room.FIRST_RELEASE, content=None):
        database, store, releases = self._desk
        self._at += timedelta(hours=1, microseconds=1)
        with database.transaction() as session:
            work = look_at_work(session, store, releases, learner, content or written(text, release))
            submission = receive_submission(session, learner, work, room.new_key(), self._at).submission
            record_scores(session, submission.id, sheet_of(passed), releases, self._at)
        return submission


@pytest.fixture
def hand_in(database, classroom, store, releases):
    """Hand in as aoi, or as whom one says, and be scored."""
    school = School(database, store, releases)

    def hand_in(*passed, learner=None, **what):
        return school.hand_in(learner or classroom.aoi, *passed, **what)

    return hand_in


@pytest.fixture(autouse=True)
def address_of_the_books(settings):
    """Where the books' rows are, for reading.py."""
    reading.addresses.append(settings.database_url)
    yield
    reading.addresses.pop()


@pytest.fixture
def keeper(database, settings, store, releases):
    return Bookkeeper(database, settings.gradebooks, store, releases)


@pytest.fixture
def course(settings, classroom):
    """The course folder of the classroom's offering."""
    return settings.gradebooks / str(classroom.offering.id)
