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


# Any day must do: both sides of 31 March, a day that most years lack, and the last on which something can begin.
DAYS = [date(2026, 11, 23), date(2026, 4, 1), date(2028, 2, 29), date(2027, 3, 20), date(2027, 3, 28)]


@pytest.fixture(scope="session", params=DAYS, ids=str)
def day(request):
    """A day on which somebody starts the demo."""
    return request.param


@pytest.fixture(scope="session")
def demo(day, tmp_path_factory):
    """A session on the demo as it stands on that day; what a test changes is taken back."""
    database = new_database(tmp_path_factory.mktemp(str(day)))
    with database.transaction() as session:
        seed_demo(session, day)
    with database.sessions() as session:
        yield session
    database.close()


@pytest.fixture(autouse=True)
def _taken_back(request):
    yield
    if "demo" in request.fixturenames:
        request.getfixturevalue("demo").rollback()
