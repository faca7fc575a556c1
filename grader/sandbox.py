"""Starts one process in namespaces of its own, talks with it over two pipes, and ends it for certain."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from typing import Any

from grader import seccomp
from grader.inside.wire import CHUNK, MAX_LINE
from grader.limits import Limits
from grader.view import command

TICK = 0.1
BURIAL_SECONDS = 5.0
DEFAULT_UID = 39_999


class SandboxFault(RuntimeError):
    """The sandbox could not be started; ours to mend, never a learner's zero."""


class Ended(Exception):
    """The process on the other side is gone."""


class TimedOut(Exception):
    """The process on the other side did not answer in time."""


class Overflow(Exception):
    """The process on the other side said more in one line than it may."""


def grader_uid() -> int | None:
    """The uid sandboxes run as, where this process may choose: root never runs learners' code as root."""
    return int(os.environ.get("TATEYAMA_GRADER_UID", DEFAULT_UID)) if os.geteuid() == 0 else None


class Sandbox:
    """One confined process (隔離された実行環境): start it, exchange lines with it, end it.

    bwrap dies with the *thread* that started it, so a sandbox is started and ended within one call of one thread.
    """

    def __init__(self, program: str, limits: Limits, setup: Mapping[str, Any]) -> None:
        self._limits = limits
        self._pending = bytearray()
        self._child: int | None = None
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        status, theirs_status = os.pipe()
        os.set_blocking(self._out, False)
        call_filter = seccomp.descriptor(seccomp.program())
        handed = (theirs_in, theirs_out, theirs_status, call_filter)
        line = command(program, limits, theirs_status, call_filter, (theirs_in, theirs_out))
        uid = grader_uid()
        drop: dict[str, Any] = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
        self._process: subprocess.Popen[bytes] | None = None
        self._status = os.fdopen(status, "rb")
        self._setup = {**setup, "limits": limits.inside()}
        try:
            self._process = subprocess.Popen(
                line,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={},
                cwd="/",
                pass_fds=handed,
                # A Ctrl-C at the terminal is for this process, and must not look like a learner's crash.
                start_new_session=True,
                **drop,
            )
        except OSError as error:
            self.end()
            raise SandboxFault(f"the sandbox did not start: {error}") from None
        finally:
            for fd in handed:
                os.close(fd)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self) -> None:
        """Hand over the set-up; raises SandboxFault where the process did not come up."""
        deadline = time.monotonic() + self._limits.start_seconds
        try:
            self.send(json.dumps(self._setup).encode(), deadline)
            self._pid = json.loads(self._status.readline() or b"{}")["child-pid"]
            self._child = os.pidfd_open(self._pid)
            answer = json.loads(self.receive(deadline))
        except (Ended, TimedOut, KeyError, ValueError, OSError) as error:
            raise SandboxFault(f"the sandbox did not start: {self._last_words() or error!r}") from None
        if answer != {"ready": True}:
            raise SandboxFault("the sandbox did not say that it is ready")

    @property
    def pid(self) -> int:
        """The pid, on this side, of the namespace's first process."""
        return int(self._pid)

    def send(self, line: bytes, deadline: float) -> None:
        """Write one line; raises Ended or TimedOut."""
        if self._status.closed:
            raise Ended
        data = memoryview(line + b"\n")
        while data:
            self._wait_for(self._out, select.POLLOUT, deadline, None)
            try:
                data = data[os.write(self._out, data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise self._ending() from None

    def receive(self, deadline: float, tick: Callable[[], None] | None = None) -> bytes:
        """Read one line, looking around at every tick; raises Ended, TimedOut or Overflow."""
        while (end := self._pending.find(b"\n")) < 0:
            if len(self._pending) > MAX_LINE:
                raise Overflow
            self._wait_for(self._in, select.POLLIN, deadline, tick)
            chunk = os.read(self._in, CHUNK)
            if not chunk:
                raise self._ending()
            self._pending += chunk
        line = bytes(self._pending[:end])
        del self._pending[: end + 1]
        return line

    def _ending(self) -> Exception:
        """Why the other side hung up. From inside nobody can signal bwrap itself; where that was done, it is ours."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if self._process.wait(BURIAL_SECONDS) < 0:
                    return SandboxFault("the sandbox was ended from outside")
        return Ended()

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
        if self._status.closed:
            return
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._child, signal.SIGKILL)
            os.close(self._child)
        if self._process is not None and self._process.stderr is not None:
            self._reap(self._process)
            self._process.stderr.close()
        # Only now: bwrap says its last word on this pipe.
        self._status.close()
        os.close(self._in)
        os.close(self._out)

    def _reap(self, process: subprocess.Popen[bytes]) -> None:
        """Let bwrap bury its child, so that nothing is left for the host to collect; then make sure of bwrap."""
        if self._child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(BURIAL_SECONDS)
        process.kill()
        process.wait()

    def _last_words(self) -> str:
        if self._process is None or self._process.stderr is None:
            return ""
        self._process.kill()
        return str(self._process.stderr.read(4_000), "utf-8", "replace").strip()
