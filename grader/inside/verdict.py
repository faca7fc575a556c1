"""How one test cell ended, in words that hold nothing the learner made."""

from __future__ import annotations

import ast
import math
import numbers
import sys
from typing import Any

TEST_CELL = "<test>"
BEGIN_HIDDEN = "BEGIN HIDDEN TESTS"
END_HIDDEN = "END HIDDEN TESTS"
MAX_MESSAGE = 300
# Why a value did not cross, where its kind is not the reason.
REASONS = frozenset(
    {"malformed", "nested too deeply", "too large", "too many copies", "the cell ended Python"}
    | {
        "a copy of an earlier test",
        "this answer cannot run again",
        "an answer that has not run",
        "no such answer",
    }
    | {"too many objects", "too many items", "object of another run"}
)


class NotPlainData(Exception):
    """A value of the learner's is of a kind that does not cross; the text is that kind's bounded name.

    It is none of Python's own errors: a test that a calculation with an object raises TypeError would pass by it.
    """


class Unreadable(AssertionError):
    """The text of a learner's answer is no Python, so that nothing can be said about it."""


def passed(last: object) -> dict[str, Any]:
    """The cell ran to its end; its last value is nothing, a truth, or a number of any library as partial credit (部分点).

    Anything else is no credit: it may be the learner's value that made it so, such as an array where a count was meant.
    """
    plain = _of_python(last)
    if plain is None or plain is True:
        return {"passed": True}
    if plain is False:
        return {"passed": False, "why": "visible"}
    # Compared with the maximum by the recorder, which alone knows the points.
    credit = _finite(plain) if isinstance(plain, numbers.Number) else None
    return {"passed": False, "why": "credit"} if credit is None else {"passed": True, "credit": credit}


def failed(error: BaseException, text: str, tree: ast.Module) -> dict[str, Any]:
    """The cell stopped: in a part the learner can see, with the author's sentence, or in a hidden one."""
    line = _line(error)
    hidden = _hidden_lines(text)
    if line is None or line in hidden:
        return {"passed": False, "why": "hidden"}
    if isinstance(error, AssertionError) and (message := _authored(tree, line)):
        return {"passed": False, "why": "visible", "message": message[:MAX_MESSAGE]}
    if isinstance(error, Unreadable):
        return {"passed": False, "why": "unreadable"}
    if getattr(error, "raised_by_learner", False):
        return {"passed": False, "why": "raised", "name": type(error).__name__}
    if isinstance(error, NotPlainData):
        return {"passed": False, "why": "kind", "name": _kind(str(error))}
    if isinstance(error, NameError) and error.name:
        return {"passed": False, "why": "name", "name": error.name[:MAX_MESSAGE]}
    return {"passed": False, "why": "visible"}


def _of_python(value: object) -> object:
    """One value of numpy's as Python's own: where a learner's values are numpy's, so is what a test counts of them."""
    numpy = sys.modules.get("numpy")
    if numpy and isinstance(value, numpy.generic | numpy.ndarray) and value.size == 1:
        return value.item()
    return value


def _finite(value: Any) -> float | None:
    try:
        credit = float(value)
    except (OverflowError, TypeError, ValueError):
        return None
    return credit if math.isfinite(credit) else None


def _kind(name: str) -> str:
    """The name of a kind of value, as the learner's process gave it: nothing but a plain word is repeated."""
    return name if name in REASONS or (name.isascii() and name.isidentifier()) else "object"


def _line(error: BaseException) -> int | None:
    """The last line of the test cell that the error passed through."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == TEST_CELL:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _hidden_lines(text: str) -> set[int]:
    hidden, inside = set(), False
    for number, line in enumerate(text.split("\n"), 1):
        inside = inside or BEGIN_HIDDEN in line
        if inside:
            hidden.add(number)
        inside = inside and END_HIDDEN not in line
    return hidden


def _authored(tree: ast.Module, line: int) -> str | None:
    """The sentence the author wrote after the assert on this line; places for values stay open."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.lineno <= line <= (node.end_lineno or line):
            return _sentence(node.msg)
    return None


def _sentence(message: ast.expr | None) -> str | None:
    match message:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(part.value if _is_text(part) else "…" for part in parts)  # type: ignore[attr-defined]
    return None


def _is_text(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and isinstance(part.value, str)
