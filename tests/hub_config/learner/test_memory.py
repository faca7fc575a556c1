"""The memory watch: the kernel that takes too much ends, and its learner reads why."""

import os
import signal

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
        before = kernels_of(small_server)
        hungry.begin("hoard = []\nwhile True: hoard.append(bytearray(b'x' * 20_000_000))")

        def told():
            return client.get("tateyama/api/notices", params={"after": last}).json()["notices"]

        notice = eventually(told)[0]
        assert (notice["kind"], notice["kernel"]) == ("memory", hungry.id)
        assert "メモリが足りなくなりました。ノートブックは保存されています。" in notice["message"]["ja"]
        assert notice["message"]["en"].startswith("The memory ran out. Your notebook is saved.")
        assert {"name": "stdout", "text": "42\n"} in modest.run("print(kept + 1)")
        # No Lab is open here to start it again: after a while Jupyter does, under the same name.
        eventually(lambda: kernels_of(small_server) - before)


@pytest.mark.parametrize("words", memory.message().values())
def test_the_notice_fits_into_labs_notification(words):
    assert len(words) <= 140


class Tree(ProcessTree):
    """A process tree with a known appetite: its pids stand for resident and proportional bytes."""

    def resident_bytes(self):
        return self.pids[0]

    def proportional_bytes(self):
        return self.pids[1]

    def send(self, number):
        ENDED.append(self.root)


ENDED: list[int] = []


class NoKernels:
    """A server without kernels: whatever runs is a terminal."""

    def list_kernel_ids(self):
        return []


@pytest.fixture
def watch():
    ENDED.clear()
    return MemoryWatch(1000, Notices(EventLogger()), Kernels(NoKernels()))


def test_all_kernels_together_count_and_the_largest_goes(watch):
    watch.look([Tree(1, (500, 450)), Tree(2, (700, 600))])
    assert ENDED == [2]


def test_one_that_is_ending_is_not_ended_twice(watch):
    for _ in range(3):
        watch.look([Tree(1, (1500, 1500))])
    assert ENDED == [1]


def test_shared_pages_are_divided_before_anything_is_ended(watch):
    watch.look([Tree(1, (800, 450)), Tree(2, (800, 450))])
    assert ENDED == []


def test_below_the_limit_nothing_is_measured_closely(watch, monkeypatch):
    monkeypatch.setattr(Tree, "proportional_bytes", None)
    watch.look([Tree(1, (400, 0)), Tree(2, (600, 0))])
    assert ENDED == []


def test_no_kernel_no_trouble(watch):
    watch.look([])
    assert ENDED == []


@pytest.mark.parametrize(("megabytes", "told"), [(250, True), (1, False)])
def test_a_kernel_that_somebody_else_killed_is_explained_when_it_was_large(
    small_server, kernel_of, eventually, megabytes, told
):
    with small_server.client() as client:

        def notices():
            return client.get("tateyama/api/notices").json()["notices"]

        kernel, before = kernel_of(small_server), len(notices())
        process = kernel.run("import os; print(os.getpid())")
        pid = int(next(one["text"] for one in process if one.get("name") == "stdout"))
        kernel.run(f"x = b'x' * {megabytes * 1_000_000}; import time; time.sleep(1)")
        os.kill(pid, signal.SIGKILL)
        if told:
            assert eventually(lambda: len(notices()) > before)
        # Either way Jupyter starts it again.
        eventually(lambda: kernels_of(small_server) - {pid})
        assert told or len(notices()) == before


def kernels_of(server):
    """The processes below the learner's server."""
    return {tree.root for tree in processes.children_of(server.process.pid) if tree.resident_bytes() > 0}


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
