"""The home watch (保存場所の見張り): keeps a learner's files within their limit, and says which to delete."""

import asyncio
import os
import shutil
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path

from .kernels import Kernels
from .notices import Notices
from .processes import ProcessTree, children_of
from .words import bilingual

SECONDS = 1.0
# A large home takes long to measure: measuring may take a twentieth of one core.
REST_PER_WORK = 20
# Room above the limit for notebooks alone: what a learner wrote is never refused for want of space.
GRACE = 20_000_000
# Less than this between two looks is a kernel at rest, not one that fills the home.
WRITING = 1_000_000
NAMES = 3
# Lab cuts longer notifications.
MOST_CHARACTERS = 140


@dataclass(frozen=True)
class Usage:
    """What a home holds: all bytes, the largest files, and how many there are."""

    total: int
    largest: tuple[tuple[str, int], ...]
    files: int = 0


def measure(home: Path) -> Usage:
    """Walk the home; links are not followed, and a file with two names counts once."""
    total, files, seen = 0, 0, set()
    sizes: list[tuple[int, str]] = []
    folders = [str(home)]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        files += len(entries)
        for entry in entries:
            try:
                status = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
            except OSError:
                continue
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                total += status.st_blocks * 512
                sizes.append((status.st_blocks * 512, entry.path))
        sizes = sorted(sizes, reverse=True)[:NAMES]
    return Usage(total, tuple((os.path.relpath(path, home), size) for size, path in sizes), files)


def measure_tidied(home: Path, limit: int) -> Usage:
    """The measure; above the limit the trash is emptied first, for what a learner deleted must not fill the home."""
    usage = measure(home)
    trash = home / ".local" / "share" / "Trash"
    if usage.total <= limit or not trash.is_dir():
        return usage
    shutil.rmtree(trash, ignore_errors=True)
    return measure(home)


class HomeWatch:
    """Measures the home, stops the kernel that fills it, and answers whether a file may still be saved."""

    def __init__(
        self, home: Path, limit: int, notices: Notices, kernels: Kernels, files_limit: int = 0
    ) -> None:
        self.home = home
        self.limit = limit
        self.files_limit = files_limit
        self._notices = notices
        self._kernels = kernels
        self._usage = Usage(0, ())
        self._full = False
        self._written: dict[int, int] = {}
        self._interrupted: int | None = None
        self._granted = 0

    async def run(self) -> None:
        """Watch for as long as the server lives."""
        while True:
            begun = time.monotonic()
            self.look(await asyncio.to_thread(measure_tidied, self.home, self.limit))
            await asyncio.sleep(max(SECONDS, REST_PER_WORK * (time.monotonic() - begun)))

    def look(self, usage: Usage) -> None:
        """Take the new measure; above the limit tell the learner once, and stop whoever is writing."""
        self._usage = usage
        writer = self.writer()
        if usage.total <= self.limit and not self.too_many(usage.files):
            self._full, self._interrupted, self._granted = False, None, 0
            return
        if not self._full:
            self._full = True
            self._notices.add("home", self.message())
        if writer is not None:
            self.stop(writer)

    def too_many(self, files: int) -> bool:
        """Whether so many files are above the limit, where there is one."""
        return 0 < self.files_limit < files

    def stop(self, writer: ProcessTree) -> None:
        """Interrupt at first, which keeps the variables; end it when it goes on writing."""
        if self._interrupted == writer.root:
            self._notices.add("home", self.message(), self._kernels.end(writer))
        else:
            writer.send(signal.SIGINT)
        self._interrupted = writer.root

    def writer(self) -> ProcessTree | None:
        """The kernel or terminal that wrote most since the last look; None when all are at rest."""
        trees = children_of(os.getpid())
        before, self._written = self._written, {tree.root: tree.written_bytes() for tree in trees}
        grown = {tree: self._written[tree.root] - before.get(tree.root, 0) for tree in trees}
        busiest = max(trees, key=lambda tree: grown[tree], default=None)
        return busiest if busiest is not None and grown[busiest] >= WRITING else None

    def room_for(self, path: Path, size: int, *, notebook: bool) -> bool:
        """Whether the file at `path` may be replaced by one of `size` bytes; counts it as used if so."""
        growth = size - bytes_at(path)
        total = self._usage.total + growth
        if self.too_many(self._usage.files) and not notebook and not path.exists():
            return False
        if growth > 0 and total > self.limit:
            # A kernel may have filled the home far above the limit: notebooks still find their own room.
            if not notebook or self._granted + growth > GRACE:
                return False
            self._granted += growth
        self._usage = replace(self._usage, total=total)
        return True

    def message(self) -> dict[str, str]:
        """What is kept, and which files to delete."""
        if self.too_many(self._usage.files):
            return too_many_files(self._usage.files)
        files = [(shorten(name), megabytes(size)) for name, size in self._usage.largest if size >= WRITING]
        return bilingual(
            fitting(
                "ファイルの置き場所がいっぱいです。ノートブックは保存できます。要らないファイルを消してください：",
                [f"{name}（{size}）" for name, size in files],
                "、",
            ),
            fitting(
                "Your file space is full. Notebooks can still be saved. Please delete files: ",
                [f"{name} ({size})" for name, size in files],
                ", ",
            ),
        )


def too_many_files(files: int) -> dict[str, str]:
    """Many small files are as bad as few large ones; no name would help."""
    return bilingual(
        f"ファイルの数が多すぎます（{files:,} 個）。ノートブックは保存できます。要らないフォルダーを消してください。",
        f"You have too many files ({files:,}). Notebooks can still be saved. Please delete folders that you do not need.",
    )


def fitting(sentence: str, names: list[str], between: str) -> str:
    """The sentence with as many names as Lab's notifications have room for; the largest file comes first."""
    shown = names[:1]
    for name in names[1:]:
        if len(sentence + between.join([*shown, name])) <= MOST_CHARACTERS:
            shown.append(name)
    return sentence + between.join(shown)


def bytes_at(path: Path) -> int:
    """What the file takes now; 0 when there is none."""
    try:
        return path.lstat().st_blocks * 512
    except OSError:
        return 0


def megabytes(size: int) -> str:
    """Megabytes with a thousands separator."""
    return f"{max(round(size / 1_000_000), 1):,} MB"


def shorten(name: str) -> str:
    """The end of a long path says more than its beginning."""
    return name if len(name) <= 24 else "…" + name[-23:]
