"""The warm process (温めたプロセス) that sandboxes are forked from: libraries loaded, and nothing else in its memory.

It is the first process of a bubblewrap sandbox and trusted; it never reads a line that a learner wrote. For each order
it forks one child, the first of a process namespace of its own, and that child becomes the sandbox.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from types import FrameType
from typing import Any, NoReturn

from grader import values
from grader.inside import birth, namespaces

MAX_ORDER = 4_096
REMEMBERED_ENDINGS = 1_000
COLD = "cold"


class Zygote:
    """One kind of sandbox, ready to be forked."""

    def __init__(self, program: str, control: socket.socket) -> None:
        self._program = importlib.import_module(f"grader.inside.{program}")
        self._control = control
        self._endings: dict[int, dict[str, Any]] = {}
        self._prepared: Any = None
        self._own_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY)

    def warm(self, statements: Sequence[str]) -> None:
        """Load what a cold start would load before the first cell, and what the first locked cells import."""
        self._prepared = self._program.prepare()
        for statement in statements:
            # One that fails here fails again where the lesson has it, and is told there.
            with contextlib.suppress(Exception):
                exec(compile(statement, "<imports>", "exec"), {})  # noqa: S102 - "import …", made by the recorder
        values.load_writers()
        birth.keep_what_was_written()
        signal.signal(signal.SIGCHLD, self._bury)
        gc.collect()
        gc.freeze()

    def serve(self) -> None:
        """Carry out orders until the grader hangs up; then everything in here ends with this process."""
        while True:
            line, descriptors, _, _ = socket.recv_fds(self._control, MAX_ORDER, 3)
            if not line:
                return
            order = json.loads(line)
            reply = socket.socket(fileno=descriptors.pop())
            if order["do"] == "fork":
                self._fork(reply, *descriptors)
            else:
                reply.send(json.dumps(self._ending_of(order["pid"])).encode())
            reply.close()

    def _fork(self, reply: socket.socket, read_fd: int, write_fd: int) -> None:
        """Fork a sandbox, and hand the grader a way to end it for certain."""
        try:
            namespaces.fence_off_next_child(self._own_namespace)
            if (child := os.fork()) == 0:
                self._become_sandbox(reply, read_fd, write_fd)
            born = os.pidfd_open(child)
            socket.send_fds(reply, [json.dumps({"pid": child}).encode()], [born])
            os.close(born)
        except OSError as error:
            reply.send(json.dumps({"fault": str(error)}).encode())
        os.close(read_fd)
        os.close(write_fd)

    def _become_sandbox(self, reply: socket.socket, read_fd: int, write_fd: int) -> NoReturn:
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            reply.close()
            birth.live(read_fd, write_fd, partial(self._program.serve, self._prepared))
        finally:
            os._exit(1)

    def _bury(self, number: int, frame: FrameType | None) -> None:
        """Collect children that ended."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.wait4(-1, os.WNOHANG))[0]:
                self._remember(*ended)

    def _ending_of(self, pid: int) -> dict[str, Any]:
        """How a sandbox that is no more came to its end; told once, because its pid may be another's by and by."""
        self._bury(0, None)
        return self._endings.pop(pid, {})

    def _remember(self, pid: int, status: int, usage: Any) -> None:
        signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        self._endings[pid] = {"signal": signalled, "cpu": usage.ru_utime + usage.ru_stime}
        if len(self._endings) > REMEMBERED_ENDINGS:
            del self._endings[next(iter(self._endings))]


def main(program: str, control_fd: int) -> None:
    """Warm up as the first order says, then serve."""
    control = socket.socket(fileno=control_fd)
    cold = COLD in sys.argv
    zygote = Zygote(program, control)
    zygote.warm([] if cold else json.loads(control.recv(birth.MAX_START))["imports"])
    if (threads := len(os.listdir("/proc/self/task"))) != 1:
        if cold:
            raise RuntimeError(f"{threads} threads: a fork would copy one and lose the rest")
        # A library started a thread of its own: begin anew without it, so that each sandbox loads it for itself.
        os.execv(sys.executable, [*sys.orig_argv, COLD])  # noqa: S606 - this very program
    zygote.serve()
