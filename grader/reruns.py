"""Which answers a test may run again: before these, and only these, a state of the learner's process is kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.assignment import Role
from grader.inside.syntax import parse
from grader.merge import Plan

HELPER = "rerun"


def answers_run_again(plan: Plan) -> frozenset[str]:
    """The answers that a test names in a call of ``rerun``; all of them where a name is only computed."""
    texts = [cell.text for cell in plan.cells if cell.role in (Role.LOCKED, Role.CHECK)]
    named = {name for text in texts if HELPER in text for name in _named(text)}
    answers = frozenset(plan.answers)
    return answers if None in named else answers & named


def _named(text: str) -> Iterator[str | None]:
    """Each answer that a text runs again; None stands for one that is known only while it runs."""
    try:
        tree = parse(text)
    except SyntaxError:
        yield None
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_helper(node.func)]
    for call in calls:
        first = call.args[0] if call.args else None
        yield first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    # Whoever reads the helper without calling it may call it with anything.
    if sum(map(_is_helper, ast.walk(tree))) > len(calls):
        yield None


def _is_helper(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == HELPER
