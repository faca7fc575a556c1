"""T's view of the learner's process: values that it fetches, functions that it calls, objects that it asks about."""

from __future__ import annotations

import builtins
import importlib
import sys
from typing import Any

from grader import values
from grader.inside.remote_object import NamedFunction, RemoteFunction, RemoteObject, inside_of
from grader.inside.verdict import NotPlainData
from grader.inside.wire import Wire

# A learner's module name may only ever stand for one of these.
MODULES = frozenset(
    {"math", "statistics", "random", "datetime", "json", "re", "numpy", "pandas", "matplotlib.pyplot"}
)
MAX_PRINTED = 20_000
MAX_NUMBER = 2**31


class LearnersError(Exception):
    """The learner's code raised an error of a kind that is not Python's own."""


class Remote:
    """The learner's process, or one copy of it, as a test may ask it.

    ``observations`` names what a test relied on that only the learner's process can know and may forge; it is
    shared with the copies.
    """

    def __init__(self, wire: Wire, copy: int | None = None, observations: list[str] | None = None) -> None:
        self._wire, self._copy = wire, copy
        self.observations: list[str] = [] if observations is None else observations
        # Numbers of objects that no test holds any more; they go along with the next question.
        self.dropped: list[int] = []

    def fetch(self, name: str) -> Any:
        """The value of one name; raises NameError where the learner has none."""
        answer = self.ask("get", name=name)
        module = answer.get("module")
        if type(module) is str and module in MODULES:
            return importlib.import_module(module)
        if "missing" in answer:
            raise NameError(f"name {name!r} is not defined", name=name)
        return self.received(answer, name)

    def about(self, kind: str, of: int | str, **request: Any) -> Any:
        """What one question about an object brings."""
        drop, self.dropped[:] = [*self.dropped], []
        return self.received(self.ask(kind, of=of, drop=drop, **request))

    def several(self, kind: str, of: int | str, **request: Any) -> list[Any]:
        """The same for a question that has several answers."""
        answer = self.ask(kind, of=of, drop=[], **request)
        if type(answer.get("items")) is not list:
            return [self.received(answer)]
        return [self.received(item) for item in answer["items"]]

    def ask(self, kind: str, **request: Any) -> dict[str, Any]:
        """One question and its answer, as it came; what the learner's code printed meanwhile is printed here."""
        self._wire.send_message({"ask": kind, **request, "copy": self._copy})
        try:
            answer = self._wire.receive_message()
        except (ValueError, RecursionError) as error:
            raise NotPlainData("malformed") from error
        printed = answer.get("printed")
        if type(printed) is str and printed:
            sys.stdout.write(printable(printed[:MAX_PRINTED]))
        return answer

    def copy(self, number: int) -> Remote:
        """The process that a cell ran in again."""
        return Remote(self._wire, number, self.observations)

    def received(self, answer: Any, name: str | None = None) -> Any:
        """The value, the object or the error that an answer holds."""
        if type(answer) is not dict:
            raise NotPlainData("malformed")
        if "value" in answer:
            return _decoded(answer["value"])
        if "object" in answer:
            return self._handle(answer, name)
        if "raised" in answer:
            raise _error(str(answer["raised"]), str(answer.get("text", ""))[:500])
        raise NotPlainData(_kind_name(answer.get("refused")))

    def _handle(self, answer: dict[str, Any], name: str | None) -> RemoteObject:
        of, kind = answer["object"], _kind_name(answer.get("type"))
        if name is not None and of is None:
            return NamedFunction(self, name, kind)
        if type(of) is not int or not 0 <= of < MAX_NUMBER:
            raise NotPlainData("malformed")
        made = RemoteFunction if answer.get("callable") is True else RemoteObject
        return made(self, of, kind)

    def given(self, value: Any) -> dict[str, Any]:
        """An argument on its way to the learner's process; an object of that process goes as its number."""
        if isinstance(value, RemoteObject):
            return {"of": self.number_of(value)}
        if type(value) is list and any(isinstance(item, RemoteObject) for item in value):
            return {"items": [self.given(item) for item in value]}
        return {"value": values.encode(value)}

    def number_of(self, handle: RemoteObject) -> int | str:
        """What this process knows an object by; an object of another copy means nothing here."""
        remote, of, _ = inside_of(handle)
        if remote is not self:
            raise NotPlainData("object of another run")
        return of


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


def printable(text: str) -> str:
    """Text that every stream takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _decoded(data: Any) -> Any:
    try:
        return values.decode(data)
    except values.Uncrossable as refusal:
        raise NotPlainData(str(refusal)) from None


def _kind_name(said: object) -> str:
    """The bounded name of a kind, as the learner's process says it."""
    name = said[:40] if type(said) is str else ""
    return name if name.replace(" ", "_").isidentifier() else "object"


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
