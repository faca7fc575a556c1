"""Finds tests that look at an argument after a call: by value it is always as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from grader.advice.sides import Sides

COPIES = frozenset({"copy", "deepcopy", "list", "dict", "set"})


def changed_in_place(body: list[ast.stmt], sides: Sides) -> Iterator[int]:
    """Lines that call a learner's function for what it does to an argument which is then looked at."""
    for place, statement in enumerate(body):
        match statement:
            case ast.Expr(value=ast.Call(func=func, args=args)) if sides.learners(func):
                names = {arg.id for arg in args if isinstance(arg, ast.Name)}
                if names & set(_checked(body[place + 1 :])):
                    yield statement.lineno


def left_alone(body: list[ast.stmt], sides: Sides) -> Iterator[int]:
    """Lines that compare what was handed over with a copy of it."""
    for place, statement in enumerate(body):
        if pair := _copied(statement):
            handed_over = False
            for later in body[place + 1 :]:
                handed_over = handed_over or _hands_over(later, pair, sides)
                if handed_over and isinstance(later, ast.Assert) and _compares(later, pair):
                    yield later.lineno


def _checked(statements: Iterable[ast.stmt]) -> Iterator[str]:
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Assert | ast.Compare) or _asserts(node):
                yield from _names(node)


def _asserts(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name.startswith("assert")
    return False


def _copied(statement: ast.stmt) -> frozenset[str]:
    """The two names of a line like ``kept = given.copy()`` or ``kept = list(given)``."""
    match statement:
        case ast.Assign(
            targets=[ast.Name(id=copy)],
            value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="copy"), args=[]),
        ):
            return frozenset({copy, name})
        case ast.Assign(
            targets=[ast.Name(id=copy)],
            value=ast.Call(func=ast.Name(id=how) | ast.Attribute(attr=how), args=[ast.Name(id=name)]),
        ) if how in COPIES:
            return frozenset({copy, name})
    return frozenset()


def _hands_over(statement: ast.stmt, pair: frozenset[str], sides: Sides) -> bool:
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call) and sides.learners(node.func))
    return any(isinstance(arg, ast.Name) and arg.id in pair for call in calls for arg in call.args)


def _compares(statement: ast.stmt, pair: frozenset[str]) -> bool:
    return any(
        isinstance(node, ast.Compare) and {*_names(node.left), *_names(node.comparators[0])} == pair
        for node in ast.walk(statement)
    )


def _names(node: ast.AST) -> Iterator[str]:
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name))
