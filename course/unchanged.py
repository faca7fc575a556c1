"""変わらないうちは: what was read of a file stands until the file is another, so that no page reads all lessons anew."""

import time
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
KEPT = 1024
# Two writes within one tick of a file system's clock may leave the same times and the same size: a file that was
# written a moment ago is read anew, as git does with its index.
SETTLED_NS = 2_000_000_000


def while_unchanged(read: Callable[[Path], Value]) -> Callable[[Path], Value]:
    """Read a file once, and again when it has changed; for readers whose values nobody changes.

    What `read` raises is raised each time; a file that is gone raises what opening it would.
    """
    kept = lru_cache(maxsize=KEPT)(lambda file, *_state: read(file))

    @wraps(read)
    def reading(file: Path) -> Value:
        found = file.stat()
        changed = max(found.st_mtime_ns, found.st_ctime_ns)
        if time.time_ns() - changed < SETTLED_NS:
            return read(file)
        return kept(file, changed, found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)

    return reading
