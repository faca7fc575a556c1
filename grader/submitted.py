"""Reads what was handed in from disk: one ordinary file of a bounded size, or a refusal that says why."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from grader import words
from grader.notebook import MAX_BYTES, Rejected

# A link is not followed, and a pipe that nobody writes to is not waited for.
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
NO_FILES = (errno.ELOOP, errno.ENXIO)


def read_submitted(path: Path) -> str:
    """The text of a submitted file; raises Rejected where it is not one that may be read."""
    with os.fdopen(_open(path), "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Rejected(words.TOO_LARGE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected(words.NOT_UTF8) from None


def _open(path: Path) -> int:
    try:
        fd = os.open(path, FLAGS)
    except OSError as error:
        if error.errno in NO_FILES:
            raise Rejected(words.NOT_A_FILE) from None
        raise
    found = os.fstat(fd)
    # A second name for the same content may be somebody else's work, or the gradebook.
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        os.close(fd)
        raise Rejected(words.NOT_A_FILE)
    return fd
