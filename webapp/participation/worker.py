"""採点係: takes hand-ins from the queue, has them graded, records the scores. `python -m webapp.participation.worker`.

The only module that imports the grader's engine: webapp itself never runs what learners wrote.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from datetime import UTC, datetime

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from grader.contract import ScoreSheet
from grader.engine import grade, grade_aside, grade_cold, open_cluster, open_executor, run_cells
from webapp.config import CannotStart, Settings, count_from
from webapp.db import Database
from webapp.enrolment.rosters.applying import applying_rosters
from webapp.logs import set_up_logs
from webapp.mail.postman import delivering
from webapp.participation import queue
from webapp.participation.desk import Desk, Job
from webapp.participation.heartbeat import Heartbeat
from webapp.participation.models import Submission
from webapp.participation.operations import record_scores
from webapp.participation.plain.runner import Runner, running_cells
from webapp.participation.regrading.checks import ask_for_check, is_sampled, record_trial
from webapp.participation.regrading.models import Trial
from webapp.participation.regrading.replacing import join_open_batches, release_for
from webapp.participation.rounds import rounds
from webapp.participation.school_classes.runner import ClassRunner, running_classes
from webapp.participation.storage import SubmissionStore
from webapp.retention.job import keeping_periods

log = logging.getLogger(__name__)

POLL = 0.05  # seconds between two looks at an empty queue
RENEW_EVERY = queue.LEASE.total_seconds() / 3
PAUSE_AFTER_TROUBLE = 1.0


class Worker:
    """Keeps every seat of the executor busy with claimed hand-ins until it is told to stop."""

    def __init__(
        self, desk: Desk, name: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._desk = desk
        self._name = name
        self._clock = clock
        self._running: dict[Future[bytes], Job] = {}
        self._renewed = time.monotonic()

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
        self._desk.told()
        if self._running:
            wait(self._running, timeout=POLL, return_when=FIRST_COMPLETED)
        else:
            stop.wait(POLL)

    def _take(self) -> None:
        while self._hand_ins_under_way() < self._desk.wanted:
            job = self._next_hand_in() or (None if self._running else self._next_trial())
            if job is None:
                return
            self._begin(job)

    def _hand_ins_under_way(self) -> int:
        """How many seats are taken; a trial takes none, so that a long one never keeps a hand-in waiting."""
        return sum(job.kind is Submission for job in self._running.values())

    def _next_hand_in(self) -> Job | None:
        with self._desk.database.sessions() as session:
            if not queue.has_work(session, self._clock()):
                return None
        with self._desk.database.transaction() as session:
            found = queue.claim(session, self._name, self._clock())
            if found is None:
                return None
            return Job(Submission, found.id, found.number, found.sha256, release_for(session, found))

    def _next_trial(self) -> Job | None:
        """A trial is begun only where nothing else is under way."""
        with self._desk.database.sessions() as session:
            if not queue.has_work(session, self._clock(), Trial):
                return None
        with self._desk.database.transaction() as session:
            found = queue.claim_trial(session, self._name, self._clock())
            if found is None:
                return None
            work = found.submission
            return Job(Trial, found.id, work.number, work.sha256, found.release_digest, found.cold)

    def _begin(self, job: Job) -> None:
        self._desk.reached("claimed")
        try:
            request = self._desk.request(job)
            future = self._desk.executor.submit(grade_cold if job.cold else grade, request.to_json())
        except BrokenExecutor:
            raise
        except Exception as error:
            self._fail(job, error)
        else:
            self._running[future] = job

    def _record(self, stop: threading.Event) -> None:
        for future in [future for future in self._running if future.done()]:
            job = self._running[future]
            try:
                sheet = ScoreSheet.from_json(future.result())
                if stop.is_set():
                    return  # who stops us may have ended the sandboxes too, and that must be nobody's zero
                self._keep(job, sheet)
                if job.kind is Submission:
                    self._desk.heartbeat.graded(time.monotonic() - job.began)
            except CancelledError:
                self._put_back(job)
            except (DBAPIError, BrokenExecutor):
                raise  # the first is tried again with the next step, the second ends this worker
            except Exception as error:
                self._fail(job, error)
            del self._running[future]

    def _keep(self, job: Job, sheet: ScoreSheet) -> None:
        with self._desk.database.transaction() as session:
            self._write(session, job, sheet)
            self._desk.reached("before commit")
        self._desk.reached("after commit")

    def _write(self, session: Session, job: Job, sheet: ScoreSheet) -> None:
        desk = self._desk
        if job.kind is Trial:
            record_trial(session, job.id, self._name, sheet)
            return
        work = session.get_one(Submission, job.id)
        if release_for(session, work) != job.release:
            queue.hand_back(session, job.id, self._name)  # its tests were mended while it was graded
            return
        recorded = record_scores(session, job.id, sheet, desk.releases, self._clock(), job.release)
        if recorded:
            join_open_batches(session, work, job.release)
        if recorded and is_sampled(job.number, desk.key, desk.cold_sample):
            ask_for_check(session, job.id, job.release)

    def _fail(self, job: Job, error: Exception) -> None:
        log.error("%s could not be graded", job.number, exc_info=error)
        problem = f"{type(error).__name__}: {error}"
        with self._desk.database.transaction() as session:
            queue.fail(session, job.id, self._name, problem, self._clock(), job.kind)

    def _put_back(self, job: Job) -> None:
        """Put back untried what was sent to other machines when they went away."""
        log.info("%s waits again: the machines that grade are away", job.number)
        with self._desk.database.transaction() as session:
            queue.hand_back(session, job.id, self._name, job.kind)

    def _renew(self) -> None:
        if self._running and time.monotonic() - self._renewed > RENEW_EVERY:
            with self._desk.database.transaction() as session:
                queue.renew(session, self._name, self._clock())
            self._renewed = time.monotonic()

    def _hand_back(self) -> None:
        with self._desk.database.transaction() as session:
            for job in self._running.values():
                queue.hand_back(session, job.id, self._name, job.kind)


def main() -> int:
    """Work until SIGTERM or SIGINT; 1 when a setting is unusable or the grading engine broke."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        settings = Settings.from_env()
        set_up_logs(settings.log_form)
        seats = count_from(os.environ, "TATEYAMA_GRADER_WORKERS", os.cpu_count() or 1)
        class_seats = count_from(os.environ, "TATEYAMA_CLASS_SEATS", max(2, seats // 2))
        cold_sample = count_from(os.environ, "TATEYAMA_COLD_SAMPLE", 50, least=0)
    except CannotStart as error:
        log.error("%s", error.message)
        return 1
    database = Database(settings.database_url)
    cluster = open_cluster(settings.cluster.scheduler, settings.cluster.keys) if settings.cluster else None
    executor = cluster or open_executor(seats + 1)  # one more for a trial
    store = SubmissionStore(settings.submissions)
    desk = Desk(
        database, store, settings.releases, executor, seats, settings.grading_key, cold_sample,
        heartbeat=Heartbeat(settings.heartbeats), cluster=cluster,
    )  # fmt: skip
    classes = ClassRunner(
        database, settings.releases, run_cells, grade_aside, settings.grading_key, at_once=class_seats
    )
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    try:
        with (
            rounds(settings, database),
            running_cells(Runner(database, settings.releases, run_cells, at_once=max(2, seats // 2))),
            running_classes(classes),
            delivering(settings, database),
            applying_rosters(database),
            keeping_periods(settings, database),
        ):
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
