"""S: runs the learner's cells and answers with values; it knows no test, no expected value and no grade id.

Everything in this process may be changed by the learner's code, so nothing that it says decides anything.
"""

from __future__ import annotations

import builtins
import os
import signal
from collections.abc import Callable
from typing import Any

from grader import values
from grader.inside.handles import Objects
from grader.inside.shell import Shell
from grader.inside.wire import Closed, Wire

MAX_COPIES = 40
# What a test may hear of the printing of one call.
MAX_PRINTED = 20_000


class Submission:
    """One learner's state: a namespace filled by cells, and copies of it at earlier moments.

    A copy is a forked process that answers the same requests over pipes of its own. A request says by
    ``to`` which copy it is for; every process hands it one step further down.
    """

    def __init__(self, wire: Wire, shell: Shell) -> None:
        self._wire, self._shell = wire, shell
        self._objects = Objects(shell.namespace)
        self._copies: list[tuple[int, Wire]] = []

    def serve(self) -> None:
        """Answer requests until the recorder hangs up."""
        while True:
            request = self._wire.receive_message()
            if route := request.pop("to", None):
                self._pass_on(route, request)
            else:
                self._wire.send_message(self._answer(request))

    def _pass_on(self, route: list[int], request: dict[str, Any]) -> None:
        self._wire.send(self._ask(route[0], {**request, "to": route[1:]}))

    def _ask(self, place: int, request: dict[str, Any]) -> bytes:
        """A copy's answer as it came; a copy that ended itself costs no more than its own answer."""
        _, wire = self._copies[place]
        try:
            wire.send_message(request)
            return wire.receive()
        except Closed:
            return b'{"refused":"the cell ended Python"}'

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        kind = request.pop("do")
        if own := getattr(self, f"_do_{kind}", None):
            return self._tried(own, request)
        self._objects.forget(request.pop("drop", ()))
        self._shell.transcript.begin(MAX_PRINTED)
        answer = self._tried(getattr(self._objects, kind), request)
        printed = self._shell.transcript.text
        return {**answer, "printed": printed} if printed else answer

    def _tried(self, handler: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
        """What a handler answers, or how it ended."""
        try:
            return handler(**request)
        except values.Uncrossable as refusal:
            return {"refused": str(refusal)}
        except (Closed, KeyboardInterrupt):
            raise
        except BaseException as error:
            # SystemExit in a learner's function included: it is an answer like any other error.
            return _raised(error)

    def _do_run(self, text: str) -> dict[str, Any]:
        return self._shell.run(text)

    def _do_printed(self, place: int) -> dict[str, Any]:
        return {"value": self._shell.printed[place]}

    def _do_figures(self) -> dict[str, Any]:
        return {"value": values.encode(self._shell.album.describe())}

    def _do_again(self, text: str, names: Any) -> dict[str, Any]:
        replaced = values.decode(names)
        answer = self._do_copy()
        place = answer["copy"]
        _, wire = self._copies[place]
        wire.send_message(
            {"do": "rerun", "text": text, "names": names if replaced else {"$": "dict", "v": []}}
        )
        return {**wire.receive_message(), "copy": place}

    def _do_rerun(self, text: str, names: Any) -> dict[str, Any]:
        self._shell.namespace.update(values.decode(names))
        return self._shell.run(text)

    def _do_copy(self) -> dict[str, Any]:
        if len(self._copies) >= MAX_COPIES:
            return {"refused": "too many copies"}
        down, up = os.pipe(), os.pipe()
        if (pid := os.fork()) == 0:
            self._become_copy(down[0], up[1], (down[1], up[0]))
        os.close(down[0])
        os.close(up[1])
        self._copies.append((pid, Wire(up[0], down[1])))
        return {"copy": len(self._copies) - 1}

    def _become_copy(self, read_fd: int, write_fd: int, others: tuple[int, int]) -> None:
        for fd in others:
            os.close(fd)
        self._wire, self._copies = Wire(read_fd, write_fd), []
        try:
            self.serve()
        finally:
            os._exit(0)

    def _do_forget(self, kept: int) -> dict[str, Any]:
        """End every copy made after the first ``kept`` ones."""
        while len(self._copies) > kept:
            pid, wire = self._copies.pop()
            for fd in wire.descriptors:
                os.close(fd)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return {"copies": len(self._copies)}


def _raised(error: BaseException) -> dict[str, Any]:
    """An exception by name: only those of Python itself keep theirs, and the text is bounded."""
    known = (kind for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind)
    name = next(known).__name__
    try:
        text = str(error)[:500]
    except BaseException:
        text = ""
    return {"raised": name, "text": text}


def prepare() -> Shell:
    """What a cold start has before the first cell: the shell, with nothing of anybody's in it."""
    return Shell()


def serve(shell: Shell, wire: Wire, setup: dict[str, Any]) -> None:
    """Answer the recorder until it hangs up."""
    Submission(wire, shell).serve()
