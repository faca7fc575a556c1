"""The one seam where grading work is handed out: an Executor, a module-level function, JSON bytes."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor

from grader.contract import GradingRequest
from grader.pipeline import grade_request


def grade(request: bytes) -> bytes:
    """Score one GradingRequest and return its ScoreSheet, both as JSON bytes; a fault of ours is an exception."""
    return grade_request(GradingRequest.from_json(request)).to_json()


def open_executor(workers: int) -> Executor:
    """An executor on this machine's cores.

    Threads are enough: learners' code and tests run in sandboxed processes, and this side only waits for them.
    Each sandbox starts and ends within one call, so it never outlives the thread that bwrap dies with.
    """
    return ThreadPoolExecutor(max_workers=workers, thread_name_prefix="grader")
