"""保存期間の日課: applies them once a day in a thread of the worker's, and keeps in a file how it went."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from webapp.config import Settings
from webapp.db import Database
from webapp.hub import Hub
from webapp.retention.applying import Busy, apply
from webapp.threads import in_a_thread

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
AFTER_TROUBLE = timedelta(hours=1)
LOOK_EVERY = 60.0  # seconds; a start is busy enough without it
# What was erased shortly before the last round may have met a hub that was away.
LOOK_BACK = timedelta(days=2)


@dataclass(frozen=True)
class Kept:
    """How it went: when it last was done, when it was last tried, and what stopped it, by its kind alone."""

    done_at: datetime | None = None
    tried_at: datetime | None = None
    trouble: str = ""

    def is_due(self, at: datetime) -> bool:
        """Whether it is to be done now."""
        pause = AFTER_TROUBLE if self.trouble else EVERY
        return self.tried_at is None or at - self.tried_at >= pause


def how_it_went(file: Path) -> Kept:
    """What the file says; nothing where there is none."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        told = json.loads(file.read_text(encoding="ascii"))
        done, tried = (
            datetime.fromisoformat(told[name]).astimezone(UTC) if told.get(name) else None
            for name in ("done_at", "tried_at")
        )
        return Kept(done, tried, str(told.get("trouble", "")))
    return Kept()


def run(
    database: Database, settings: Settings, hub: Hub, at: datetime, stop: threading.Event
) -> dict[str, int]:
    """Apply the periods once and keep how it went; raises what stopped it."""
    before = how_it_went(settings.retention)
    since = before.done_at - LOOK_BACK if before.done_at else None
    try:
        gone = apply(database, settings, hub, at, since=since, stopped=stop.is_set)
    except Busy:
        raise
    except Exception as error:
        _keep(settings.retention, Kept(before.done_at, at, type(error).__name__))
        raise
    if not stop.is_set():
        _keep(settings.retention, Kept(at, at))
    return gone


@contextmanager
def keeping_periods(settings: Settings, database: Database) -> Iterator[None]:
    """Do it once a day while the block runs; never by itself in the demo, whose years are invented and stay whole."""
    with (
        nullcontext() if settings.demo else in_a_thread("retention", partial(keep_doing, settings, database))
    ):
        yield


def keep_doing(settings: Settings, database: Database, stop: threading.Event) -> None:
    """Look again and again whether it is due, whatever one round met."""
    hub = Hub(settings.hub_address, settings.hub_token)
    while not stop.wait(LOOK_EVERY):
        at = datetime.now(UTC)
        try:
            if how_it_went(settings.retention).is_due(at):
                gone = run(database, settings, hub, at, stop)
                log.info("retention: %s rows and files went", sum(gone.values()))
        except Busy:
            log.info("retention waits: another process applies it")
        except Exception:  # the status page says so, and it is tried again within the hour
            log.exception("retention failed")
    hub.close()


def _keep(file: Path, kept: Kept) -> None:
    told = {
        "done_at": kept.done_at.isoformat() if kept.done_at else None,
        "tried_at": kept.tried_at.isoformat() if kept.tried_at else None,
        "trouble": kept.trouble,
    }
    temporary = file.with_suffix(".tmp")
    temporary.write_text(json.dumps(told), encoding="ascii")
    temporary.replace(file)
