"""T: runs the instructor's test cells; what they read of the learner's comes over the wire, by value."""

from __future__ import annotations

import ast
import random
import sys
from typing import Any

from grader.inside import nose_tools, source_text, verdict
from grader.inside.names import Definitions, Names
from grader.inside.offers import Offers
from grader.inside.remote import Remote
from grader.inside.wire import Closed, Wire


class Tests:
    """The instructor's checks, one after the other."""

    def __init__(self, wire: Wire) -> None:
        self._remote = Remote(wire)
        self._definitions = Definitions()
        self._earlier: dict[str, Any] = {}
        # Those among them that rest on what the learner's process alone can see.
        self._observed: set[str] = set()
        self._offers = Offers(self._remote)
        source_text.offer(self._offers.answers)

    def run(self, text: str, seed: str, before: list[tuple[str, str]]) -> dict[str, Any]:
        """One test cell's verdict, marked where it relies on what the learner's process alone can see.

        ``before`` are the instructor's cells between the test before it and this one, by role, be they run or not.
        """
        for role, cell in before:
            self._definitions.add(role, cell)
        _seed(seed)
        self._remote.observations.clear()
        judged = self._verdict(text)
        return {**judged, "observed": True} if self._remote.observations else judged

    def _verdict(self, text: str) -> dict[str, Any]:
        """A cell passes only if it ran to its end."""
        names = Names(self._definitions, self._earlier, self._remote.fetch, self._offers.by_name)
        tree = ast.parse(text, verdict.TEST_CELL)
        try:
            return verdict.passed(_execute(tree, names))
        except Closed:
            raise
        except BaseException as error:
            return verdict.failed(error, text, tree)
        finally:
            if names.read & self._observed:
                self._remote.observations.append("an earlier test's")
            self._remember(names.assigned)

    def _remember(self, assigned: dict[str, Any]) -> None:
        """Keep what a test assigned for the tests after it."""
        self._earlier.update(assigned)
        changed = self._observed.update if self._remote.observations else self._observed.difference_update
        changed(assigned)


def _execute(tree: ast.Module, names: Names) -> Any:
    """Run the cell; the value of its last expression may be partial credit."""
    *body, last = tree.body or [ast.Pass()]
    # A sentence at the end is the author's good-bye and no score.
    said = (
        isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant) and type(last.value.value) is str
    )
    if said or not isinstance(last, ast.Expr):
        body.append(last)
    exec(compile(ast.Module(body, []), verdict.TEST_CELL, "exec"), names)  # noqa: S102 - the instructor's text
    if said or not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), verdict.TEST_CELL, "eval"), names)  # noqa: S307 - the same


def _seed(seed: str) -> None:
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(random.getrandbits(32))


def prepare() -> None:
    """What every test may import, be it installed or not."""
    nose_tools.offer()


def serve(prepared: None, wire: Wire, setup: dict[str, Any]) -> None:
    """Run tests as they are asked for until the recorder hangs up."""
    tests = Tests(wire)
    while True:
        request = wire.receive_message()
        wire.send_message({"verdict": tests.run(**request)})
