"""Talks with one sandboxed process over two pipes, and ends it for certain."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import signal
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from grader import seccomp
from grader.inside.wire import CHUNK, MAX_LINE
from grader.limits import Limits
from grader.zygote import SandboxFault, Zygote

TICK = 0.1
BURIAL_SECONDS = 5.0


class Ended(Exception):
    """The process on the other side is gone."""


class TimedOut(Exception):
    """The process on the other side did not answer in time."""


class Overflow(Exception):
    """The process on the other side said more in one line than it may."""


class Sandbox:
    """One confined process (隔離された実行環境): fork it, exchange lines with it, end it."""

    def __init__(self, zygote: Zygote, limits: Limits, setup: Mapping[str, Any]) -> None:
        self._zygote, self._limits = zygote, limits
        self._pending = bytearray()
        self._closed = False
        self._ended: Mapping[str, Any] | None = None
        self._setup = {
            **setup,
            "limits": limits.inside(),
            "places": limits.places(),
            "inodes": limits.inodes,
            "filter": _call_filter(),
        }
        self._born = zygote.fork()
        os.set_blocking(self._born.out_fd, False)
        self._pid = _pid_of(self._born.handle)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self) -> None:
        """Hand over the set-up; raises SandboxFault where the process did not confine itself."""
        deadline = time.monotonic() + self._limits.start_seconds
        try:
            self.send(json.dumps(self._setup).encode(), deadline)
            answer = json.loads(self.receive(deadline))
        except (Ended, TimedOut, ValueError) as error:
            raise SandboxFault(f"the sandbox did not start: {error!r}") from None
        if answer != {"ready": True}:
            raise SandboxFault(
                f"the sandbox did not start: {answer.get('fault', 'it says nothing of itself')}"
            )

    @property
    def pid(self) -> int:
        """The pid, on this side, of the namespace's first process."""
        return self._pid

    def send(self, line: bytes, deadline: float) -> None:
        """Write one line; raises Ended or TimedOut."""
        if self._closed:
            raise Ended
        data = memoryview(line + b"\n")
        while data:
            self._wait_for(self._born.out_fd, select.POLLOUT, deadline, None)
            try:
                data = data[os.write(self._born.out_fd, data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise self._ending() from None

    def receive(self, deadline: float, tick: Callable[[], None] | None = None) -> bytes:
        """Read one line, looking around at every tick; raises Ended, TimedOut or Overflow."""
        looked_at = 0
        while (end := self._pending.find(b"\n", looked_at)) < 0:
            looked_at = len(self._pending)
            if len(self._pending) > MAX_LINE:
                raise Overflow
            self._wait_for(self._born.in_fd, select.POLLIN, deadline, tick)
            chunk = os.read(self._born.in_fd, CHUNK)
            if not chunk:
                raise self._ending()
            self._pending += chunk
        line = bytes(self._pending[:end])
        del self._pending[: end + 1]
        return line

    def _ending(self) -> Exception:
        """Why the other side hung up.

        From inside nobody can kill the first process of its namespace: where that was done, somebody outside did it
        and it is ours, or the kernel did, because the time on the processor was used up.
        """
        if not _is_gone(self._born.handle, 1.0):
            return Ended()
        ending = self._told_ending()
        if not ending or ending["signal"] == signal.SIGKILL:
            if ending and ending["cpu"] >= self._limits.cpu_seconds:
                return TimedOut()
            return SandboxFault("the sandbox was ended from outside")
        return Ended()

    def _told_ending(self) -> Mapping[str, Any]:
        """How it ended, as the warm process tells once; empty where that is no more either."""
        if self._ended is None:
            self._ended = self._zygote.ending_of(self._born.inner_pid)
        return self._ended

    def _wait_for(self, fd: int, event: int, deadline: float, tick: Callable[[], None] | None) -> None:
        poll = select.poll()
        poll.register(fd, event)
        while (left := deadline - time.monotonic()) > 0:
            ready = poll.poll(1000 * min(TICK, left))
            if tick is not None:
                tick()
            if ready:
                return
        raise TimedOut

    def end(self) -> None:
        """Kill the namespace's first process from outside, and with it everything in there; may be called twice."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._born.handle, signal.SIGKILL)
        if _is_gone(self._born.handle, BURIAL_SECONDS):
            self._told_ending()  # once told of, it is buried as well
        for fd in (self._born.handle, self._born.in_fd, self._born.out_fd):
            os.close(fd)


@cache
def _call_filter() -> str:
    """The filter of system calls, as the set-up carries it; the processor stays the same."""
    return base64.b64encode(seccomp.program()).decode("ascii")


def _is_gone(handle: int, seconds: float) -> bool:
    """Whether a process has ended, or does within some time."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(1000 * seconds))


def _pid_of(handle: int) -> int:
    """The pid, on this side, of a process held by a handle; -1 when it is gone."""
    with open(f"/proc/self/fdinfo/{handle}") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
