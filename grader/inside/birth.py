"""How a forked child becomes a sandbox: places to write, namespaces, limits, no rights; then its program runs."""

from __future__ import annotations

import base64
import contextlib
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.inside import confine, namespaces
from grader.inside.wire import Closed, Wire

MAX_START = 100_000
TEMPORARY = Path("/tmp")  # noqa: S108 - the sandbox's own
# Folders (None) and small files that libraries made while they were loaded, such as matplotlib's list of fonts.
_keepsakes: dict[str, bytes | None] = {}


def keep_what_was_written() -> None:
    """Remember what loading left in /tmp, so that each sandbox finds it in a /tmp of its own."""
    for path in sorted(TEMPORARY.rglob("*")):
        _keepsakes[str(path)] = path.read_bytes() if path.is_file() else None


def live(read_fd: int, write_fd: int, serve: Callable[[Wire, dict[str, Any]], None]) -> None:
    """Confine this process as the grader's first line says, then run its program until the grader hangs up."""
    confine.close_all_but(read_fd, write_fd)
    wire = Wire(read_fd, write_fd)
    with contextlib.suppress(Closed):
        setup = wire.receive_message()
        try:
            _confine(setup)
        except Exception as error:
            wire.send_message({"fault": f"{type(error).__name__}: {error}"})
            return
        wire.send_message({"ready": True})
        serve(wire, setup)


def _confine(setup: dict[str, Any]) -> None:
    os.setsid()
    _give_way(setup.get("nice", 0))
    namespaces.furnish(setup["places"], setup["inodes"])
    namespaces.leave()
    for name, content in _keepsakes.items():
        if content is None:
            Path(name).mkdir()
        else:
            Path(name).write_bytes(content)
    confine.lay_out(setup["files"])
    confine.silence()
    _forget_what_is_random()
    confine.limit(setup["limits"])
    namespaces.give_up_rights(base64.b64decode(setup["filter"]))


def _give_way(nice: int) -> None:
    """Let others go first on the processor, within this session and among sessions."""
    if nice:
        os.nice(nice)
        with contextlib.suppress(OSError):  # where the kernel makes no groups of sessions
            Path("/proc/self/autogroup").write_text(str(nice))


def _forget_what_is_random() -> None:
    """Give this sandbox random numbers of its own; a fork would repeat its siblings'."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
