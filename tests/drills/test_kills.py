"""The short form of the drill with kill -9."""

import pytest

from tests.drills import kills

pytestmark = pytest.mark.sandbox


def test_hand_ins_under_kills_are_there_once_and_graded():
    assert kills.drill(kills.SHORT).faults == ()
