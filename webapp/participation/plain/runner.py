"""実行係: runs what stands in the line, in threads beside the grading, and what each release's own cells show.

It is given the function that runs cells: the worker alone knows the grader's engine.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from course.catalogue import Release, read_releases
from grader.runs.contract import RunCell, RunOutcome, RunRequest
from webapp.db import Database
from webapp.participation.desk import data_of
from webapp.participation.models import Submission
from webapp.participation.plain.line import claim_run, clear_line, finish, has_run, needs_clearing
from webapp.participation.plain.models import CellRun, PreparedShow
from webapp.participation.plain.sheet import prepared, read_sheet
from webapp.participation.queue import has_work
from webapp.threads import in_a_thread

log = logging.getLogger(__name__)

POLL = 0.1  # seconds between two looks at an empty line
PAUSE_AFTER_TROUBLE = 2.0
CLEAR_EVERY = 100  # looks
PREPARE_EVERY = 100

RunCells = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Runner:
    """What runs are run with: the database, the releases, the function that runs cells, and how many at once."""

    database: Database
    releases: Path
    run_cells: RunCells
    at_once: int = 2
    # Releases whose prepared cells could not be run, for a fault of ours.
    not_to_show: set[str] = field(default_factory=set, compare=False)

    def work(self, stop: threading.Event) -> None:
        """Run until `stop` is set; what releases show is prepared on the side, and keeps no run waiting."""
        looks = 0
        running: set[Future[None]] = set()
        preparing: Future[None] | None = None
        with ThreadPoolExecutor(self.at_once + 1, thread_name_prefix="runs") as pool:
            while not stop.is_set():
                running = {future for future in running if not future.done()}
                pause = POLL
                try:
                    if len(running) < self.at_once and (run := self.next_run()):
                        running.add(pool.submit(self.run, run))
                        pause = 0.0
                    if looks % CLEAR_EVERY == 0:
                        self.clear()
                    if looks % PREPARE_EVERY == 0 and (preparing is None or preparing.done()):
                        preparing = pool.submit(self.prepare, stop)
                except DBAPIError as error:
                    log.info("runs wait: %s", type(error).__name__)
                    pause = PAUSE_AFTER_TROUBLE
                except Exception:  # one bad look must not be the last
                    log.exception("a look at the line of runs failed")
                    pause = PAUSE_AFTER_TROUBLE
                looks += 1
                stop.wait(pause)

    def next_run(self) -> CellRun | None:
        """Take the run whose turn it is."""
        with self.database.sessions() as session:
            if not has_run(session):
                return None
        with self.database.transaction() as session:
            return claim_run(session, datetime.now(UTC))

    def run(self, run: CellRun) -> None:
        """Run one, and keep what it showed; a failure of ours is told as one."""
        cells = tuple(RunCell(cell["text"], cell["locked"]) for cell in run.cells)
        outcome = self._outcome(f"run-{run.id}", run.release_digest, cells, goes_on=False)
        try:
            with self.database.transaction() as session:
                finish(session, run, outcome)
        except DBAPIError as error:
            log.warning("a run could not be kept: %s", type(error).__name__)

    def clear(self, at: datetime | None = None) -> None:
        """Let go of what nobody waits for."""
        now = at or datetime.now(UTC)
        with self.database.sessions() as session:
            if not needs_clearing(session, now):
                return
        with self.database.transaction() as session:
            clear_line(session, now)

    def prepare(self, stop: threading.Event | None = None) -> None:
        """Run the prepared cells of each release that nobody has seen yet, one after another, while nothing waits."""
        try:
            for release in self._unprepared():
                with self.database.sessions() as session:
                    waits = has_run(session) or has_work(session, datetime.now(UTC), Submission)
                if waits or (stop is not None and stop.is_set()):
                    return
                self._prepare(release)
        except Exception as error:  # it is tried again at the next look
            log.warning("what a release shows could not be prepared: %s", type(error).__name__)

    def _prepare(self, release: Release) -> None:
        sheet = read_sheet(self.releases, release)
        cells = tuple(RunCell(part.text, locked=True) for part in prepared(sheet.parts))
        outcome = self._outcome(f"show-{release.digest[:12]}", release.digest, cells, goes_on=True)
        if outcome is None:
            self.not_to_show.add(
                release.digest
            )  # until the next start: what fails would fail every few seconds
            return
        with self.database.transaction() as session:
            session.merge(
                PreparedShow(release_digest=release.digest, outcome=outcome, made_at=datetime.now(UTC))
            )

    def _unprepared(self) -> list[Release]:
        current = [each for course in read_releases(self.releases).courses for each in course.lessons]
        with self.database.sessions() as session:
            known = self.not_to_show | set(session.scalars(select(PreparedShow.release_digest)))
        return list({each.digest: each for each in current if each.digest not in known}.values())

    def _outcome(
        self, name: str, release: str, cells: tuple[RunCell, ...], *, goes_on: bool
    ) -> dict[str, Any] | None:
        try:
            files = data_of(self.releases / release)
            answer = self.run_cells(RunRequest(name, cells, files, goes_on).to_json())
            return RunOutcome.from_json(answer).as_dict()
        except Exception as error:
            # Its kind alone: the words may quote what somebody wrote.
            log.error("%s could not be run: %s", name, type(error).__name__)
            return None


@contextmanager
def running_cells(runner: Runner) -> Iterator[None]:
    """Run in a thread of its own while the block runs."""
    with in_a_thread("runner", runner.work):
        yield
