"""採点係: takes hand-ins from the queue, has them graded, records the scores. `python -m webapp.participation.worker`.

The only module that imports the grader's engine: webapp itself never runs what learners wrote.
"""

import base64
import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from grader.contract import GradingRequest, ScoreSheet
from grader.engine import grade, open_executor
from webapp.config import CannotStart, Settings, count_from
from webapp.db import Database
from webapp.participation import queue
from webapp.participation.models import Submission
from webapp.participation.operations import record_scores
from webapp.participation.rounds import rounds
from webapp.participation.storage import SubmissionStore

log = logging.getLogger(__name__)

POLL = 0.2  # seconds between two looks at an empty queue
RENEW_EVERY = queue.LEASE.total_seconds() / 3
PAUSE_AFTER_TROUBLE = 1.0


@dataclass(frozen=True)
class Desk:
    """What a worker works with: the database, the kept bytes, the releases, who grades, and the key."""

    database: Database
    store: SubmissionStore
    releases: Path
    executor: Executor
    seats: int = 1
    key: str = field(default="", repr=False)


class Worker:
    """Keeps every seat of the executor busy with claimed hand-ins until it is told to stop."""

    def __init__(
        self, desk: Desk, name: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._desk = desk
        self._name = name
        self._clock = clock
        self._running: dict[Future[bytes], int] = {}
        self._renewed = time.monotonic()
        self._material = lru_cache(maxsize=16)(self._read_material)

    def work(self, stop: threading.Event) -> None:
        """Grade until `stop` is set; then hand back what is not finished."""
        log.info("worker %s takes up work", self._name)
        while not stop.is_set():
            try:
                self._step(stop)
            except DBAPIError as error:
                log.warning("the database does not answer: %s", type(error).__name__)
                stop.wait(PAUSE_AFTER_TROUBLE)
        self._hand_back()
        log.info("worker %s has stopped", self._name)

    def _step(self, stop: threading.Event) -> None:
        self._record(stop)
        self._renew()
        self._take()
        if self._running:
            wait(self._running, timeout=POLL, return_when=FIRST_COMPLETED)
        else:
            stop.wait(POLL)

    def _take(self) -> None:
        while len(self._running) < self._desk.seats:
            with self._desk.database.sessions() as session:
                if not queue.has_work(session, self._clock()):
                    return
            with self._desk.database.transaction() as session:
                submission = queue.claim(session, self._name, self._clock())
            if submission is None:
                return
            self._begin(submission)

    def _begin(self, submission: Submission) -> None:
        try:
            request = self._request(submission)
            future = self._desk.executor.submit(grade, request.to_json())
        except BrokenExecutor:
            raise
        except Exception as error:
            self._fail(submission.id, error)
        else:
            self._running[future] = submission.id

    def _request(self, submission: Submission) -> GradingRequest:
        """The release the work was made from, its data, and the kept bytes; nothing about the person."""
        source, files = self._material(submission.release_digest)
        work = self._desk.store.read(submission.sha256).decode("utf-8")
        return GradingRequest(submission.number, source, work, files, self._desk.key)

    def _read_material(self, digest: str) -> tuple[str, dict[str, str]]:
        release = self._desk.releases / digest
        learner = release / "learner"
        files = sorted(file for file in learner.glob("data/**/*") if file.is_file())
        return (release / "source.ipynb").read_text(encoding="utf-8"), {
            file.relative_to(learner).as_posix(): base64.b64encode(file.read_bytes()).decode()
            for file in files
        }

    def _record(self, stop: threading.Event) -> None:
        for future in [future for future in self._running if future.done()]:
            submission_id = self._running[future]
            try:
                sheet = ScoreSheet.from_json(future.result())
                if stop.is_set():
                    return  # who stops us may have ended the sandboxes too, and that must be nobody's zero
                with self._desk.database.transaction() as session:
                    record_scores(session, submission_id, sheet, self._desk.releases, self._clock())
            except (DBAPIError, BrokenExecutor):
                raise  # the first is tried again with the next step, the second ends this worker
            except Exception as error:
                self._fail(submission_id, error)
            del self._running[future]

    def _fail(self, submission_id: int, error: Exception) -> None:
        log.error("submission %s could not be graded", submission_id, exc_info=error)
        problem = f"{type(error).__name__}: {error}"
        with self._desk.database.transaction() as session:
            queue.fail(session, submission_id, self._name, problem, self._clock())

    def _renew(self) -> None:
        if self._running and time.monotonic() - self._renewed > RENEW_EVERY:
            with self._desk.database.transaction() as session:
                queue.renew(session, self._name, self._clock())
            self._renewed = time.monotonic()

    def _hand_back(self) -> None:
        with self._desk.database.transaction() as session:
            for submission_id in self._running.values():
                queue.hand_back(session, submission_id, self._name)


def main() -> int:
    """Work until SIGTERM or SIGINT; 1 when a setting is unusable or the grading engine broke."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        settings = Settings.from_env()
        seats = count_from(os.environ, "TATEYAMA_GRADER_WORKERS", max(1, (os.cpu_count() or 2) - 1))
    except CannotStart as error:
        log.error("%s", error.message)
        return 1
    database = Database(settings.database_url)
    executor = open_executor(seats)
    store = SubmissionStore(settings.submissions)
    desk = Desk(database, store, settings.releases, executor, seats, settings.grading_key)
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    try:
        with rounds(settings, database):
            Worker(desk, name).work(stop)
    except BrokenExecutor:
        log.exception("the grading engine broke; a fresh worker goes on after the lease")
        return 1
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        database.close()
    return 0


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    # A grading that was handed back may still wait in a thread, for minutes; its sandbox dies with this process.
    os._exit(code)
