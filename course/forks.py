"""分かれ道: one attempt in a fork of this process, stopped where it takes too long."""

import gc
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
CHUNK = 1 << 16


def in_a_fork(work: Callable[[], Value], seconds: float | None) -> Value | None:
    """What `work` gives in a fork; None where it ended badly or was not done in time."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        # It ends soon; looking for garbage would copy every page that holds an object.
        gc.disable()
        _work(work, writing)
    os.close(writing)
    try:
        body = _read(reading, seconds)
    finally:
        os.close(reading)
        # It is done or late; either way nothing more is wanted of it.
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return pickle.loads(body) if body else None  # noqa: S301 - written by our own fork


def _work(work: Callable[[], Value], writing: int) -> None:
    """Never returns: a fork that went on would do its parent's work a second time."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)
    except BaseException:  # noqa: S110 - an author's cell may raise anything; silence is the answer here
        pass
    finally:
        os._exit(0)


def _read(reading: int, seconds: float | None) -> bytes:
    """All that is written until the other end closes; nothing where that takes too long."""
    until = None if seconds is None else time.monotonic() + seconds
    parts: list[bytes] = []
    while True:
        left = None if until is None else max(0.0, until - time.monotonic())
        ready, _, _ = select.select([reading], [], [], left)
        if not ready:
            return b""
        part = os.read(reading, CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
