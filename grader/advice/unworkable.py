"""The ways to write a test that can never work by value, found in its syntax tree without running it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from grader.advice.figures_read import figure_read
from grader.advice.sides import Sides, bound_before
from grader.advice.unchanged import changed_in_place, left_alone

SOURCE = frozenset({"getsourcelines", "getsourcefile", "getcomments"})
HISTORY = frozenset({"In", "_ih", "_i", "_ii", "get_ipython"})
SHAPE = frozenset({"getfullargspec", "getdoc"})
INSIDES = frozenset(
    {"__code__", "__defaults__", "__kwdefaults__", "__annotations__", "__doc__", "__wrapped__"}
)
OUTPUTS = frozenset({"capsys", "capfd", "_", "__", "Out", "_oh"})
# Libraries whose kinds of value cross, or can be asked for by their behaviour alone.
CROSSING = frozenset(
    {
        "np",
        "numpy",
        "pd",
        "pandas",
        "datetime",
        "dt",
        "decimal",
        "fractions",
        "numbers",
        "collections",
        "abc",
        "typing",
    }
)
Rule = Callable[[ast.AST, ast.Module, Sides], str | None]


def in_a_cell(tree: ast.Module, sides: Sides) -> Iterator[tuple[int, str]]:
    """Line and helper of whatever cannot work in one test cell."""
    for node in ast.walk(tree):
        for rule in RULES:
            if (helper := rule(node, tree, sides)) is not None:
                yield getattr(node, "lineno", 1), helper
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list):
                yield from ((line, "arguments_after") for line in changed_in_place(body, sides))
                yield from ((line, "arguments_after") for line in left_alone(body, sides))


def _taken_away(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Name(id=name, ctx=ast.Del()) if name not in sides.ours and not bound_before(tree, node):
            return "names_called"
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in sides.learners_functions:
            return "names_called" if sides.is_function(value) or _is_mock(value) else None
        case ast.FunctionDef(name=name) if name in sides.learners_functions:
            return "names_called"
        case ast.Subscript(value=ast.Call(func=ast.Name(id="globals")), ctx=ast.Store() | ast.Del()):
            return "names_called"
        case ast.alias(name="__main__") | ast.Subscript(slice=ast.Constant(value="__main__")):
            return "names_called"
        case ast.Name(id="monkeypatch"):
            return "names_called"
        case ast.Constant(value=str(text)) if text.startswith("__main__."):
            return "names_called"
    return None


def _text_read(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Attribute(attr=name) | ast.alias(name=name) if name in SOURCE or name == "nbformat":
            return "answer_text"
        case ast.Name(id=name) if name in HISTORY and _unmade(node, tree, sides):
            return "answer_text"
        case ast.Constant(value=str(text)) if text.endswith(".ipynb"):
            return "answer_text"
    return None


def _shape_read(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=[first, *_]) if name in SHAPE:
            return "answer_tree" if sides.learners(first) else None
        case ast.Attribute(value=value, attr=name) if name in INSIDES and sides.learners(value):
            return "answer_tree"
    return None


def _output_read(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Name(id=name) if name in OUTPUTS and _unmade(node, tree, sides):
            return "printed"
        case ast.alias(name="capture_output"):
            return "printed"
    return None


def _objects_compared(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Compare(left=left, ops=[ast.Eq() | ast.NotEq()], comparators=[right]):
            pass
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=[left, right, *_]):
            if not name.replace("_", "").lower().startswith("assertequal"):
                return None
        case _:
            return None
    return "attributes" if any(sides.is_object(side, tree) for side in (left, right)) else None


def _function_handed_over(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Call(func=func, args=args, keywords=keywords) if sides.learners(func):
            handed = [*args, *(keyword.value for keyword in keywords)]
            return "rerun" if any(sides.is_function(value) for value in handed) else None
    return None


def _displayed(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id="display") as func) if _unmade(func, tree, sides):
            return "plain Python"
    return None


def _kind_asked(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    """Whether a learner's value is asked to be of some library's kind that never crosses."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance"), args=[first, kinds]) if sides.learners(first):
            asked = kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
            return None if all(_may_cross(kind) for kind in asked) else "plain data"
    return None


def _may_cross(kind: ast.expr) -> bool:
    root = kind
    while isinstance(root, ast.Attribute):
        root = root.value
    return root is kind or not isinstance(root, ast.Name) or root.id in CROSSING


def _unlocked(node: ast.AST, tree: ast.Module, sides: Sides) -> str | None:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in sides.unlocked - sides.ours - sides.here:
            return "locked cell"
    return None


def _unmade(node: ast.Name, tree: ast.Module, sides: Sides) -> bool:
    """Whether a name that IPython offers is read, and not one that somebody made."""
    made = node.id in sides.ours | sides.answers
    return isinstance(node.ctx, ast.Load) and not made and not bound_before(tree, node)


def _is_mock(value: ast.expr) -> bool:
    match value:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in ("Mock", "MagicMock")
    return False


RULES: tuple[Rule, ...] = (
    _taken_away, _text_read, _shape_read, figure_read, _output_read, _objects_compared, _function_handed_over,
    _displayed, _kind_asked, _unlocked,
)  # fmt: skip
