"""Finds tests that look at a learner's figure, which does not cross to the tests' process."""

from __future__ import annotations

import ast

from grader.advice.sides import Sides

CURRENT = frozenset({"gcf", "gca", "get_fignums"})
OF_AXES = frozenset(
    {"get_title", "get_xlabel", "get_ylabel", "get_xlim", "get_ylim", "get_legend", "get_lines"}
)
OF_LINES = frozenset({"get_xdata", "get_ydata", "get_offsets", "get_legend_handles_labels"})
OF_BOTH = frozenset(
    {"get_xticklabels", "get_yticklabels", "xaxis", "yaxis", "lines", "patches", "collections"}
)
PARTS = OF_AXES | OF_LINES | OF_BOTH


def figure_read(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    """The helper to use where a part of a learner's figure is read."""
    if not sides.drawing or _draws(tree):
        return None
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) if name in CURRENT:
            return "figures"
        case ast.Attribute(value=value, attr=name) if name in PARTS and _from_learner(value, tree, sides):
            return "figures"
        # A table has axes as well; only a figure is called one.
        case ast.Attribute(value=ast.Name(id=name) as value, attr="axes") if "fig" in name.lower():
            return "figures" if _from_learner(value, tree, sides) else None
    return None


def _from_learner(node: ast.expr, tree: ast.Module, sides: Sides) -> bool:
    """Whether an expression starts from a learner's name, or from a name that a learner's function was called for."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name) and node.id in sides.here:
        values = (
            each.value for each in ast.walk(tree) if isinstance(each, ast.Assign) and _binds(each, node.id)
        )
        return any(isinstance(value, ast.Call) and sides.learners(value.func) for value in values)
    return sides.learners(node)


def _binds(node: ast.Assign, name: str) -> bool:
    return any(
        isinstance(part, ast.Name) and part.id == name for target in node.targets for part in ast.walk(target)
    )


def _draws(tree: ast.Module) -> bool:
    """Whether the test draws a figure itself; that one is its own to look at."""
    return any(
        isinstance(node, ast.Attribute) and node.attr in ("subplots", "figure") for node in ast.walk(tree)
    )
