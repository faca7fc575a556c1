"""S of a run: runs cells one after another and tells what each showed; there is nothing in here to be found.

Everything in this process may be changed by the learner's code, so what it says is read with distrust outside.
"""

from __future__ import annotations

import builtins
import importlib
import os
import signal
from contextlib import suppress
from types import FrameType
from typing import Any

from grader.inside.showing import Showing
from grader.inside.wire import Wire

MAX_SENTENCE = 400
# The explanations that learners' own servers give; nothing of the grader's is among them.
EXPLANATIONS = "tateyama_learner.plain_errors"


class TooSlow(KeyboardInterrupt):
    """The cell took longer than somebody waits for."""


def prepare() -> Showing:
    """What a cold start has before the first cell."""
    for name in ("explain", "explanation"):
        importlib.import_module(f"{EXPLANATIONS}.{name}")
    _list_fonts()
    return Showing()


def _list_fonts() -> None:
    """Let matplotlib write its list of fonts once, which takes seconds; each sandbox finds it in its /tmp.

    In a process of its own: here nothing is loaded that a lesson's own cells do not load.
    """
    if (child := os.fork()) == 0:
        try:
            importlib.import_module("matplotlib.font_manager")
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def serve(showing: Showing, wire: Wire, setup: dict[str, Any]) -> None:
    """Run cell after cell until the recorder hangs up."""
    signal.signal(signal.SIGALRM, _too_slow)
    while True:
        request = wire.receive_message()
        wire.send_message(_run(showing, request["text"], request["seconds"]))


def _run(showing: Showing, text: str, seconds: float) -> dict[str, Any]:
    error: BaseException | None
    try:
        error = showing.run(text, seconds)
    except BaseException as escaped:
        error = escaped
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    shown, cut = showing.taken()
    return {"shown": shown, "cut": cut, "error": None if error is None else _told(error, text, showing)}


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlow


def _told(error: BaseException, text: str, showing: Showing) -> dict[str, Any]:
    told: dict[str, Any] = {"name": _name(error), "text": _text(error), "line": _line(error)}
    if isinstance(error, TooSlow):
        return {**told, "name": "TimeoutError", "text": ""}
    with suppress(BaseException):
        cell = importlib.import_module(f"{EXPLANATIONS}.explanation").Cell(text, showing.shell)
        found = importlib.import_module(f"{EXPLANATIONS}.explain").explain(error, cell)
        if found is not None:
            told |= {"what": found.what, "mend": found.mend}
    return told


def _name(error: BaseException) -> str:
    known = (kind for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind)
    return str(next(known).__name__)


def _text(error: BaseException) -> str:
    try:
        said: object = error.msg if isinstance(error, SyntaxError) else error
        return str(said)[:MAX_SENTENCE]
    except BaseException:
        return ""


def _line(error: BaseException) -> int | None:
    """The line in the cell where the error arose."""
    if isinstance(error, SyntaxError):
        return error.lineno
    trace = error.__traceback__
    while trace is not None:
        if "ipython-input" in trace.tb_frame.f_code.co_filename:
            return trace.tb_lineno
        trace = trace.tb_next
    return None
