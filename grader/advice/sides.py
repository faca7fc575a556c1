"""Which names of a test cell are made in the tests' process and which only the learner's process has."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Sides:
    """Names by where they come from; ``here`` are those that the test cell itself binds somewhere."""

    ours: frozenset[str]
    here: frozenset[str]
    functions: frozenset[str]
    answers: frozenset[str]
    learners_functions: frozenset[str]
    learners_classes: frozenset[str]
    learners_objects: frozenset[str]
    late: frozenset[str]
    unlocked: frozenset[str]
    drawing: bool

    def learners(self, node: ast.expr) -> bool:
        """Whether this is a name that only the learner's process has."""
        if not isinstance(node, ast.Name) or node.id in self.ours | self.here or hasattr(builtins, node.id):
            return False
        # A star brings names that nobody can list here; then only what an answer makes is surely the learner's.
        return "*" not in self.ours or node.id in self.answers

    def is_function(self, value: ast.expr) -> bool:
        """Whether a value is surely a function, which cannot cross."""
        match value:
            case ast.Lambda():
                return True
            case ast.Name(id=name) if name in self.functions | self.learners_functions:
                return True
            case ast.Name(id=name) if name not in self.ours | self.here | self.answers:
                return callable(getattr(builtins, name, None))
        return False

    def is_object(self, value: ast.expr, tree: ast.Module) -> bool:
        """Whether a value is an object of a class that the learner wrote."""
        match value:
            case ast.Call(func=ast.Name(id=name)):
                return name in self.learners_classes
            case ast.Name(id=name):
                return name in self.learners_objects | set(made_from(tree.body, self.learners_classes))
        return False


def bound(tree: ast.AST) -> set[str]:
    """Every name that is bound anywhere in some statements; a star stands for names that nobody can list."""
    return {name for name, _ in bindings(tree)}


def bound_before(tree: ast.Module, node: ast.expr) -> bool:
    """Whether the test cell has bound a name by the line where it is used."""
    assert isinstance(node, ast.Name)  # noqa: S101 - for the type checker
    return any(name == node.id and line <= node.lineno for name, line in bindings(tree))


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each name that is bound, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.alias(name=module, asname=name):
                yield name or module.partition(".")[0], node.lineno
            case ast.ExceptHandler(name=str(name)):
                yield name, node.lineno


def functions(nodes: Iterable[ast.stmt]) -> Iterator[str]:
    """Names of the functions that some statements define at the top."""
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def at_the_top(nodes: Iterable[ast.AST], imports: bool = True) -> Iterator[str]:
    """Names that statements bind for the whole notebook: what is inside functions and comprehensions stays there."""
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.alias(name=module, asname=name) if imports:
                yield name or module.partition(".")[0]
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                pass
            case _:
                yield from at_the_top(ast.iter_child_nodes(node), imports)


def made_from(nodes: Iterable[ast.stmt], classes: frozenset[str]) -> Iterator[str]:
    """Names that hold objects of some classes."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=kind))):
                if kind in classes:
                    yield name
