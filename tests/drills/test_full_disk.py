"""The short form of the drill with a full disk."""

from tests.drills import full_disk


def test_a_full_disk_gives_no_receipt_and_goes_on_when_there_is_room():
    assert full_disk.drill(full_disk.SHORT).faults == ()
