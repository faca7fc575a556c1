"""The memory watch: the kernel that takes too much ends, and its learner reads why."""

import os

import pytest
from jupyter_events.logger import EventLogger

from hub_config.learner import memory, processes
from hub_config.learner.kernels import Kernels
from hub_config.learner.memory import MemoryWatch
from hub_config.learner.notices import Notices
from hub_config.learner.processes import ProcessTree


def test_a_hungry_kernel_ends_and_a_modest_one_lives(small_server, kernel_of, eventually):
    with small_server.client() as client:
        last = max((one["id"] for one in client.get("tateyama/api/notices").json()["notices"]), default=0)
        modest, hungry = kernel_of(small_server, "b.ipynb"), kernel_of(small_server)
        modest.run("kept = 41")
        hungry.begin("hoard = []\nwhile True: hoard.append(bytearray(b'x' * 20_000_000))")

        def told():
            return client.get("tateyama/api/notices", params={"after": last}).json()["notices"]

        notice = eventually(told)[0]
        assert (notice["kind"], notice["kernel"]) == ("memory", hungry.id)
        assert "メモリが足りなくなりました。ノートブックは保存されています。" in notice["message"]["ja"]
        assert notice["message"]["en"].startswith("The memory ran out. Your notebook is saved.")
        assert {"name": "stdout", "text": "42\n"} in modest.run("print(kept + 1)")
        # No Lab is open here to start it again: after a while Jupyter does, under the same name.
        eventually(lambda: client.get(f"api/kernels/{hungry.id}").json()["execution_state"] != "busy")


@pytest.mark.parametrize("words", memory.message().values())
def test_the_notice_fits_into_labs_notification(words):
    assert len(words) <= 140


class Tree(ProcessTree):
    """A process tree with a known appetite."""

    def resident_bytes(self):
        return self.pids[0]

    def proportional_bytes(self):
        return self.pids[1]


@pytest.fixture
def watch():
    return MemoryWatch(1000, Notices(EventLogger()), Kernels(None))


def test_all_kernels_together_count_and_the_largest_goes(watch):
    assert watch.too_large([Tree(1, (500, 450)), Tree(2, (700, 600))]).root == 2


def test_shared_pages_are_divided_before_anything_is_ended(watch):
    assert watch.too_large([Tree(1, (800, 450)), Tree(2, (800, 450))]) is None


def test_below_the_limit_nothing_is_measured_closely(watch, monkeypatch):
    monkeypatch.setattr(Tree, "proportional_bytes", None)
    assert watch.too_large([Tree(1, (400, 0)), Tree(2, (600, 0))]) is None


def test_no_kernel_no_trouble(watch):
    assert watch.too_large([]) is None


def test_our_own_process_is_measured():
    me = os.getpid()
    assert 0 < processes.proportional(me) <= processes.resident(me) * 1.1
    assert processes.parents()[me] == os.getppid()


def test_a_process_that_has_ended_counts_nothing():
    assert (
        processes.resident(2**22 + 1),
        processes.proportional(2**22 + 1),
        processes.written(2**22 + 1),
    ) == (0, 0, 0)
