"""The short form of the drill in which the hub ends in the middle of a learner's day."""

import pytest

from tests.drills import hub_crash_points

pytestmark = pytest.mark.sandbox


def test_a_server_that_the_hub_had_not_written_down_ends_with_it():
    assert hub_crash_points.drill(hub_crash_points.SHORT).faults == ()
