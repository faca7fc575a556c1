"""The namespace a test cell runs in: names that it does not define come from elsewhere, on first reading."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from grader.inside.syntax import parse

SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
DEFINITIONS = "<definitions>"
Definition = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
# A condition around definitions, such as an import that is tried.
Choice = ast.If | ast.Try


class Definitions:
    """What the instructor's cells import and define, in the notebook's order, run again where it is read.

    Of a name that several cells make, the last one before the test counts, as in the notebook itself: so a name that an
    answer makes is the learner's from there on, until a locked cell or a test makes it anew.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, Definition | Choice] = {}
        self.stars: list[ast.ImportFrom] = []
        # What earlier tests give values to: a learner who makes such a test fail must not name the value instead.
        self.reserved: set[str] = set()
        self.learners: set[str] = set()

    def add(self, role: str, text: str) -> None:
        """Take the next cell of the instructor's notebook, by its role there."""
        nodes = statements(text)
        match role:
            case "locked":
                self._take(nodes)
            case "open":
                # Learners may change the rest of it; what it imports is the instructor's wherever a test reads it.
                self._take(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))
            case "check":
                self._take(nodes)
                self._reserve(bound(nodes))
            case "answer":
                self._leave_to_learner(_made(nodes))

    def _take(self, nodes: Iterable[ast.stmt]) -> None:
        """Take the imports, functions and classes of one cell; other statements stay where they are."""
        for node in nodes:
            if not isinstance(node, Definition | Choice):
                continue
            for name in _definitions(node):
                if name == "*" and isinstance(node, ast.ImportFrom):
                    self.stars.append(node)
                else:
                    self._by_name[name] = node
                    self.learners.discard(name)

    def _reserve(self, names: Iterable[str]) -> None:
        for name in names:
            self.reserved.add(name)
            self.learners.discard(name)

    def _leave_to_learner(self, names: Iterable[str]) -> None:
        for name in names:
            self._by_name.pop(name, None)
            self.reserved.discard(name)
            self.learners.add(name)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def run(self, name: str, namespace: dict[str, Any]) -> None:
        """Execute what defines the name."""
        execute([self._by_name[name]], namespace)


class Names(dict[str, Any]):
    """A test cell's globals.

    Order: its own names, what the instructor left to the learner last, Python's, the instructor's definitions, what
    earlier tests assigned, the helpers offered, the learner's values. A learner who guesses a test's own name, or a
    helper's, therefore changes nothing.
    """

    def __init__(
        self,
        definitions: Definitions,
        earlier: Mapping[str, Any],
        fetch: Callable[[str], Any],
        offered: Mapping[str, Any],
    ) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._offered = {name: offered[name] for name in offered if name not in definitions}
        self.update({name: self._offered[name] for name in self._offered if name not in earlier})
        self._definitions, self._earlier, self._fetch = definitions, earlier, fetch
        self._given = {*self}
        # Which values of earlier tests this one reads.
        self.read: set[str] = set()
        execute(definitions.stars, self)
        for name in definitions.learners - self._offered.keys():
            self.pop(name, None)

    @property
    def assigned(self) -> dict[str, Any]:
        """What the test cell itself assigned, be it under a helper's name."""
        return {
            name: value
            for name, value in self.items()
            if name not in self._given or self._offered.get(name, value) is not value
        }

    def __missing__(self, name: str) -> Any:
        # Python looks here before it looks among its own names, and learners must not stand in for those.
        if hasattr(builtins, name) and name not in self._definitions.learners:
            raise KeyError(name)
        if name in self._definitions:
            self._definitions.run(name, self)
        elif name in self._earlier and name not in self._definitions.learners:
            self[name] = self._earlier[name]
            self.read.add(name)
        elif name in self._definitions.reserved:
            raise NameError("an earlier test ended before it made this")
        else:
            self[name] = self._fetch(name)
            self._given.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        try:
            return isinstance(name, str) and not hasattr(builtins, name) and self[name] is not self
        except NameError:
            return False


def execute(nodes: Iterable[ast.stmt], namespace: dict[str, Any]) -> None:
    """Run some statements of the instructor's."""
    module = ast.Module(body=list(nodes), type_ignores=[])
    exec(compile(module, DEFINITIONS, "exec"), namespace)  # noqa: S102 - the instructor's text, in T


def statements(text: str) -> list[ast.stmt]:
    """The statements of a cell; lines with IPython's own syntax count as empty, a cell that is no Python has none."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in text.split("\n")]
    try:
        return parse("\n".join(lines)).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every name that gets a value at the top of a cell, however deep in loops and conditions."""
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        if not isinstance(node, SCOPES):
            yield from _assigned(ast.iter_child_nodes(node))


def bound(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Every name that may come to mean something in a cell: what ``_assigned`` finds, and definitions and imports.

    Those may stand in a condition as well, and a function may give a global a value.
    """
    for node in nodes:
        yield from _binds(node)
        if isinstance(node, SCOPES):
            yield from (
                name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names
            )
        else:
            yield from bound(ast.iter_child_nodes(node))


def _binds(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.Import() | ast.ImportFrom() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield from _defined(node)


def _made(nodes: Iterable[ast.stmt]) -> Iterator[str]:
    """The values, functions and classes that an answer makes at its top; what it imports is a library's."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        yield from _assigned([node])


def _definitions(node: Definition | Choice) -> Iterator[str]:
    """What a statement defines; one of several ways to define it is taken whole, and only where it does no more."""
    if isinstance(node, Definition):
        yield from _defined(node)
    elif all(map(_only_defines, _branches(node))):
        yield from dict.fromkeys(name for name in bound([node]) if name != "*")


def _branches(node: Choice) -> Iterator[ast.stmt]:
    yield from (*node.body, *node.orelse)
    if isinstance(node, ast.Try):
        yield from (*node.finalbody, *(step for handler in node.handlers for step in handler.body))


def _only_defines(node: ast.stmt) -> bool:
    match node:
        case ast.Assign(value=ast.Constant()) | ast.Pass() | ast.Raise():
            return True
        case ast.If() | ast.Try():
            return all(map(_only_defines, _branches(node)))
    return isinstance(node, Definition)


def _defined(node: Definition) -> Iterator[str]:
    match node:
        case ast.Import():
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case ast.ImportFrom():
            yield from (alias.asname or alias.name for alias in node.names)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
