"""稼働状況: every check in turn, the worst first; what cannot be read because the database is away is left out."""

import shutil
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.hub import Hub
from webapp.mail.models import MessageState
from webapp.operating import cluster, facts, machine, work
from webapp.operating.findings import Finding, worst_first
from webapp.operating.settings import settings_to_mend
from webapp.participation.heartbeat import last_beat
from webapp.participation.models import SubmissionState
from webapp.retention.job import how_it_went
from webapp.schema import is_newest


def look(settings: Settings, database: Database, hub: Hub, now: datetime) -> list[Finding]:
    """Look at everything once."""
    return worst_first(
        [
            *_database(settings, database, now),
            *_machine(settings, hub, now),
            *settings_to_mend(settings),
        ]
    )


def _database(settings: Settings, database: Database, now: datetime) -> list[Finding]:
    kind = facts.kind_of(settings.database_url)
    try:
        with database.sessions() as session:
            found = [machine.database(kind, facts.size_of(session, settings.database_url))]
            newest = is_newest(session.connection())
            found.append(machine.migrations(newest))
            # Tables of another shape cannot be asked.
            return [*found, *_work(settings, session, now)] if newest else found
    except SQLAlchemyError:
        return [machine.database(kind, None)]


def _work(settings: Settings, session: Session, now: datetime) -> Iterator[Finding]:
    backlog = facts.backlog(session)
    yield work.waiting(backlog.waiting, backlog.oldest_hand_in, now)
    yield work.parked(backlog.hand_ins[SubmissionState.PARKED])
    yield work.unsent(facts.failed_lately(session, now))
    queued = backlog.mail[MessageState.QUEUED]
    yield work.unsent_yet(queued, backlog.oldest_mail, now, log_of(settings, "worker"))


def _machine(settings: Settings, hub: Hub, now: datetime) -> Iterator[Finding]:
    place = shutil.disk_usage(settings.data)
    yield machine.disk(place.free, place.total)
    yield machine.hub(hub.answers(), log_of(settings, "hub"))
    beat = last_beat(settings.heartbeats)
    yield machine.worker(beat.at if beat else None, now, log_of(settings, "worker"))
    if settings.cluster is not None:
        told = beat.cluster if beat else None
        yield cluster.cluster(told, settings.cluster.scheduler, log_of(settings, "worker"))
        yield cluster.certificate(settings.cluster.until, now)
    yield machine.backup(facts.last_backup(settings.backups), now)
    yield machine.retention(how_it_went(settings.retention), settings.demo, now)


def log_of(settings: Settings, name: str) -> str:
    """The command that shows the end of a process's log."""
    return f"tail -n 50 {settings.logs / name}.log"
