"""The short form of the drill with power cuts, and its disk: what is not synced is gone."""

import pytest

from tests.drills import power_cut
from tests.drills.disk import Disk


@pytest.fixture(scope="module")
def recorded():
    """Two hand-ins under strace."""
    return power_cut.record(power_cut.SHORT)


def test_whenever_the_power_fails_what_was_acknowledged_is_there(recorded):
    assert power_cut.judge(power_cut.SHORT, *recorded).faults == ()


def test_bytes_need_a_sync_of_the_file_and_names_one_of_the_folder(tmp_path):
    disk = Disk({})
    disk.create("a")
    disk.write("a", None, b"whole")
    disk.sync("a")
    disk.lay_out(tmp_path)
    assert list(tmp_path.iterdir()) == []
    disk.sync(".")
    disk.write("a", None, b" and more")
    disk.lay_out(tmp_path)
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_an_answer_before_the_sync_would_be_found_lost(recorded):
    before, operations, receipts = recorded
    without = [each for each in operations if each[0] != "sync"]
    _, faults = power_cut.cut_after_each(before, without, receipts, 0)
    assert any("was acknowledged and is lost" in fault for fault in faults)
