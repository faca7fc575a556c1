"""The short form of the drill with a database that somebody else has locked."""

from tests.drills import locked


def test_behind_a_lock_everybody_gets_a_receipt_or_is_asked_to_come_again():
    assert locked.drill(locked.SHORT).faults == ()
