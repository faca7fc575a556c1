"""計測値: what Prometheus reads of this process and of the queues; no label names a person or anything of one's."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import Settings
from webapp.db import Database
from webapp.operating.facts import Backlog, backlog
from webapp.participation.heartbeat import CLASSES, Beat, beats

Clock = Callable[[], datetime]
REQUEST_CLASSES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Requests:
    """What was asked of this process, by the name of the page: an address would hold ids and secrets."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._number = Counter(
            "tateyama_requests", "Answered requests.", ["endpoint", "status"], registry=registry
        )
        self._seconds = Histogram(
            "tateyama_request_seconds",
            "Seconds from a request to its answer.",
            ["endpoint"],
            buckets=REQUEST_CLASSES,
            registry=registry,
        )

    def answered(self, endpoint: str | None, status: int, seconds: float) -> None:
        """Count one answer; what has no page is counted together."""
        name = endpoint or "none"
        self._number.labels(name, str(status)).inc()
        self._seconds.labels(name).observe(seconds)


class Platform(Collector):
    """What stands in the database, on the disk and in the workers' heartbeats at the moment of asking."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock

    def collect(self) -> Iterator[Metric]:
        """Measure; without the database the rest is told."""
        yield from self._queues()
        place = shutil.disk_usage(self._settings.data)
        yield gauge("tateyama_disk_free_bytes", "Free bytes on the data folder's disk.", place.free)
        yield gauge("tateyama_disk_bytes", "Bytes of the data folder's disk.", place.total)
        found = beats(self._settings.heartbeats)
        yield from of_workers(found, self._clock())
        if self._settings.cluster is not None:
            yield from of_cluster(found)

    def _queues(self) -> Iterator[Metric]:
        try:
            with self._database.sessions() as session:
                found = backlog(session)
        except SQLAlchemyError:
            found = None
        yield gauge("tateyama_database_up", "1 while the database answers.", found is not None)
        if found is not None:
            yield from of_queues(found, self._clock())


def of_queues(found: Backlog, now: datetime) -> Iterator[Metric]:
    """Hand-ins and mail by state, and how long the oldest hand-in waits."""
    for name, meaning, counts in (
        ("tateyama_hand_ins", "Hand-ins by state.", found.hand_ins),
        ("tateyama_mail", "Messages by state.", found.mail),
    ):
        family = GaugeMetricFamily(name, meaning, labels=["state"])
        for state, number in counts.items():
            family.add_metric([state.value], number)
        yield family
    waits = (now - found.oldest_hand_in).total_seconds() if found.oldest_hand_in else 0
    yield gauge(
        "tateyama_oldest_waiting_seconds", "Age of the oldest hand-in without a score.", max(waits, 0)
    )


def of_workers(found: list[Beat], now: datetime) -> Iterator[Metric]:
    """When each worker last looked at the queue, and how long its gradings took since it started."""
    age = GaugeMetricFamily(
        "tateyama_worker_heartbeat_age_seconds", "Since a worker last looked.", labels=["worker"]
    )
    grading = HistogramMetricFamily(
        "tateyama_grading_seconds",
        "Seconds that gradings took, since their worker started.",
        labels=["worker"],
    )
    ends = [*map(str, CLASSES), "+Inf"]
    for beat in found:
        age.add_metric([beat.worker], max((now - beat.at).total_seconds(), 0))
        grading.add_metric([beat.worker], list(zip(ends, accumulate(beat.counts), strict=True)), beat.seconds)
    yield from (age, grading)


def of_cluster(found: list[Beat]) -> Iterator[Metric]:
    """How the machines that grade stand, as each worker told last."""
    for name, meaning in (
        ("reached", "1 while the cluster's scheduler answers."),
        ("workers", "Machines that grade."),
        ("seats", "Hand-ins that they grade at the same time."),
        ("refused", "Machines that are not used: their environment is another."),
    ):
        family = GaugeMetricFamily(f"tateyama_cluster_{name}", meaning, labels=["worker"])
        for beat in found:
            family.add_metric([beat.worker], float(getattr(beat.cluster, name, 0)))
        yield family


def gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    """One number without labels."""
    return GaugeMetricFamily(name, meaning, value=value)
