"""変異体: one solution with one small mistake in it, made by the operators from the solution's syntax tree."""

import ast
import copy
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from course.mutation.operators import OPERATORS, Columns, Replacement
from course.syntax import parse


@dataclass(frozen=True)
class Mutant:
    """変異体: `line` is where in the answer cell it differs, `change` how, `text` the whole answer."""

    operator: str
    line: int
    change: str
    text: str


def mutants_of(answer: str, columns: Columns) -> tuple[Mutant, ...]:
    """Spoil an answer in every place by every operator; the same text comes once, under its first operator."""
    whole = parse(answer)
    original = ast.unparse(whole)
    found: dict[str, Mutant] = {}
    for place, node in enumerate(ast.walk(whole)):
        if _is_prose(node, whole):
            continue
        for operator in OPERATORS:
            for replacement in operator.spoil(node, columns):
                text = _replaced(whole, place, replacement)
                if text is not None and text != original:
                    line = getattr(node, "lineno", None) or _line_inside(node)
                    mutant = Mutant(operator.name, line, _change(original, text), text)
                    found.setdefault(text, mutant)
    return tuple(found.values())


def _replaced(whole: ast.Module, place: int, replacement: Replacement) -> str | None:
    tree = copy.deepcopy(whole)
    target = next(node for number, node in enumerate(ast.walk(tree)) if number == place)
    changed = _Swap(target, copy.deepcopy(replacement)).visit(tree)
    try:
        text = ast.unparse(ast.fix_missing_locations(changed))  # type: ignore[type-var, arg-type]
        compile(text, "<mutant>", "exec")
    except (SyntaxError, ValueError, TypeError):
        # Not every place takes every node: "" has no place inside a formatted string, for one.
        return None
    return text


class _Swap(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: Replacement) -> None:
        self._target = target
        self._replacement = replacement

    def visit(self, node: ast.AST) -> Replacement:
        if node is self._target:
            return self._replacement
        self.generic_visit(node)
        return node


def _is_prose(node: ast.AST, whole: ast.Module) -> bool:
    """A docstring is for people: no test looks at it."""
    bodies = (n for n in ast.walk(whole) if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Module))
    return any(
        isinstance(first := body.body[0], ast.Expr) and first.value is node and isinstance(node, ast.Constant)
        for body in bodies
        if body.body
    )


def _line_inside(node: ast.AST) -> int:
    lines: Iterator[int] = (inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.expr))
    return min(lines, default=1)


def _change(before: str, after: str) -> str:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    old = " / ".join(line[2:].strip() for line in lines if line.startswith("- "))
    new = " / ".join(line[2:].strip() for line in lines if line.startswith("+ "))
    return f"{old or '(なし)'} → {new or '(なし)'}"
