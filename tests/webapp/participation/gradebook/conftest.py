"""An offering's book, kept as the worker keeps it."""

from datetime import timedelta

import pytest

from tests.webapp.participation import classroom as room
from webapp.participation.gradebook.bookkeeping import Bookkeeper

LATER = room.NOW + timedelta(days=1)


@pytest.fixture
def keeper(database, settings, store, releases):
    return Bookkeeper(database, settings.gradebooks, store, releases)


@pytest.fixture
def course(settings, classroom):
    """The course folder of the classroom's offering."""
    return settings.gradebooks / str(classroom.offering.id)
