"""A world on either database."""

import pytest

from tests.webapp.reports.indicators.worlds import World


@pytest.fixture
def world(empty_session):
    return World(empty_session)
