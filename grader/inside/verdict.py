"""How one test cell ended, in words that hold nothing the learner made."""

from __future__ import annotations

import ast
import math
from typing import Any

TEST_CELL = "<test>"
BEGIN_HIDDEN = "BEGIN HIDDEN TESTS"
END_HIDDEN = "END HIDDEN TESTS"
MAX_MESSAGE = 300


class NotPlainData(TypeError):
    """A value of the learner's is of a kind that does not cross; the text is that kind's bounded name."""


class Unreadable(AssertionError):
    """The text of a learner's answer is no Python, so that nothing can be said about it."""


def passed(last: object) -> dict[str, Any]:
    """The cell ran to its end; a number as its last value is partial credit (部分点)."""
    if last is True or last is None or not isinstance(last, bool | int | float):
        return {"passed": True}
    if last is False:
        return {"passed": False, "why": "visible"}
    # Compared with the maximum by the recorder, which alone knows the points.
    return {"passed": True, "credit": float(last)} if _finite(last) else {"passed": False, "why": "credit"}


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
        return {"passed": False, "why": "kind", "name": str(error)}
    if isinstance(error, NameError) and error.name:
        return {"passed": False, "why": "name", "name": error.name[:MAX_MESSAGE]}
    return {"passed": False, "why": "visible"}


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


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
