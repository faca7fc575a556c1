"""T: runs the instructor's test cells; what they read of the learner's comes over the wire, by value."""

from __future__ import annotations

import ast
import builtins
import importlib
import random
import sys
from typing import Any

from grader import values
from grader.inside import confine, verdict
from grader.inside.names import Definitions, Names
from grader.inside.verdict import NotPlainData
from grader.inside.wire import Closed, Wire

# A learner's module name may only ever stand for one of these.
MODULES = frozenset(
    {"math", "statistics", "random", "datetime", "json", "re", "numpy", "pandas", "matplotlib.pyplot"}
)


class LearnersError(Exception):
    """The learner's code raised an error of a kind that is not Python's own."""


class Remote:
    """The learner's process seen from a test: ask for a value, call a function, run a cell again."""

    def __init__(self, wire: Wire, copy: int | None = None) -> None:
        self._wire, self._copy = wire, copy

    def fetch(self, name: str) -> Any:
        """The value of one name; raises NameError where the learner has none."""
        answer = self._ask({"ask": "get", "name": name})
        if "function" in answer:
            return RemoteFunction(self, name)
        if answer.get("module") in MODULES:
            return importlib.import_module(answer["module"])
        if "missing" in answer:
            raise NameError(f"name {name!r} is not defined", name=name)
        return _value(answer)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What the learner's function returns, arguments and result by value."""
        request = {"name": name, "args": values.encode(args), "kwargs": values.encode(kwargs)}
        return _value(self._ask({"ask": "call", **request}))

    def rerun(self, cell: str, /, **names: Any) -> Again:
        """Run the learner's answer cell once more, from the state before it, with other values for some names."""
        answer = self._ask({"ask": "again", "cell": cell, "names": values.encode(names)})
        if answer.get("error") is not None or "copy" not in answer:
            raise LearnersError("the answer cell ended with an error")
        return Again(Remote(self._wire, answer["copy"]))

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        self._wire.send_message({**request, "copy": self._copy})
        try:
            return self._wire.receive_message()
        except (ValueError, RecursionError) as error:
            raise NotPlainData("malformed") from error


class RemoteFunction:
    """A function that the learner defined; it runs in the learner's process."""

    def __init__(self, remote: Remote, name: str) -> None:
        self._remote, self.__name__ = remote, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it there."""
        return self._remote.call(self.__name__, args, kwargs)


class Again:
    """What a cell that ran again left behind: its names as attributes or by index."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._remote.fetch(name)

    def __getitem__(self, name: str) -> Any:
        return self._remote.fetch(name)


def _value(answer: dict[str, Any]) -> Any:
    if "value" in answer:
        try:
            return values.decode(answer["value"])
        except values.Uncrossable as refusal:
            raise NotPlainData(str(refusal)) from None
    if "raised" in answer:
        raise _error(str(answer["raised"]), str(answer.get("text", ""))[:500])
    raise NotPlainData(str(answer.get("refused", "malformed"))[:40])


def _error(name: str, text: str) -> Exception:
    """An error of the learner's, as one of Python's own ordinary errors.

    SystemExit or KeyboardInterrupt would end more than one test, and an AssertionError would look like the test's.
    """
    kind = getattr(builtins, name, None)
    ordinary = isinstance(kind, type) and issubclass(kind, Exception) and kind not in _NOT_BY_TEXT
    error: Any = kind(text) if ordinary else LearnersError(text)  # type: ignore[misc]
    error.raised_by_learner = True
    return error  # type: ignore[no-any-return]


# Those that text alone cannot make; the test's own kind; and those by which a loop would quietly end early, so
# that `all(map(check, inputs))` would hold for a function that raises StopIteration.
_NOT_BY_TEXT = frozenset(
    {UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError, ExceptionGroup, AssertionError}
    | {StopIteration, StopAsyncIteration}
)


class Tests:
    """The instructor's checks, one after the other."""

    def __init__(self, wire: Wire, definitions: list[str]) -> None:
        self._remote = Remote(wire)
        self._definitions = Definitions(definitions)
        self._earlier: dict[str, Any] = {}

    def run(self, text: str, seed: str) -> dict[str, Any]:
        """One test cell's verdict; a cell passes only if it ran to its end."""
        _seed(seed)
        names = Names(self._definitions, self._earlier, self._remote.fetch)
        names["rerun"] = self._remote.rerun
        tree = ast.parse(text, verdict.TEST_CELL)
        try:
            return verdict.passed(_execute(tree, names))
        except Closed:
            raise
        except BaseException as error:
            return verdict.failed(error, text, tree)
        finally:
            self._definitions.add(text)
            self._earlier.update(names.assigned)


def _execute(tree: ast.Module, names: Names) -> Any:
    """Run the cell; the value of its last expression may be partial credit."""
    *body, last = tree.body or [ast.Pass()]
    if not isinstance(last, ast.Expr):
        body.append(last)
    exec(compile(ast.Module(body, []), verdict.TEST_CELL, "exec"), names)  # noqa: S102 - the instructor's text
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), verdict.TEST_CELL, "eval"), names)  # noqa: S307 - the same


def _seed(seed: str) -> None:
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(random.getrandbits(32))


def main(read_fd: int, write_fd: int) -> None:
    """Confine this process, then run tests as they are asked for."""
    confine.close_all_but(read_fd, write_fd)
    wire = Wire(read_fd, write_fd)
    setup = wire.receive_message()
    confine.limit(setup["limits"])
    confine.lay_out(setup["files"])
    confine.silence()
    for module in setup["libraries"]:
        importlib.import_module(module)
    tests = Tests(wire, setup["definitions"])
    wire.send_message({"ready": True})
    try:
        while True:
            request = wire.receive_message()
            wire.send_message({"verdict": tests.run(request["text"], request["seed"])})
    except Closed:
        return
