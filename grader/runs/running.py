"""Runs cells in the sandbox and tells what they showed; there is no tests' process, and nothing is decided."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from grader.deadline import Deadline
from grader.limits import Limits
from grader.messages import line_of
from grader.runs.contract import CellShown, RunOutcome, RunRequest, RunState
from grader.runs.reading import read_cell
from grader.sandbox import Ended, Overflow, Sandbox, TimedOut
from grader.warmth import imports
from grader.watch import Watch
from grader.zygote import Zygotes

# Somebody waits for it: the same limits as a grading's, but for the time in all.
RUN_LIMITS = replace(Limits(), submission_seconds=20.0, cell_seconds=18.0, cpu_seconds=20)
# After so long a cell is interrupted inside, which keeps what it printed; what does not heed that is killed.
SOFT_SECONDS = 10.0
# Runs give way to gradings, which somebody waits for as well and which count.
NICE = 10


def run_request(request: RunRequest, zygotes: Zygotes, limits: Limits = RUN_LIMITS) -> RunOutcome:
    """Run the cells (実行する); raises only for failures of ours, never for what a learner did."""
    began = time.monotonic()
    first = imports(cell.text for cell in takewhile(lambda cell: cell.locked, request.cells))
    with (
        zygotes.lent("running", first) as zygote,
        Sandbox(zygote, limits, {"files": dict(request.files), "nice": NICE}) as sandbox,
    ):
        sandbox.begin()
        run = _Run(sandbox, limits)
        shown: list[CellShown] = []
        state = run.through(request, shown)
    return RunOutcome(state, tuple(shown), time.monotonic() - began)


class _TooMuchMemory(Exception):
    """The process tree holds more than it may."""


class _Run:
    """One run's way through its cells."""

    def __init__(self, sandbox: Sandbox, limits: Limits) -> None:
        self._sandbox, self._limits = sandbox, limits
        self._deadline = Deadline(limits.submission_seconds)
        self._watch = Watch(sandbox.pid, limits.memory_bytes)

    def through(self, request: RunRequest, shown: list[CellShown]) -> RunState:
        """Run cell after cell, keeping what each showed."""
        try:
            for cell in self._each(request):
                shown.append(cell)
                if cell.error is not None and not request.goes_on:
                    break
        except TimedOut:
            return RunState.TIMED_OUT
        except _TooMuchMemory:
            return RunState.OUT_OF_MEMORY
        except (Ended, Overflow):
            return RunState.CRASHED
        return RunState.RAN

    def _each(self, request: RunRequest) -> Iterator[CellShown]:
        for cell in request.cells:
            deadline = self._deadline.within(self._limits.cell_seconds)
            self._sandbox.send(line_of({"text": cell.text, "seconds": SOFT_SECONDS}), deadline)
            yield read_cell(self._sandbox.receive(deadline, self._look_around))

    def _look_around(self) -> None:
        if self._watch.exceeded():
            raise _TooMuchMemory
