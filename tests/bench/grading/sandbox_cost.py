"""What the sandbox costs by itself, whether its memory grows with what was forked, and whether CPU is counted in full."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from accounting import inside, memory, used

from grader.limits import Limits
from grader.sandbox import Sandbox
from grader.zygote import Zygote, Zygotes

IMPORTS = ("import pandas",)
BUSY_SECONDS = 2.0
BUSY = (
    f"import time\nbegan = time.process_time()\nwhile time.process_time() - began < {BUSY_SECONDS}:\n    pass"
)
# The first forks touch pages that stay touched; growth is what comes after them.
FIRST_FORKS = 20
Pair = tuple[Zygote, Zygote]


@contextmanager
def _warm(zygotes: Zygotes) -> Iterator[Pair]:
    with (
        zygotes.lent("submission", IMPORTS) as submission,
        zygotes.lent("testing", IMPORTS) as testing,
    ):
        yield submission, testing


def _ready(pair: Pair) -> float:
    """Wall seconds from nothing to both sandboxes of one submission standing ready, with nothing to run."""
    began = time.monotonic()
    with (
        Sandbox(pair[0], Limits(), {"files": {}}) as submission,
        Sandbox(pair[1], Limits(), {"files": {}, "definitions": []}) as tests,
    ):
        submission.begin()
        tests.begin()
        return time.monotonic() - began


def births(count: int) -> dict[str, float]:
    """Median milliseconds until both sides are ready; wall and CPU of a whole life from fork to burial."""
    with closing(Zygotes()) as zygotes, _warm(zygotes) as pair:
        for _ in range(3):
            _ready(pair)
        cpu, began = used(zygotes.pids()), time.monotonic()
        seconds = [_ready(pair) for _ in range(count)]
        wall, cpu = time.monotonic() - began, used(zygotes.pids()) - cpu
    return {
        "ready": 1_000 * statistics.median(seconds),
        "life": 1_000 * wall / count,
        "cpu": 1_000 * cpu / count,
    }


def growth(forks: int) -> dict[str, float]:
    """By how many MB the two warm processes together grew over so many submissions' forks."""
    with closing(Zygotes()) as zygotes, _warm(zygotes) as pair:
        for _ in range(FIRST_FORKS):
            _ready(pair)
        before = _memory(zygotes)
        for _ in range(forks):
            _ready(pair)
        after = _memory(zygotes)
    return {name: after[name] - before[name] for name in before}


def _memory(zygotes: Zygotes) -> dict[str, float]:
    each = [memory(child) for pid in zygotes.pids() for child in inside(pid)]
    return {name: sum(one[name] for one in each) for name in ("Rss", "Pss")}


def counted_share() -> float:
    """How much of a busy loop's CPU seconds in a sandbox the benchmark's own counting finds; 1 is all of it."""
    with closing(Zygotes()) as zygotes, _warm(zygotes) as pair:
        _ready(pair)
        before = used(zygotes.pids())
        with Sandbox(pair[0], Limits(), {"files": {}}) as sandbox:
            sandbox.begin()
            deadline = time.monotonic() + 60
            sandbox.send(json.dumps({"do": "run", "text": BUSY}).encode(), deadline)
            sandbox.receive(deadline)
        return (used(zygotes.pids()) - before) / BUSY_SECONDS
