"""The demo year as it stands on a day in November, in a database of its own."""

from datetime import date

import pytest
from sqlalchemy import event

from webapp.db import Database
from webapp.demo import seed_demo
from webapp.schema import whole_metadata

NOVEMBER = date(2026, 11, 23)


def new_database(folder):
    database = Database(f"sqlite:///{folder}/demo.sqlite")
    whole_metadata().create_all(database.engine)
    return database


@pytest.fixture
def empty(tmp_path):
    database = new_database(tmp_path)
    with database.sessions() as session:
        yield session
    database.close()


@pytest.fixture(scope="session")
def november(tmp_path_factory):
    """A session on the seeded demo, for reading only."""
    database = new_database(tmp_path_factory.mktemp("november"))
    with database.transaction() as session:
        seed_demo(session, NOVEMBER)
    with database.sessions() as session:

        @event.listens_for(session, "before_flush")
        def refuse(*_):
            raise AssertionError("the shared demo is for reading")

        yield session
    database.close()
