"""The few words the recorder itself exchanges with both processes, read with distrust."""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_REPORT = 20_000


@dataclass(frozen=True)
class CellError:
    """Which error ended a learner's cell, and in which line."""

    name: str
    line: int | None


def is_request(message: Mapping[str, Any]) -> bool:
    """Whether the tests' process asks for one of the three things it may ask for."""
    match message:
        case {"ask": "get", "name": str(), "copy": int() | None}:
            return True
        case {"ask": "call", "name": str(), "args": _, "kwargs": _, "copy": int() | None}:
            return True
        case {"ask": "again", "cell": str(), "names": _, "copy": int() | None}:
            return True
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
