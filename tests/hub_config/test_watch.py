import asyncio
import threading
from pathlib import Path

from hub_config import measures, space, watch
from hub_config import watched as watched_of
from hub_config.leftovers import start_ticks
from hub_config.settings import MEGABYTE
from hub_config.watch import Watch
from hub_config.watched import Watched


def watched(tree, home=Path("/nonexistent"), *, memory=50 * MEGABYTE, started=None):
    return Watched(tree.pid, start_ticks(tree.pid) if started is None else started, home, memory, MEGABYTE)


def look(found, measure=watch.look_at_memory):
    Watch(servers={"u1": found}).look(measure)


def test_above_the_limit_the_largest_process_ends_and_the_others_live(tree):
    look(watched(tree))
    assert tree.stdout.readline() == "ended\n"
    assert start_ticks(tree.small) is not None


def test_below_the_limit_nothing_happens(tree):
    look(watched(tree, memory=1000 * MEGABYTE))
    assert start_ticks(tree.large) is not None


def test_a_pid_that_belongs_to_somebody_else_by_now_is_left_alone(tree):
    look(watched(tree, started=1))
    assert start_ticks(tree.large) is not None


def test_one_that_cannot_be_measured_does_not_hide_the_others(tree, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(space, "MOST_LEVELS", "no number")
    (tmp_path / "small.txt").write_text("x")
    servers = {"u1": watched(tree, tmp_path), "u2": watched(tree, tmp_path / "none")}
    looked = []

    def look_and_note(name, found, everybody):
        looked.append(name)
        space.look_at_home(name, found, everybody)

    Watch(servers=servers).look(look_and_note)
    assert looked == ["u1", "u2"]
    assert "could not measure u1" in caplog.text
    assert "could not measure u2" not in caplog.text


def test_a_process_that_took_over_a_pid_while_we_measured_lives(tree):
    watched_of.end(tree.small, start_ticks(tree.small) - 1)
    assert start_ticks(tree.small) is not None
    family = watched_of.family_of(watched(tree))
    assert set(family) == {tree.large, tree.small}
    assert family[tree.small] == (tree.pid, start_ticks(tree.small))
    assert watched_of.family_of(watched(tree, started=1)) == {}


def test_memory_is_measured_while_a_home_is_still_being_walked(tree, monkeypatch):
    walking, may_end = threading.Event(), threading.Event()

    def endless(*_):
        walking.set()
        may_end.wait(30)
        return space.Held(space.Fill.FITS)

    monkeypatch.setattr(space, "measure", endless)

    async def keep():
        watching = Watch()
        watching.add("u1", watched(tree, memory=1000 * MEGABYTE))
        assert await asyncio.to_thread(walking.wait, 10)
        watching.add("u1", watched(tree))
        try:
            assert await asyncio.to_thread(tree.stdout.readline) == "ended\n"
        finally:
            may_end.set()
            for task in watching.tasks:
                task.cancel()

    asyncio.run(keep())


def test_everything_below_the_first_process_belongs_to_the_sandbox():
    assert sorted(measures.descendants(1, {2: 1, 3: 2, 4: 3, 5: 9, 1: 0})) == [2, 3, 4]


def test_a_process_that_is_gone_weighs_nothing():
    assert measures.resident_bytes(2**22 + 1) == 0
    assert measures.proportional_bytes(2**22 + 1) == 0
