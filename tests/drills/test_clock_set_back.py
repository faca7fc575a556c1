"""The short form of the drill with a clock that is set back at a deadline."""

from tests.drills import clock_set_back


def test_a_clock_set_back_makes_nobody_punctual_and_changes_no_order():
    assert clock_set_back.drill(clock_set_back.SHORT).faults == ()
