"""R: leads the learner's process (S) and the tests' process (T) through one submission.

R never reads a learner's value: it hands lines from S to T as they are. What it does read from S is whether a
cell ran, which decides a sentence and never a point.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.contract import State
from grader.limits import Limits
from grader.merge import Check, Plan, Run
from grader.messages import CellError, cell_error, is_request, line_of, read_report
from grader.reruns import answers_run_again
from grader.sandbox import Ended, Overflow, Sandbox, TimedOut
from grader.warmth import WarmPair
from grader.watch import memory_of_tree

# Characters of an answer that a test may read.
MAX_ANSWER = 200_000


class TestsFault(RuntimeError):
    """The tests' process failed by itself; ours to mend, never a learner's zero."""


class Stopped(Exception):
    """The learner's process is no more, and why."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


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
        self._deadline = time.monotonic() + limits.submission_seconds
        self._verdicts: dict[str, Mapping[str, Any]] = {}
        self._errors: dict[str, CellError] = {}
        self._short_of_memory = False
        self._kept_before = answers_run_again(plan)
        # Where each repeatable answer's earlier state is kept, and the copies made for the test that runs now.
        self._before: dict[str, int] = {}
        self._routes: dict[int, list[int]] = {}
        self._copies_made = 0
        self._ran_again: set[int] = set()
        # The cells that have run, in order: the learner's process knows them by their place and never by name.
        self._ran: list[str | None] = []
        # The text of those that are not locked: a function may be made anew in a cell that the learner added.
        self._own: list[str] = []
        # How many of the instructor's cells the tests' process knows, and whether it has had anything of the learner's.
        self._told, self._asked = 0, False

    def run(self) -> Evidence:
        """Run every step; what was proved before the learner's process ended stays proved."""
        submission = Sandbox(self._warm.submission, self._limits, {"files": self._files})
        with submission, self._new_tests() as tests:
            submission.begin()
            tests.begin()
            self._submission, self._tests = submission, tests
            self._reached("S started")
            try:
                self._follow()
            except Stopped as stopped:
                return Evidence(stopped.state, self._verdicts, self._errors)
            finally:
                self._tests.end()
        state = State.OUT_OF_MEMORY if self._short_of_memory else State.GRADED
        return Evidence(state, self._verdicts, self._errors)

    def _new_tests(self) -> Sandbox:
        self._told, self._asked = 0, False
        return Sandbox(self._warm.testing, self._limits, {"files": self._files})

    def _follow(self) -> None:
        answers = self._plan.answers
        for step in self._plan.steps:
            if isinstance(step, Run):
                self._run_cell(step)
            elif isinstance(step, Check) and all(name in answers for name in step.answers):
                self._check(step)

    def _run_cell(self, cell: Run) -> None:
        if cell.grade_id in self._kept_before and cell.grade_id is not None:
            report = self._report({"do": "copy"}, self._limits.call_seconds)
            if type(report.get("copy")) is int:
                self._before[cell.grade_id] = report["copy"]
        report = self._report({"do": "run", "text": cell.text}, self._limits.cell_seconds)
        self._ran.append(cell.grade_id)
        if not cell.locked:
            self._own.append(cell.text)
        self._short_of_memory = self._short_of_memory or report.get("error") == "MemoryError"
        if cell.grade_id is not None and (error := cell_error(report)):
            self._errors[cell.grade_id] = error

    def _check(self, check: Check) -> None:
        """Run one test cell, and carry what it asks for across."""
        try:
            seed, before = self._seed + check.grade_id, self._untold(check)
            self._tests.send(line_of({"text": check.text, "seed": seed, "before": before}), self._deadline)
            while "verdict" not in (request := self._from_tests()):
                self._asked = True
                self._tests.send(self._fetch(request), self._deadline)
            self._verdicts[check.grade_id] = request["verdict"]
            self._reached(f"test {len(self._verdicts)} done")
        except (Ended, TimedOut, Overflow) as error:
            if time.monotonic() >= self._deadline:
                raise Stopped(State.TIMED_OUT) from None
            if not self._asked:
                raise TestsFault(f"{check.grade_id}: the test ended by itself") from error
            # What came from the learner's side brought the tests down: no result, and a fresh start for the next.
            self._tests.end()
            self._tests = self._new_tests()
            self._tests.begin()
        finally:
            self._routes.clear()
        for place in self._ran_again:
            self._ask({"do": "forget", "kept": 0, "to": [place]}, self._limits.call_seconds)
        self._ran_again.clear()

    def _untold(self, check: Check) -> list[tuple[str, str]]:
        """The instructor's cells before a check that the tests' process has not been told of, by role."""
        cells = self._plan.cells
        place = next(place for place, cell in enumerate(cells) if cell.grade_id == check.grade_id)
        untold, self._told = cells[self._told : place], place
        return [(cell.role.value, cell.text) for cell in untold]

    def _from_tests(self) -> dict[str, Any]:
        """The tests' next request or verdict; one that makes no sense counts as their end."""
        line = self._tests.receive(self._within(self._limits.cell_seconds), self._look_at_both)
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            raise Ended from None
        if type(message) is not dict or not (is_request(message) or type(message.get("verdict")) is dict):
            raise Ended
        return message

    def _fetch(self, request: dict[str, Any]) -> bytes:
        """Ask the learner's process on behalf of a test; its answer is handed on unread."""
        kind, copy = request.pop("ask"), request.pop("copy")
        if kind == "again":
            return self._again(request["cell"], request["names"])
        if kind == "answer":
            return self._text_of(request["cell"])
        if kind == "answers":
            return self._texts()
        if copy is not None and copy not in self._routes:
            return line_of({"refused": "a copy of an earlier test"})
        if kind == "printed":
            cell = request.pop("cell")
            if cell is not None and cell not in self._ran:
                return line_of({"refused": "an answer that has not run"})
            request["place"] = -1 if cell is None else self._ran.index(cell)
        route = [] if copy is None else self._routes[copy]
        return self._ask({"do": kind, "to": route, **request}, self._limits.call_seconds)

    def _again(self, cell: str, names: Any) -> bytes:
        text, place = self._plan.answers.get(cell), self._before.get(cell)
        if text is None or place is None:
            return line_of({"refused": "this answer cannot run again"})
        self._ran_again.add(place)
        request = {"do": "again", "text": text, "names": names, "to": [place]}
        report = read_report(self._ask(request, self._limits.cell_seconds))
        if report.get("error", "unknown") is not None or type(report.get("copy")) is not int:
            return line_of({"error": "the cell did not run to its end"})
        self._copies_made += 1
        self._routes[self._copies_made] = [place, report["copy"]]
        return line_of({"error": None, "copy": self._copies_made})

    def _text_of(self, cell: str) -> bytes:
        """The learner's text of an answer; it never comes from the learner's process."""
        text = self._plan.answers.get(cell)
        if text is None or len(text) > MAX_ANSWER:
            return line_of({"refused": "no such answer" if text is None else "too large"})
        return line_of({"value": text})

    def _texts(self) -> bytes:
        """The cells that learners may change, as far as they have run, in order."""
        return line_of(
            {"refused": "too large"} if sum(map(len, self._own)) > MAX_ANSWER else {"value": self._own}
        )

    def _report(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        return read_report(self._ask(request, seconds))

    def _ask(self, request: dict[str, Any], seconds: float) -> bytes:
        """One line to the learner's process and one back; raises Stopped where there is none."""
        deadline = self._within(seconds)
        try:
            self._submission.send(line_of(request), deadline)
            return self._submission.receive(deadline, self._look_around)
        except TimedOut:
            raise Stopped(State.TIMED_OUT) from None
        except (Ended, Overflow):
            raise Stopped(State.CRASHED) from None

    def _look_around(self) -> None:
        """Stop a submission that takes more memory than it may, wherever the run stands."""
        if memory_of_tree(self._submission.pid, self._limits.memory_bytes) > self._limits.memory_bytes:
            raise Stopped(State.OUT_OF_MEMORY)

    def _look_at_both(self) -> None:
        self._look_around()
        if memory_of_tree(self._tests.pid, self._limits.memory_bytes) > self._limits.memory_bytes:
            raise Ended

    def _within(self, seconds: float) -> float:
        return min(self._deadline, time.monotonic() + seconds)


def seed_of(source: str, submission: str, key: str) -> str:
    """The same for the same pair of notebooks, and unknown to whoever lacks the installation's key."""
    digests = [
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (source, submission)
    ]
    return hmac.new(key.encode("utf-8", "surrogatepass"), b"".join(digests), "sha256").hexdigest()
