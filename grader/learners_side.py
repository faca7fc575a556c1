"""S as the recorder speaks with it: cells to run, questions of a test's, and copies of earlier states.

What it says is handed on unread. What is read is whether a cell ran, which decides a sentence and never a point.
"""

from __future__ import annotations

from typing import Any

from grader.contract import State
from grader.deadline import Deadline
from grader.limits import Limits
from grader.merge import Plan, Run
from grader.messages import CellError, cell_error, line_of, read_report
from grader.reruns import answers_run_again
from grader.sandbox import Ended, Overflow, Sandbox, TimedOut
from grader.watch import Watch

# Characters of an answer that a test may read.
MAX_ANSWER = 200_000


class Stopped(Exception):
    """The learner's process is no more, and why."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class LearnersSide:
    """The learner's process of one submission; raises Stopped as soon as there is none."""

    def __init__(self, sandbox: Sandbox, plan: Plan, limits: Limits, deadline: Deadline) -> None:
        self._sandbox, self._answers, self._limits, self._deadline = sandbox, plan.answers, limits, deadline
        self._watch = Watch(sandbox.pid, limits.memory_bytes)
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
        self.short_of_memory = False

    def run(self, cell: Run) -> CellError | None:
        """Run one cell; the error that ended it, if any."""
        if cell.grade_id in self._kept_before and cell.grade_id is not None:
            report = self._report({"do": "copy"}, self._limits.call_seconds)
            if type(report.get("copy")) is int:
                self._before[cell.grade_id] = report["copy"]
        report = self._report({"do": "run", "text": cell.text}, self._limits.cell_seconds)
        self._ran.append(cell.grade_id)
        if not cell.locked:
            self._own.append(cell.text)
        self.short_of_memory = self.short_of_memory or report.get("error") == "MemoryError"
        return cell_error(report)

    def answer(self, request: dict[str, Any]) -> bytes:
        """What a test asks for, as a line to hand on."""
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

    def close_copies(self) -> None:
        """Let no later test speak with the copies of this one."""
        self._routes.clear()

    def forget_copies(self) -> None:
        """End the copies that were made for a test."""
        for place in self._ran_again:
            self._ask({"do": "forget", "kept": 0, "to": [place]}, self._limits.call_seconds)
        self._ran_again.clear()

    def look_around(self) -> None:
        """Stop a submission that takes more memory than it may, wherever the run stands."""
        if self._watch.exceeded():
            raise Stopped(State.OUT_OF_MEMORY)

    def look_once_more(self) -> None:
        """The same at the end of the run, which no look may have met."""
        if self._watch.exceeded_now():
            raise Stopped(State.OUT_OF_MEMORY)

    def _again(self, cell: str, names: Any) -> bytes:
        text, place = self._answers.get(cell), self._before.get(cell)
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
        text = self._answers.get(cell)
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
        """One line to the learner's process and one back."""
        deadline = self._deadline.within(seconds)
        try:
            self._sandbox.send(line_of(request), deadline)
            return self._sandbox.receive(deadline, self.look_around)
        except TimedOut:
            raise Stopped(State.TIMED_OUT) from None
        except (Ended, Overflow):
            raise Stopped(State.CRASHED) from None
