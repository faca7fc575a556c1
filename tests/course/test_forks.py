import os
import time

import pytest

from course.forks import in_a_fork


def test_a_fork_hands_back_its_value_and_changes_nothing_here():
    seen = []
    assert in_a_fork(lambda: (seen.append(1), len(seen))[1], 30) == 1
    assert seen == []


def test_a_fork_that_never_ends_is_stopped_alone():
    def endless():
        while True:
            pass

    started = time.monotonic()
    assert in_a_fork(endless, 0.3) is None
    assert time.monotonic() - started < 20
    assert in_a_fork(lambda: 2, 30) == 2


def raises():
    raise SystemExit(3)


def ends():
    os._exit(0)


@pytest.mark.parametrize("work", [raises, ends, lambda: lambda: 0])
def test_a_fork_that_ends_badly_gives_nothing(work):
    assert in_a_fork(work, 30) is None
