"""クラスの実行係: runs and grades what classes wait for, a few at once, whenever nothing of the learners' waits.

It is given the functions that run and grade: the worker alone knows the grader's engine.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from course.catalogue import Release, read_release
from grader.contract import GradingRequest, ScoreSheet
from grader.runs.contract import RunCell, RunOutcome, RunRequest
from webapp.db import Database
from webapp.participation.desk import data_of, material_of
from webapp.participation.plain.filling import filled
from webapp.participation.school_classes.line import (
    claim_work,
    clear_line,
    finish,
    has_waiting,
    needs_clearing,
)
from webapp.participation.school_classes.models import Asked, ClassWork, SchoolClass
from webapp.participation.school_classes.opening import end_those_over, some_are_over
from webapp.threads import in_a_thread

log = logging.getLogger(__name__)

POLL = 0.1  # seconds between two looks at an empty line
PAUSE_AFTER_TROUBLE = 2.0
CLEAR_EVERY = 50  # looks

OverTheWall = Callable[[bytes], bytes]


@dataclass(frozen=True)
class ClassRunner:
    """What classes are run with; `at_once` is how many of one class, and of all of them together."""

    database: Database
    releases: Path
    run_cells: OverTheWall
    grade: OverTheWall
    key: str = field(repr=False)
    at_once: int = 1

    def work(self, stop: threading.Event) -> None:
        """Go on until `stop` is set."""
        looks = 0
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(self.at_once, thread_name_prefix="classes") as pool:
            while not stop.is_set():
                try:
                    running = {future for future in running if not future.done()}
                    if len(running) < self.at_once and (work := self.next_work()):
                        running.add(pool.submit(self.do, work))
                        continue
                    if looks % CLEAR_EVERY == 0:
                        self.clear()
                except DBAPIError as error:
                    log.info("classes wait: %s", type(error).__name__)
                    stop.wait(PAUSE_AFTER_TROUBLE)
                except Exception:  # one bad look must not be the last
                    log.exception("a look at the line of classes failed")
                    stop.wait(PAUSE_AFTER_TROUBLE)
                looks += 1
                if running:
                    wait(running, timeout=POLL, return_when=FIRST_COMPLETED)
                else:
                    stop.wait(POLL)

    def next_work(self) -> ClassWork | None:
        """Take what is next."""
        with self.database.sessions() as session:
            if not has_waiting(session):
                return None
        with self.database.transaction() as session:
            return claim_work(session, datetime.now(UTC), self.at_once)

    def do(self, work: ClassWork) -> None:
        """Run or grade one, and keep what came of it until it is shown; a failure of ours is told as one."""
        outcome = self._outcome(work)
        try:
            with self.database.transaction() as session:
                finish(session, work, outcome)
        except DBAPIError as error:
            log.warning("what a class waits for could not be kept: %s", type(error).__name__)

    def clear(self, at: datetime | None = None) -> None:
        """Delete what is older than two minutes, and end the classes that are over."""
        now = at or datetime.now(UTC)
        with self.database.sessions() as session:
            if not needs_clearing(session, now) and not some_are_over(session, now):
                return
        with self.database.transaction() as session:
            clear_line(session, now)
            end_those_over(session, now)

    def _outcome(self, work: ClassWork) -> dict[str, Any] | None:
        try:
            with self.database.sessions() as session:
                found = session.get(SchoolClass, work.class_id)
                if found is None:
                    return None  # it ended between the two
                release = read_release(self.releases, found.release_digest)
            return self._graded(work, release) if work.kind is Asked.GRADE else self._ran(work, release)
        except Exception as error:
            # Its kind alone: the words may quote what somebody wrote.
            log.error("what a class waits for could not be done: %s", type(error).__name__)
            return None

    def _ran(self, work: ClassWork, release: Release) -> dict[str, Any]:
        cells = tuple(RunCell(cell["text"], cell["locked"]) for cell in work.cells)
        request = RunRequest(f"class-{work.id}", cells, data_of(self.releases / release.digest))
        return RunOutcome.from_json(self.run_cells(request.to_json())).as_dict()

    def _graded(self, work: ClassWork, release: Release) -> dict[str, Any]:
        source, files = material_of(self.releases / release.digest)
        notebook = filled(self.releases, release, work.texts).decode()
        request = GradingRequest(f"class-{work.id}", source, notebook, files, self.key)
        return ScoreSheet.from_json(self.grade(request.to_json())).as_dict()


@contextmanager
def running_classes(runner: ClassRunner) -> Iterator[None]:
    """Run in a thread of its own while the block runs."""
    with in_a_thread("classes", runner.work):
        yield
