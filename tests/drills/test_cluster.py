"""The short form of the drill with hosts that grade."""

import pytest

from tests.drills import cluster

pytestmark = pytest.mark.sandbox


def test_a_host_that_dies_while_it_grades_loses_and_doubles_nothing():
    assert cluster.drill(cluster.SHORT).faults == ()
