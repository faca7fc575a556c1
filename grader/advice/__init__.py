"""Reads an instructor's notebook and says which tests can never work by value, and what to use instead."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from grader.advice.sides import Sides, at_the_top, bound, functions, made_from
from grader.advice.unworkable import in_a_cell
from grader.advice.words import USE
from grader.assignment import Assignment, Role
from grader.inside.names import statements
from grader.words import Language

DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# What the tests' process offers by itself, besides Python.
OFFERED = frozenset({*USE, "rerun"})
# Modules that the tests' process imports itself when a learner's name stands for one of them.
MODULES = frozenset(
    {"math", "statistics", "random", "datetime", "json", "re", "numpy", "pandas", "matplotlib.pyplot"}
)
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
    findings, late = [], set[str]()
    for cell in assignment.cells:
        tree = ast.Module(statements(cell.text), [])
        if cell.role is Role.ANSWER:
            late |= set(at_the_top(nodes)) & set(at_the_top(tree.body, imports=False))
        elif cell.role is Role.CHECK:
            found = {*_ipython_lines(cell.text), *in_a_cell(tree, _sides(assignment, nodes, late, tree))}
            findings += [Finding(cell.grade_id, line, helper) for line, helper in sorted(found)]
            nodes += tree.body
            late -= set(at_the_top(tree.body))
    return findings


def _sides(assignment: Assignment, earlier: list[ast.stmt], late: set[str], tree: ast.Module) -> Sides:
    """What the locked cells and the tests so far make in the tests' process, and what the answers make.

    ``late`` are names that an answer makes after the tests' side has made them: the tests would read their own.
    """
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
        late=frozenset(late),
        unlocked=frozenset(_functions_in_open_cells(assignment)),
        drawing=any(word in cell.text for cell in assignment.cells for word in LIBRARIES_THAT_DRAW),
    )


def _functions_in_open_cells(assignment: Assignment) -> Iterator[str]:
    for node in _statements(assignment, Role.OPEN):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, DEFINITIONS) and not (modules and MODULES.issuperset(modules)):
            yield from at_the_top([node])


def _statements(assignment: Assignment, role: Role) -> Iterator[ast.stmt]:
    return (node for cell in assignment.cells if cell.role is role for node in statements(cell.text))


def _ipython_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines in IPython's own syntax; a line of Python may begin with % as well, so only where it is no Python."""
    try:
        ast.parse(text)
    except SyntaxError as error:
        lines = [n for n, line in enumerate(text.split("\n"), 1) if line.lstrip().startswith(("%", "!"))]
        for number in lines or [error.lineno or 1]:
            captured = text.split("\n")[number - 1].startswith("%%capture")
            yield number, "printed" if captured else "plain Python"
