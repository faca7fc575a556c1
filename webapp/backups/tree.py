"""Walks a folder that learners may change meanwhile: no link is followed, and only plain files are opened."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from webapp.backups.manifest import points_within

DEEPEST = 100  # each level keeps a descriptor open
MOST_HOLLOW = 64 * 1024 * 1024  # bytes of nothing in a file: more would fill the backup's disk with zeros


@dataclass(frozen=True)
class Entry:
    """What was found: an open file, a folder, or a link with where it points."""

    name: str
    status: os.stat_result
    file: BinaryIO | None = None
    target: str | None = None


def walk(root: Path, name: str, left_out: "Counter[str]") -> Iterator[Entry]:
    """Every folder, file and link below a folder, itself first; what cannot be taken is counted by its reason."""
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    yield from _inside(folder, name, DEEPEST, left_out)


def _inside(folder: int, name: str, deeper: int, left_out: "Counter[str]") -> Iterator[Entry]:
    try:
        yield Entry(name, os.fstat(folder))
        for item in sorted(os.listdir(folder)):
            yield from _taken(folder, item, f"{name}/{item}", deeper, left_out)
    finally:
        os.close(folder)


def _taken(folder: int, item: str, name: str, deeper: int, left_out: "Counter[str]") -> Iterator[Entry]:
    try:
        status = os.stat(item, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode):
            yield from _link(name, status, os.readlink(item, dir_fd=folder), left_out)
        elif stat.S_ISREG(status.st_mode) or (stat.S_ISDIR(status.st_mode) and deeper):
            opened = os.open(item, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
            yield from _opened(opened, name, deeper, left_out)
        else:
            left_out["sockets, devices or too deep"] += 1
    except FileNotFoundError:
        return  # it has gone meanwhile
    except PermissionError:
        if not name.startswith("homes/"):
            raise
        left_out["unreadable"] += 1


def _opened(descriptor: int, name: str, deeper: int, left_out: "Counter[str]") -> Iterator[Entry]:
    """What is open now may be another thing than what was looked at."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        yield from _inside(descriptor, name, deeper - 1, left_out)
        return
    # Without a buffer: a second reading must see what stands there by then.
    with closing(os.fdopen(descriptor, "rb", buffering=0)) as file:
        if not stat.S_ISREG(status.st_mode):
            left_out["sockets, devices or too deep"] += 1
        elif is_hollow(descriptor, status):
            left_out["hollow"] += 1
        else:
            yield Entry(name, status, file=file)


def _link(name: str, status: os.stat_result, target: str, left_out: "Counter[str]") -> Iterator[Entry]:
    if points_within(name, target):
        yield Entry(name, status, target=target)
    else:
        left_out["links that lead out"] += 1


def is_hollow(descriptor: int, status: os.stat_result) -> bool:
    """Whether most of a file is a hole; a disk that compresses has few blocks too, but no holes."""
    if status.st_size - status.st_blocks * 512 <= MOST_HOLLOW:
        return False
    has_hole = os.lseek(descriptor, 0, os.SEEK_HOLE) < status.st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    return has_hole
