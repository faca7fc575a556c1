"""The one seam where grading work is handed out: an Executor, a module-level function, JSON bytes."""

from __future__ import annotations

import atexit
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.contract import GradingRequest, ScoreSheet
from grader.environment import environment_digest
from grader.limits import Limits
from grader.pipeline import grade_request
from grader.runs.contract import RunRequest
from grader.runs.running import NICE, run_request
from grader.zygote import Zygotes

if TYPE_CHECKING:
    from grader.cluster.executor import Cluster


# Warm processes for runs: about as many lessons as a class looks at in an evening.
RUNS_KEPT = 3


# A class of beginners has an endless loop now and then, and everybody else in it waits.
ASIDE_LIMITS = Limits(nice=NICE, submission_seconds=30.0, cell_seconds=8.0, cpu_seconds=30)


def grade(request: bytes) -> bytes:
    """Score one GradingRequest and return its ScoreSheet, both as JSON bytes; a fault of ours is an exception."""
    return _signed(grade_request(GradingRequest.from_json(request), zygotes()))


def grade_cold(request: bytes) -> bytes:
    """Score like `grade`, in warm processes made for this one request: nothing of earlier work can be in them."""
    with closing(Zygotes()) as fresh:
        return _signed(grade_request(GradingRequest.from_json(request), fresh))


def run_cells(request: bytes) -> bytes:
    """Run a RunRequest's cells and return its RunOutcome, both as JSON bytes; a fault of ours is an exception."""
    return run_request(RunRequest.from_json(request), run_zygotes()).to_json()


def grade_aside(request: bytes) -> bytes:
    """Score like `grade`, but give way to every other grading: it is somebody's try, and counts for nothing."""
    return _signed(grade_request(GradingRequest.from_json(request), zygotes(), ASIDE_LIMITS))


def _signed(sheet: ScoreSheet) -> bytes:
    """The score sheet with the environment that it was reached in."""
    return replace(sheet, environment=environment_digest()).to_json()


@cache
def zygotes() -> Zygotes:
    """This process's own warm processes; they end with it."""
    made = Zygotes()
    atexit.register(made.close)
    return made


@cache
def run_zygotes() -> Zygotes:
    """The warm processes of runs, apart from those of gradings, so that many lessons looked at push none of these out."""
    made = Zygotes(kept=RUNS_KEPT)
    atexit.register(made.close)
    return made


def open_executor(workers: int) -> Executor:
    """An executor on this machine's cores.

    Threads are enough: learners' code and tests run in sandboxed processes, and this side only waits for them.
    """
    return ThreadPoolExecutor(max_workers=workers, thread_name_prefix="grader")


def open_cluster(scheduler: str, keys: Path) -> Cluster:
    """An executor on other machines' cores; imported here, since whoever grades on this one needs no Dask."""
    from grader.cluster.executor import Cluster

    return Cluster(scheduler, keys)
