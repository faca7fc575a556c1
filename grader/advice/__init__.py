"""Reads an instructor's notebook and says which tests can never work by value, and what to use instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from grader.advice.sides import Sides, bound, functions, made_from
from grader.advice.unworkable import in_a_cell
from grader.advice.words import USE
from grader.assignment import Assignment, Role
from grader.inside.names import statements
from grader.inside.syntax import parse
from grader.words import Language

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# What the tests' process offers by itself, besides Python.
OFFERED = frozenset({*USE, "rerun"})
LIBRARIES_THAT_DRAW = ("matplotlib", "seaborn", ".plot(")


@dataclass(frozen=True)
class Finding:
    """One line of one test that cannot work, and the helper to use."""

    cell: str
    line: int
    helper: str

    def spoken(self, language: Language) -> str:
        """The finding as one line of text."""
        return f"{self.cell}:{self.line}  {self.helper}  {USE[self.helper].spoken(language)}"

    def as_dict(self, language: Language) -> dict[str, Any]:
        """The finding as plain data."""
        return {**asdict(self), "message": USE[self.helper].spoken(language)}


def advise(assignment: Assignment) -> list[Finding]:
    """Every finding, in the order of the notebook; none for a notebook whose tests can all work."""
    nodes: list[ast.stmt] = [
        node for node in _statements(assignment, Role.LOCKED) if isinstance(node, DEFINITIONS)
    ]
    findings = []
    for cell in (cell for cell in assignment.cells if cell.role is Role.CHECK):
        tree = ast.Module(statements(cell.text), [])
        found = {*_ipython_lines(cell.text), *in_a_cell(tree, _sides(assignment, nodes, tree))}
        findings += [Finding(cell.grade_id, line, helper) for line, helper in sorted(found)]
        nodes += tree.body
    return findings


def _sides(assignment: Assignment, earlier: list[ast.stmt], tree: ast.Module) -> Sides:
    """What the locked cells and the tests so far make in the tests' process, and what the answers make."""
    answers = list(_statements(assignment, Role.ANSWER))
    classes = frozenset(node.name for node in answers if isinstance(node, ast.ClassDef))
    return Sides(
        ours=OFFERED | bound(ast.Module(earlier, [])),
        here=frozenset(bound(tree)),
        functions=frozenset(functions([*earlier, *tree.body])),
        answers=frozenset(bound(ast.Module(answers, []))),
        learners_functions=frozenset(functions(answers)),
        learners_classes=classes,
        learners_objects=frozenset(made_from(answers, classes)),
        unlocked=frozenset(_functions_in_open_cells(assignment)),
        drawing=any(word in cell.text for cell in assignment.cells for word in LIBRARIES_THAT_DRAW),
    )


def _functions_in_open_cells(assignment: Assignment) -> Iterator[str]:
    """What open cells define themselves; what they import is the instructor's wherever a test reads it."""
    for node in _statements(assignment, Role.OPEN):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def _statements(assignment: Assignment, role: Role) -> Iterator[ast.stmt]:
    return (node for cell in assignment.cells if cell.role is role for node in statements(cell.text))


def _ipython_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines in IPython's own syntax; a line of Python may begin with % as well, so only where it is no Python."""
    try:
        parse(text)
    except SyntaxError as error:
        lines = [n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith(("%", "!"))]
        for number in lines or [error.lineno or 1]:
            captured = text.split("\n")[number - 1].startswith("%%capture")
            yield number, "printed" if captured else "plain Python"
