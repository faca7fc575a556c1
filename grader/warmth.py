"""Which libraries a submission finds loaded: exactly those that the instructor's first cells import (温めておく部品).

Never more: code that works only because a library was loaded early would get points here that it does not get in
the learner's own notebook. So only locked cells count, and only those before the first cell of the learner's; a learner
who puts a cell on top starts cold.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from grader.assignment import Role
from grader.inside.names import statements
from grader.merge import Plan, Run
from grader.zygote import Zygote, Zygotes


@dataclass(frozen=True)
class WarmPair:
    """The two warm processes that one submission's sandboxes are forked from."""

    submission: Zygote
    testing: Zygote


@contextmanager
def warm_pair(zygotes: Zygotes, plan: Plan) -> Iterator[WarmPair]:
    """Both warm processes for a plan; they load side by side."""
    with (
        zygotes.lent("submission", imports(before_the_learner(plan))) as submission,
        zygotes.lent("testing", imports(every_text_of_tests(plan))) as testing,
    ):
        yield WarmPair(submission, testing)


def before_the_learner(plan: Plan) -> Iterator[str]:
    """The locked cells that run before anything of the learner's does; tests run elsewhere and change nothing."""
    cells = (step for step in plan.steps if isinstance(step, Run))
    return (cell.text for cell in takewhile(lambda cell: cell.locked, cells))


def every_text_of_tests(plan: Plan) -> Iterator[str]:
    """All that the tests' process may run: the instructor's text only, so that loading early gives nothing away."""
    return (cell.text for cell in plan.cells if cell.role in (Role.LOCKED, Role.OPEN, Role.CHECK))


def imports(texts: Iterable[str]) -> tuple[str, ...]:
    """The import statements at the top of the cells, without the names they are given, in order and each once."""
    return tuple(dict.fromkeys(statement for text in texts for statement in _imports_in(text)))


# Every submission of a class brings the same cells of the instructor's.
@lru_cache(maxsize=512)
def _imports_in(text: str) -> tuple[str, ...]:
    return tuple(statement for node in statements(text) for statement in _imports(node))


def _imports(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (f"import {alias.name}" for alias in node.names)
        case ast.ImportFrom(module=str(module), level=0) if module != "__future__":
            names = [alias.name for alias in node.names if alias.name != "*"]
            yield f"from {module} import {', '.join(names)}" if names else f"import {module}"
