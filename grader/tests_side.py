"""T as the recorder speaks with it: one test cell at a time, its questions, its verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.assignment import AssignmentCell
from grader.deadline import Deadline
from grader.limits import Limits
from grader.messages import is_request, line_of
from grader.sandbox import Ended, Sandbox
from grader.watch import Watch


class TestsSide:
    """The tests' process, as long as none of the learner's values brings it down; raises Ended, TimedOut or Overflow."""

    def __init__(
        self, sandbox: Sandbox, cells: Sequence[AssignmentCell], limits: Limits, deadline: Deadline
    ) -> None:
        self._sandbox, self._cells, self._limits, self._deadline = sandbox, cells, limits, deadline
        self._watch = Watch(sandbox.pid, limits.memory_bytes)
        # How many of the instructor's cells it knows, and whether it has had anything of the learner's.
        self._told, self.asked = 0, False

    def verdict(
        self,
        place: int,
        seed: str,
        answer: Callable[[dict[str, Any]], bytes],
        look_around: Callable[[], None],
    ) -> Mapping[str, Any]:
        """Run the test cell at a place in the instructor's notebook; ``answer`` is asked whatever the test asks."""
        cell = self._cells[place]
        self._send({"text": cell.text, "seed": seed + cell.grade_id, "before": self._untold(place)})
        while "verdict" not in (request := self._receive(look_around)):
            self.asked = True
            self._sandbox.send(answer(request), self._deadline.within(self._limits.submission_seconds))
        verdict: Mapping[str, Any] = request["verdict"]
        return verdict

    def end(self) -> None:
        """End it; may be called twice."""
        self._sandbox.end()

    def _untold(self, place: int) -> list[tuple[str, str]]:
        """The instructor's cells before a check that the tests' process has not been told of, by role."""
        untold, self._told = self._cells[self._told : place], place
        return [(cell.role.value, cell.text) for cell in untold]

    def _send(self, message: object) -> None:
        self._sandbox.send(line_of(message), self._deadline.within(self._limits.submission_seconds))

    def _receive(self, look_around: Callable[[], None]) -> dict[str, Any]:
        """The next request or verdict; one that makes no sense counts as the end."""

        def look_at_both() -> None:
            look_around()
            if self._watch.exceeded():
                raise Ended

        line = self._sandbox.receive(self._deadline.within(self._limits.cell_seconds), look_at_both)
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            raise Ended from None
        if type(message) is not dict or not (is_request(message) or type(message.get("verdict")) is dict):
            raise Ended
        return message
