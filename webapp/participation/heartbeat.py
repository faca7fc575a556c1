"""採点係の脈: when a worker last looked at the queue and how long its gradings took, in a file of a few bytes.

A file and no row: it costs no write lock, survives restarts, and is still touched while the disk is full.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from socket import gethostname

from grader.cluster.state import ClusterState

BEAT_EVERY = 5.0  # seconds
# What a host is called after its worker has been gone for so long is forgotten.
FORGOTTEN_AFTER = 24 * 60 * 60  # seconds
# Upper ends of the classes in which gradings are counted, in seconds; the last one has none.
CLASSES = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


@dataclass(frozen=True)
class Beat:
    """What one worker told last: at which moment, and since its start gradings by class and seconds in all.

    Where other machines grade for it, it told how they stand as well.
    """

    worker: str
    at: datetime
    counts: tuple[int, ...]
    seconds: float
    cluster: ClusterState | None = None


class Heartbeat:
    """Tells of one worker; without a folder it tells nobody. One host runs one worker."""

    def __init__(self, folder: Path | None = None, host: str = "") -> None:
        self._counts = [0] * (len(CLASSES) + 1)
        self._seconds = 0.0
        self._told = ""
        self._next = 0.0
        self._file: Path | None = None
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _forget(folder)
            self._file = folder / f"{_disguised(host or gethostname())}.json"

    def graded(self, seconds: float) -> None:
        """Count one grading."""
        self._counts[sum(seconds > end for end in CLASSES)] += 1
        self._seconds += seconds

    def looked(self, cluster: ClusterState | None = None) -> None:
        """Remember that the queue was looked at; most of the time this does nothing."""
        if self._file is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + BEAT_EVERY
        standing = {} if cluster is None else {"cluster": asdict(cluster)}
        told = json.dumps({"counts": self._counts, "seconds": round(self._seconds, 3), **standing})
        with suppress(OSError):
            if told != self._told:
                _replace(self._file, told)
                self._told = told
        with suppress(OSError):
            os.utime(self._file)


def beats(folder: Path) -> list[Beat]:
    """What every worker told last."""
    return list(_read(folder))


def last_beat(folder: Path) -> Beat | None:
    """What the worker told that was the last to look at the queue; None where none ever did."""
    return max(_read(folder), key=lambda beat: beat.at, default=None)


def _read(folder: Path) -> Iterator[Beat]:
    for file in sorted(folder.glob("*.json")):
        # It may be replaced at this moment, or be cut off since the disk was full.
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(file.read_text(encoding="ascii"))
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            cluster = ClusterState(**told["cluster"]) if "cluster" in told else None
            yield Beat(file.stem, at, tuple(map(int, told["counts"])), float(told["seconds"]), cluster)


def _replace(file: Path, content: str) -> None:
    temporary = file.with_suffix(f".{os.getpid()}")
    temporary.write_text(content, encoding="ascii")
    temporary.replace(file)


def _disguised(host: str) -> str:
    # A host may be called after the person whose laptop it is, and this name becomes a label of metrics.
    return sha256(host.encode()).hexdigest()[:12]


def _forget(folder: Path) -> None:
    for file in folder.iterdir():
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - FORGOTTEN_AFTER:
                file.unlink()
