"""Brings lessons into the learner's home at each start, and never overwrites what they changed (教材の配付).

It runs inside the sandbox as the learner, so that no link they left can lead it anywhere they could not go themselves.
"""

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Any

SOURCES = Path("/opt/tateyama/releases")
RECORD = PurePosixPath(".tateyama/lessons.json")
NOTE_NAME = "新しい教材が届きました.txt"
NOTE = """\
このフォルダーの教材が新しくなりました。
あなたが書きかえたファイルは、そのまま残してあります。
新しいものは、名前に記号（例: exercise.1a2b3c4d.ipynb）をつけて、となりに置きました。
どちらで学習を続けても、どちらを提出しても、正しく採点されます。

The lessons in this folder have a newer version.
The files that you changed are kept as they are.
The new ones stand beside them with a mark in their name (such as exercise.1a2b3c4d.ipynb).
You may go on with either; either is scored correctly when you hand it in.
"""


class Step(Enum):
    """What happens to one file at a start."""

    WRITE = "write"
    KEEP = "keep"
    OFFER = "offer beside"


def decide(present: str | None, delivered: str | None, offered: str | None, new: str) -> Step:
    """Compare digests: what stands there, what we last put there, what we last laid beside it, what there is now."""
    if present is None or (present == delivered and present != new):
        return Step.WRITE
    if new in (present, delivered, offered):
        return Step.KEEP
    return Step.OFFER


@dataclass
class Record:
    """What was delivered to which place, by digest; kept in the learner's home."""

    delivered: dict[str, str] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, home: Path) -> "Record":
        """Read the record; a lost or spoilt one makes us more careful, never less."""
        try:
            kept = json.loads(read_regular(home / RECORD) or b"{}")
            return cls(as_texts(kept.get("delivered")), as_texts(kept.get("offered")))
        except (ValueError, AttributeError):
            return cls()

    def write(self, home: Path) -> None:
        """Replace the record in one step."""
        text = json.dumps({"delivered": self.delivered, "offered": self.offered}, indent=1, sort_keys=True)
        write_whole(home, RECORD, text.encode())


def as_texts(found: Any) -> dict[str, str]:
    """Only what can be a table of digests."""
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}


def deliver(sources: Path, home: Path, told: str | None = None) -> None:
    """Bring every enrolled lesson up to date; what fails is said in the log and tried again at the next start.

    `told` lists them as `course/lesson/digest` words where the sources hold the releases of everybody's lessons.
    """
    record = Record.read(home)
    before = json.dumps([record.delivered, record.offered])
    for folder, source in enrolled(sources) if told is None else enrolled_by(told, sources):
        noted = False
        for name in files_below(source):
            with saying_what_failed(folder / name):
                noted |= deliver_file(source / name, home, folder / name, record)
        if noted:
            with saying_what_failed(folder / NOTE_NAME):
                write_whole(home, folder / NOTE_NAME, NOTE.encode())
    if before != json.dumps([record.delivered, record.offered]):
        with saying_what_failed(RECORD):
            record.write(home)


def enrolled(sources: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """Each lesson's folder in the home and where its release is bound."""
    try:
        listed = json.loads((sources / "lessons.json").read_text())
    except (OSError, ValueError):
        return
    for lesson in listed:
        yield PurePosixPath(lesson["course"], lesson["lesson"]), sources / lesson["digest"]


def enrolled_by(told: str, sources: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """The same from a list of words; a release that these sources do not hold (yet) brings nothing."""
    for word in told.split():
        course, lesson, digest = word.split("/")
        yield PurePosixPath(course, lesson), sources / digest / "learner"


def files_below(folder: Path) -> list[PurePosixPath]:
    """All files of a release, relative to it."""
    return [
        PurePosixPath(path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]


def deliver_file(source: Path, home: Path, target: PurePosixPath, record: Record) -> bool:
    """Deliver one file; says whether a new one was laid beside the learner's own."""
    data, key = source.read_bytes(), str(target)
    new = digest(data)
    step = decide(digest_at(home / target), record.delivered.get(key), record.offered.get(key), new)
    if step is Step.WRITE:
        write_whole(home, target, data)
        record.delivered[key] = new
    elif step is Step.OFFER:
        write_whole(home, beside(target, new), data)
        record.offered[key] = new
    return step is Step.OFFER


def beside(target: PurePosixPath, new: str) -> PurePosixPath:
    """The name of a newer file beside the learner's own, e.g. exercise.1a2b3c4d.ipynb."""
    return target.with_name(f"{target.stem}.{new[:8]}{target.suffix}")


def digest(data: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(data).hexdigest()


def digest_at(path: Path) -> str | None:
    """The digest of what stands at a path; None when nothing does, and no digest when it is no ordinary file."""
    if not os.path.lexists(path):
        return None
    data = read_regular(path)
    return "not an ordinary file" if data is None else digest(data)


def read_regular(path: Path) -> bytes | None:
    """Read an ordinary file; a link, a pipe or a folder in its place is nothing to read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def write_whole(home: Path, target: PurePosixPath, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, through no link on the way."""
    folder = home
    for part in target.parent.parts:
        folder = folder / part
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise NotADirectoryError(f"{folder} is a link")
    temporary = folder / f".{target.name}.{os.getpid()}.new"
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        temporary.rename(folder / target.name)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def saying_what_failed(target: PurePosixPath) -> Iterator[None]:
    """A file that cannot be delivered (a full home, a link in the way) must not keep the server from starting."""
    try:
        yield
    except OSError as error:
        print(f"lesson file {target} was not delivered: {error}", file=sys.stderr, flush=True)
