"""The few words the recorder itself exchanges with both processes, read with distrust."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_REPORT = 20_000

# What the tests' process may ask for, and with what: the recorder answers the first three itself or in part, the
# learner's process the others.
_ABOUT: Mapping[str, Any] = {"of": int | str, "drop": list}
_CALL: Mapping[str, Any] = {**_ABOUT, "args": list, "kwargs": dict}
QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "again": {"cell": str, "names": object},
    "answer": {"cell": str},
    "printed": {"cell": str | None},
    "figures": {},
    "get": {"name": str},
    "call": _CALL,
    "arguments": _CALL,
    "attribute": {**_ABOUT, "name": str},
    "assign": {**_ABOUT, "name": str, "given": dict},
    "text": _ABOUT,
    "representation": _ABOUT,
    "length": _ABOUT,
    "item": {**_ABOUT, "key": dict},
    "put": {**_ABOUT, "key": dict, "given": dict},
    "items": _ABOUT,
    "instance": {**_ABOUT, "family": int | str},
    "subclass": {**_ABOUT, "family": int | str},
}


@dataclass(frozen=True)
class CellError:
    """Which error ended a learner's cell, and in which line."""

    name: str
    line: int | None


def is_request(message: Mapping[str, Any]) -> bool:
    """Whether the tests' process asks for one of the things it may ask for, and says all that belongs to it."""
    match message:
        case {"ask": str(kind), "copy": int() | None} if kind in QUESTIONS:
            wanted = QUESTIONS[kind]
            rest = {name: message[name] for name in message if name not in ("ask", "copy")}
            return rest.keys() == wanted.keys() and all(
                isinstance(rest[name], wanted[name]) for name in wanted
            )
    return False


def cell_error(report: Mapping[str, Any]) -> CellError | None:
    """Which error ended a cell, as far as the learner's process can be taken at its word."""
    name, line = report.get("error"), report.get("line")
    if type(name) is not str:
        return None
    # The learner's process may say anything here; only Python's own errors have a name on this side.
    known = getattr(builtins, name, None)
    if not (isinstance(known, type) and issubclass(known, BaseException)):
        name = "Exception"
    return CellError(name, line if type(line) is int and 0 < line < 100_000 else None)


def read_report(line: bytes) -> dict[str, Any]:
    """A report from the learner's process; whatever is not one counts as an empty one."""
    try:
        report = json.loads(line) if len(line) <= MAX_REPORT else {}
    except (ValueError, RecursionError):
        return {}
    return report if type(report) is dict else {}


def line_of(message: object) -> bytes:
    """One message as it goes over a pipe."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
