"""採点の机: what a worker works with, and what it hands to the grader."""

import base64
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from grader.cluster.state import ClusterState
from grader.contract import GradingRequest
from webapp.db import Database
from webapp.participation.heartbeat import Heartbeat
from webapp.participation.models import Queued
from webapp.participation.storage import SubmissionStore


def _pass(_point: str) -> None:
    """Go on: only the crash drills stop at a named point."""


class OtherMachines(Protocol):
    """採点の計算機: an executor whose work is done elsewhere, and which may be away."""

    @property
    def state(self) -> ClusterState:
        """How it stands."""


@dataclass(frozen=True)
class Desk:
    """What a worker works with: the database, the kept bytes, the releases, who grades, and the key."""

    database: Database
    store: SubmissionStore
    releases: Path
    executor: Executor
    seats: int = 1
    key: str = field(default="", repr=False)
    cold_sample: int = 0  # one in so many hand-ins is graded a second time, in fresh processes
    reached: Callable[[str], None] = _pass  # told of each point of a grading; drills end the process there
    heartbeat: Heartbeat = field(default_factory=Heartbeat)
    cluster: OtherMachines | None = None  # where it grades, its seats count and not those of this machine

    @property
    def wanted(self) -> int:
        """How many hand-ins may be under way at this moment."""
        return self.seats if self.cluster is None else self.cluster.state.wanted

    def told(self) -> None:
        """Let the heartbeat say that the queue was looked at."""
        self.heartbeat.looked(None if self.cluster is None else self.cluster.state)

    def request(self, job: "Job") -> GradingRequest:
        """The release's notebook and data, and the kept bytes; nothing about the person."""
        source, files = material_of(self.releases / job.release)
        work = self.store.read(job.sha256).decode("utf-8")
        return GradingRequest(job.number, source, work, files, self.key)


@dataclass(frozen=True)
class Job:
    """What is graded at the moment: a hand-in or a trial, and the release whose tests grade it."""

    kind: type[Queued]
    id: int
    number: str
    sha256: str
    release: str
    cold: bool = False
    began: float = field(default_factory=time.monotonic, compare=False)


@lru_cache(maxsize=16)
def material_of(release: Path) -> tuple[str, dict[str, str]]:
    """A release's instructor notebook, and its data; a release never changes."""
    return (release / "source.ipynb").read_text(encoding="utf-8"), data_of(release)


@lru_cache(maxsize=16)
def data_of(release: Path) -> dict[str, str]:
    """A release's data by relative path as base64, which learners have as well."""
    learner = release / "learner"
    files = sorted(file for file in learner.glob("data/**/*") if file.is_file())
    return {
        file.relative_to(learner).as_posix(): base64.b64encode(file.read_bytes()).decode() for file in files
    }
