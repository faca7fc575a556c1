"""Memory is looked at ten times a second, and at the end, however often the recorder asks."""

import pytest

from grader import watch


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    now = [0.0]
    monkeypatch.setattr(watch.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def looks(monkeypatch):
    """The looks that were taken; each finds 20 bytes."""
    taken = []
    monkeypatch.setattr(watch, "memory_of_tree", lambda pid, limit: taken.append(pid) or 20)
    return taken


def test_asked_a_hundred_times_within_a_tenth_of_a_second_it_looks_at_nothing(clock, looks):
    made = watch.Watch(7, 10)
    assert not any(made.exceeded() for _ in range(100))
    assert not looks


def test_after_a_tenth_of_a_second_it_looks_once(clock, looks):
    made = watch.Watch(7, 10)
    clock[0] = 0.1
    assert made.exceeded()
    assert not made.exceeded()
    clock[0] = 0.2
    assert made.exceeded()
    assert looks == [7, 7]


def test_what_is_held_at_the_end_is_seen_in_any_case(clock, looks):
    assert watch.Watch(7, 10).exceeded_now()
    assert not watch.Watch(7, 30).exceeded_now()
