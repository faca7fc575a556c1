"""Whether the platform runs on a data folder: its supervisor holds a lock there, and while we do it cannot start."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "run.lock"


class StillRunning(Exception):
    """The platform runs on this data folder; the sentence says what to do."""


@contextmanager
def not_running(data: Path) -> Iterator[None]:
    """Keep the platform from starting on this folder until the block ends; refuse where it runs."""
    with (data / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StillRunning(
                f"{data} を使う立山が動いています。先に Ctrl-C で終えてから、もう一度実行してください"
                f" / Tateyama runs on {data}: stop it with Ctrl-C first, then run this again"
            ) from error
        yield
