"""答えの出力: what an answer amounts to, in words that are the same wherever two answers cannot be told apart."""

import ast
import re
from types import FunctionType, SimpleNamespace
from typing import Any

from course import drawings
from course.syntax import parse

# Equal to nine digits is equal: a*100/b and a/b*100 are one answer.
DIGITS = 9
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
# What a chart says; how it is painted counts only where a test of the exercise asks for it by name.
DRAWN_ALWAYS = {"axes", "bars", "lines", "points", "wedges", "x", "y", "height", "start", "end"} | {
    "title",
    "xlabel",
    "ylabel",
}


def described(value: Any, drawn: frozenset[str] = frozenset(DRAWN_ALWAYS)) -> str:
    """Describe a value by what is in it; numbers that are equal are the same whatever their type."""
    if value is None or isinstance(value, bool | str | bytes):
        return repr(value)
    if isinstance(value, SimpleNamespace):
        seen = ((name, described(inner, drawn)) for name, inner in vars(value).items() if name in drawn)
        return f"drawn({', '.join(f'{name}={text}' for name, text in seen)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{described(k)}: {described(v, drawn)}" for k, v in value.items()) + "}"
    if isinstance(value, set | frozenset):
        return "set(" + ", ".join(sorted(described(inner) for inner in value)) + ")"
    if isinstance(value, list | tuple):
        return f"{type(value).__name__}[" + ", ".join(described(inner, drawn) for inner in value) + "]"
    return _described_by_kind(value)


def _described_by_kind(value: Any) -> str:
    kind = type(value).__name__
    if isinstance(value, FunctionType):
        # Functions are told apart by what they hand back.
        return "function"
    if kind in ("DataFrame", "Series", "Index") or kind.endswith("Index"):
        return _table(value, kind)
    if kind == "ndarray":
        return f"array{value.shape}{described(value.tolist())}"
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        return described(value.item())
    if isinstance(value, int | float):
        return f"{float(value):.{DIGITS}g}"
    if kind in ("Axes", "AxesSubplot"):
        return described(drawings._axes(value))
    return ADDRESS.sub("", repr(value))


def _table(value: Any, kind: str) -> str:
    if kind == "DataFrame":
        names, rows = value.columns.tolist(), value.to_numpy(dtype=object).tolist()
        return f"table{described(names)}{described(value.index.tolist())}{described(rows)}"
    own = described(value.tolist())
    return f"series{described(value.index.tolist())}{own}" if kind == "Series" else f"index{own}"


def results_of(answer: str, tests: str) -> tuple[str, ...]:
    """The names that an answer is for: all it binds, but working names that only its own lines read."""
    tree = parse(answer)
    asked = _words(parse(tests))
    read = {
        n.id
        for statement in tree.body
        if not _shows(statement)
        for n in ast.walk(statement)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }
    return tuple(name for name in dict.fromkeys(_bound(tree)) if name in asked or name not in read)


def _bound(tree: ast.Module) -> list[str]:
    names: list[str] = []
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.append(statement.name)
        elif not isinstance(statement, ast.Import | ast.ImportFrom):
            stored = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
            names += [name.id for name in stored if isinstance(name.ctx, ast.Store)]
    return names


def _shows(statement: ast.stmt) -> bool:
    """True of a line that only shows a value: its name alone, or a print."""
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    printing = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print"
    return printing or isinstance(value, ast.Name)


def _words(tree: ast.AST) -> frozenset[str]:
    """The names, attributes and short texts in some code."""
    words: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
    return frozenset(words)


def drawn_words(tests: str) -> frozenset[str]:
    """What of a chart counts for an exercise: what charts say, and what its tests name."""
    return frozenset(DRAWN_ALWAYS) | _words(parse(tests))


def calls(tests: str, helper: str) -> bool:
    """True where tests use one of the things that the grader offers."""
    return helper in _words(parse(tests))
