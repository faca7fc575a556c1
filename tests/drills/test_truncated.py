"""The short form of the drill with uploads that end too early."""

from tests.drills import truncated


def test_what_is_cut_off_is_refused_and_the_next_whole_one_accepted():
    assert truncated.drill(truncated.SHORT).faults == ()
