"""Starts the warm processes that sandboxes are forked from, and keeps the most recently used ones."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.view import command

DEFAULT_UID = 39_999
START_SECONDS = 60.0
ANSWER_SECONDS = 10.0
KEPT = 6


class SandboxFault(RuntimeError):
    """The sandbox could not be started; ours to mend, never a learner's zero."""


def grader_uid() -> int | None:
    """The uid sandboxes run as, where this process may choose: root never runs learners' code as root."""
    return int(os.environ.get("TATEYAMA_GRADER_UID", DEFAULT_UID)) if os.geteuid() == 0 else None


@dataclass(frozen=True)
class Newborn:
    """A forked sandbox as its parent tells of it: a handle to end it by, its pid inside, and two pipe ends."""

    handle: int
    inner_pid: int
    out_fd: int
    in_fd: int


class Zygote:
    """A warm process (温めたプロセス): one program with some libraries loaded, forked once per sandbox.

    It ends when the grader hangs up, even by being killed, and every sandbox that came of it ends with it.
    """

    def __init__(self, program: str, imports: Sequence[str], uid: int | None) -> None:
        self.users = 0
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = _start(command(program, theirs.fileno()), theirs.fileno(), uid)
        except OSError as error:
            self._control.close()
            raise SandboxFault(f"the sandbox did not start: {error}") from None
        finally:
            theirs.close()
        with contextlib.suppress(OSError):  # a process that is gone already is told of at the first fork
            self._control.send(json.dumps({"imports": list(imports)}).encode())

    @property
    def pid(self) -> int:
        """The pid of bubblewrap, whose only child is the warm process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def fork(self) -> Newborn:
        """A new sandbox that waits for its set-up; raises SandboxFault."""
        theirs_in, out_fd = os.pipe()
        in_fd, theirs_out = os.pipe()
        try:
            told, handles = self._order({"do": "fork"}, (theirs_in, theirs_out), START_SECONDS)
            return Newborn(handles[0], told["pid"], out_fd, in_fd)
        except (OSError, KeyError, IndexError, ValueError) as error:
            os.close(out_fd)
            os.close(in_fd)
            raise SandboxFault(f"the sandbox did not start: {self._last_words() or error!r}") from None
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def ending_of(self, inner_pid: int) -> Mapping[str, Any]:
        """Which signal ended a sandbox that is gone, if any, and its CPU seconds; empty where nobody knows."""
        try:
            return self._order({"do": "tell", "pid": inner_pid}, (), ANSWER_SECONDS)[0]
        except (OSError, ValueError):
            return {}

    def _order(
        self, order: Mapping[str, Any], handed: tuple[int, ...], seconds: float
    ) -> tuple[dict[str, Any], list[int]]:
        """One order and its reply, over a socket of its own, so that many threads may ask at once."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours:
            with theirs:
                socket.send_fds(self._control, [json.dumps(order).encode()], [*handed, theirs.fileno()])
            ours.settimeout(seconds)
            line, handles, _, _ = socket.recv_fds(ours, 4_096, 1)
        answer = json.loads(line)
        if "fault" in answer:
            raise OSError(answer["fault"])
        return answer, handles

    def end(self) -> None:
        """End it, and every sandbox that came of it; may be called twice."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(ANSWER_SECONDS)
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _last_words(self) -> str:
        """What bubblewrap or Python said of a start that failed."""
        said = self._process.stderr
        if said is None or said.closed or not select.select([said], [], [], 1.0)[0]:
            return ""
        return os.read(said.fileno(), 4_000).decode("utf-8", "replace").strip()


def _start(line: Sequence[str], control_fd: int, uid: int | None) -> subprocess.Popen[bytes]:
    drop: dict[str, Any] = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    return subprocess.Popen(
        line,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={},
        cwd="/",
        pass_fds=(control_fd,),
        # A Ctrl-C at the terminal is for this process, and must not look like a learner's crash.
        start_new_session=True,
        **drop,
    )


class Zygotes:
    """The warm processes of one grader, one per program and set of imports; the least recently used goes first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._uid = kept, grader_uid()
        self._lock = threading.Lock()
        self._warm: OrderedDict[tuple[str, tuple[str, ...]], Zygote] = OrderedDict()

    @contextlib.contextmanager
    def lent(self, program: str, imports: tuple[str, ...]) -> Iterator[Zygote]:
        """A warm process, kept alive at least as long as the block runs."""
        zygote = self._take(program, imports)
        try:
            yield zygote
        finally:
            self._give_back(zygote)

    def pids(self) -> list[int]:
        """The pids of those that stand ready."""
        with self._lock:
            return [zygote.pid for zygote in self._warm.values()]

    def close(self) -> None:
        """End them all."""
        with self._lock:
            while self._warm:
                self._warm.popitem()[1].end()

    def _take(self, program: str, imports: tuple[str, ...]) -> Zygote:
        with self._lock:
            key = program, imports
            found = self._warm.get(key)
            if found is not None and not found.alive:
                self._drop(key)
                found = None
            if found is None:
                found = self._warm[key] = Zygote(program, imports, self._uid)
            self._warm.move_to_end(key)
            found.users += 1
            return found

    def _give_back(self, zygote: Zygote) -> None:
        with self._lock:
            zygote.users -= 1
            if zygote.users == 0 and zygote not in self._warm.values():
                zygote.end()  # it died while it was lent, and another has taken its place
            idle = [key for key, kept in self._warm.items() if kept.users == 0]
            for key in idle[: max(0, len(self._warm) - self._kept)]:
                self._drop(key)

    def _drop(self, key: tuple[str, tuple[str, ...]]) -> None:
        """Keep it no longer; whoever still has it lent ends it when giving it back."""
        if (dropped := self._warm.pop(key)).users == 0:
            dropped.end()
