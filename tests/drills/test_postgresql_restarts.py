"""The short form of the drill with PostgreSQL restarted under hand-ins."""

import pytest

from tests.drills import postgresql_restarts

pytestmark = pytest.mark.postgresql


def test_restarts_of_postgresql_lose_nothing_and_are_told_as_503():
    assert postgresql_restarts.drill(postgresql_restarts.SHORT).faults == ()
