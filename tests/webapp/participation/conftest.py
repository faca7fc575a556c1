"""A platform's data folder with one lesson, one offering, a database, and a hub that knows the learners' tokens."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.webapp.participation import classroom as room
from tests.webapp.small_hub import SERVICE_TOKEN, small_hub
from webapp import create_app
from webapp.config import Settings
from webapp.db import Database
from webapp.participation.storage import SubmissionStore
from webapp.schema import whole_metadata


@pytest.fixture
def settings():
    """Under a short path: a unix socket's may have 107 bytes."""
    data = Path(tempfile.mkdtemp(prefix="tateyama-"))
    yield Settings(
        data=data,
        run=data / "run",
        database_url=f"sqlite:///{data / 'tateyama.sqlite'}",
        hub_token=SERVICE_TOKEN,
        verify_token="verify",
        secret_key="secret",
        submissions_per_minute=100,
    )
    shutil.rmtree(data)


@pytest.fixture
def releases(settings):
    settings.releases.mkdir()
    room.publish(settings.releases, room.FIRST_RELEASE, room.SECOND_RELEASE)
    return settings.releases


@pytest.fixture
def store(settings):
    return SubmissionStore(settings.submissions)


@pytest.fixture
def database(settings):
    database = Database(settings.database_url)
    whole_metadata().create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def classroom(database):
    with database.transaction() as session:
        return room.fill(session)


@pytest.fixture
def session(database):
    with database.sessions() as session:
        yield session


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


@pytest.fixture
def client(app):
    return app.test_client()
