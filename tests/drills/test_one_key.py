"""The short form of the drill with one key from a hundred clients."""

from tests.drills import one_key


def test_one_key_is_one_row_and_one_receipt():
    assert one_key.drill(one_key.SHORT).faults == ()
