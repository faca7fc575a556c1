"""One lesson, one offering with people in it, and a hub that knows their tokens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from grader.contract import ExerciseScore, ScoreSheet, State
from grader.engine import open_executor
from tests.webapp.participation import classroom as room
from tests.webapp.small_hub import small_hub
from webapp import create_app
from webapp.enrolment.models import Role
from webapp.enrolment.teaching import give_to
from webapp.participation.desk import Desk
from webapp.participation.operations import look_at_work, receive_submission, record_scores
from webapp.participation.storage import SubmissionStore


@pytest.fixture
def settings(settings):
    return replace(settings, submissions_per_minute=100)


@pytest.fixture
def releases(settings):
    settings.releases.mkdir()
    room.publish(settings.releases, room.FIRST_RELEASE, room.SECOND_RELEASE)
    return settings.releases


@pytest.fixture
def store(settings):
    return SubmissionStore(settings.submissions)


@pytest.fixture
def desk(database, store, releases):
    """A worker's desk with the real grader."""
    with open_executor(2) as executor:
        yield Desk(database, store, releases, executor, seats=2)


@pytest.fixture
def instructor(database, classroom, make_learner):
    """Somebody who gives the classroom's offering (講師)."""
    learner = make_learner((Role.INSTRUCTOR, None), hub_user="u00000000e11e", login_id="ren", name="架空 蓮")
    with database.transaction() as session:
        give_to(session, session.merge(classroom.offering), session.merge(learner))
    return learner


@pytest.fixture
def classroom(database):
    with database.transaction() as session:
        return room.fill(session)


@pytest.fixture
def hub(settings):
    with small_hub(settings.hub_socket) as hub:
        yield hub


@pytest.fixture
def app(settings, database, classroom, releases):
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["database"].close()
    app.extensions["hub"].close()


POINTS = {"b1-1": 2, "b1-2": 3}


@pytest.fixture
def attempt(database, classroom, store, releases):
    """Hand in and score; without `passed` it stays in the queue."""
    made = []

    def attempt(*passed, scored=True, learner=None, release=room.FIRST_RELEASE, answers=room.RIGHT):
        at = room.NOW + timedelta(hours=len(made))
        learner = learner or classroom.aoi
        exercises = tuple(
            ExerciseScore(id, POINTS[id] if id in passed else 0, POINTS[id], id in passed) for id in POINTS
        )
        sheet = ScoreSheet(State.GRADED, sum(item.points for item in exercises), 5, exercises)
        with database.transaction() as session:
            work = look_at_work(session, store, releases, learner, room.work(answers, release=release))
            submission = receive_submission(session, learner, work, room.new_key(), at).submission
            if scored:
                record_scores(session, submission.id, sheet, releases, at)
        made.append(submission)
        return submission

    return attempt


@pytest.fixture
def aoi(hub, classroom):
    return hub.know("aoi's token", classroom.aoi.hub_user)


@pytest.fixture
def yui(hub, classroom):
    return hub.know("yui's token", classroom.yui.hub_user)


@pytest.fixture
def post(client):
    def post(who, content=None, key=None):
        headers = {**who, "Idempotency-Key": str(key or room.new_key())}
        return client.post(
            room.SUBMISSIONS, headers=headers, data=room.work() if content is None else content
        )

    return post


@pytest.fixture
def queue_work(database, classroom, store, releases):
    def queue_work(answers=room.RIGHT, learner=None, **changes):
        learner = learner or classroom.aoi
        with database.transaction() as session:
            work = look_at_work(session, store, releases, learner, room.work(answers, **changes))
            return receive_submission(session, learner, work, room.new_key(), room.NOW).submission

    return queue_work


@pytest.fixture
def open_as(app, browser, sign_in):
    """A page of somebody who is signed in."""
    contexts = []

    def open_as(address, learner, width):
        client = sign_in(app.test_client(), learner)
        context = browser.new_context(viewport={"width": width, "height": 740}, locale="ja-JP")
        hub = client.get_cookie("jupyterhub-session-id")
        own = client.get_cookie("tateyama", path="/services/tateyama") or client.get_cookie("tateyama")
        context.add_cookies(
            [
                {"name": name, "value": cookie.value, "url": address}
                for name, cookie in (("jupyterhub-session-id", hub), ("tateyama", own))
            ]
        )
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()
