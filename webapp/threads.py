"""係の糸: work that goes on in a thread of its own beside everything else a process does."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# What waits for a silent server is left behind: it is the process's own end that nobody should wait for.
SECONDS_TO_END = 5.0


@contextmanager
def in_a_thread(name: str, work: Callable[[threading.Event], object]) -> Iterator[None]:
    """Do `work` in a thread while the block runs; it is to end soon after the event that it is given is set."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(stop,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=SECONDS_TO_END)
