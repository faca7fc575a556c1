"""R: leads the learner's process (S) and the tests' process (T) through one submission.

R never reads a learner's value: it hands lines from S to T as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.contract import State
from grader.deadline import Deadline
from grader.learners_side import LearnersSide, Stopped
from grader.limits import Limits
from grader.merge import Check, Plan, Run
from grader.messages import CellError
from grader.sandbox import Ended, Overflow, Sandbox, TimedOut
from grader.tests_side import TestsSide
from grader.warmth import WarmPair


class TestsFault(RuntimeError):
    """The tests' process failed by itself; ours to mend, never a learner's zero."""


@dataclass(frozen=True)
class Evidence:
    """What is known after a run: a verdict per check that ran, an error per answer that failed, how it ended."""

    state: State
    verdicts: Mapping[str, Mapping[str, Any]]
    errors: Mapping[str, CellError]


def go_on(_point: str) -> None:
    """Do nothing: only the crash drills stop at a named point."""


class Recorder:
    """One submission's run (採点の進行)."""

    def __init__(
        self,
        plan: Plan,
        files: Mapping[str, str],
        limits: Limits,
        seed: str,
        warm: WarmPair,
        reached: Callable[[str], None] = go_on,
    ) -> None:
        self._plan, self._files, self._limits, self._seed = plan, files, limits, seed
        self._warm, self._reached = warm, reached
        self._deadline = Deadline(limits.submission_seconds)
        self._verdicts: dict[str, Mapping[str, Any]] = {}
        self._errors: dict[str, CellError] = {}
        self._places = {cell.grade_id: place for place, cell in enumerate(plan.cells) if cell.grade_id}

    def run(self) -> Evidence:
        """Run every step; what was proved before the learner's process ended stays proved."""
        submission = Sandbox(
            self._warm.submission, self._limits, {"files": self._files, "nice": self._limits.nice}
        )
        with submission, self._sandbox_of_tests() as tests:
            submission.begin()
            self._learner = LearnersSide(submission, self._plan, self._limits, self._deadline)
            self._begin(tests)
            self._reached("S started")
            return Evidence(self._state(), self._verdicts, self._errors)

    def _state(self) -> State:
        """How the run ended, once it has."""
        try:
            self._follow()
            self._learner.look_once_more()
        except Stopped as stopped:
            return stopped.state
        finally:
            self._tests.end()
        return State.OUT_OF_MEMORY if self._learner.short_of_memory else State.GRADED

    def _sandbox_of_tests(self) -> Sandbox:
        return Sandbox(self._warm.testing, self._limits, {"files": self._files, "nice": self._limits.nice})

    def _begin(self, sandbox: Sandbox) -> None:
        sandbox.begin()
        self._tests = TestsSide(sandbox, self._plan.cells, self._limits, self._deadline)

    def _follow(self) -> None:
        answers = self._plan.answers
        for step in self._plan.steps:
            if isinstance(step, Run):
                self._run_cell(step)
            elif isinstance(step, Check) and all(name in answers for name in step.answers):
                self._check(step)

    def _run_cell(self, cell: Run) -> None:
        if (error := self._learner.run(cell)) and cell.grade_id is not None:
            self._errors[cell.grade_id] = error

    def _check(self, check: Check) -> None:
        """Run one test cell, and carry what it asks for across."""
        try:
            self._verdicts[check.grade_id] = self._tests.verdict(
                self._places[check.grade_id], self._seed, self._learner.answer, self._learner.look_around
            )
            self._reached(f"test {len(self._verdicts)} done")
        except (Ended, TimedOut, Overflow) as error:
            self._after_the_tests_ended(check, error)
        finally:
            self._learner.close_copies()
        self._learner.forget_copies()

    def _after_the_tests_ended(self, check: Check, error: Exception) -> None:
        if self._deadline.passed:
            raise Stopped(State.TIMED_OUT) from None
        if not self._tests.asked:
            raise TestsFault(f"{check.grade_id}: the test ended by itself") from error
        # What came from the learner's side brought the tests down: no result, and a fresh start for the next.
        self._tests.end()
        self._begin(self._sandbox_of_tests())
