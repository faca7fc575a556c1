"""保存期間を適用する: every class in turn, in batches that commit alone; it may stop anywhere, and be done again."""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.audit_emptying import attest_again, empty_old
from webapp.audit_heads import anchored
from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner
from webapp.erasing_outside import clear_books as clear_pages
from webapp.erasing_outside import clear_hub, erase_and_note, replay
from webapp.erasures import noted, wipe_deleted
from webapp.hub import Hub
from webapp.retention import contacts, files, forms, letters_and_codes, log_files, work
from webapp.retention.people import is_due, people_due
from webapp.retention.periods import Until
from webapp.retention.rules import Rule

log = logging.getLogger(__name__)

RULES: tuple[Rule, ...] = (*work.RULES, *forms.RULES, *letters_and_codes.RULES, *contacts.RULES)
AT_ONCE = 500
# Seconds between two batches: whoever waits for a SQLite database gets in.
BREATH = 0.15
Counts = dict[str, int]


class Busy(Exception):
    """Another process applies them just now."""


def apply(
    database: Database,
    settings: Settings,
    hub: Hub,
    at: datetime,
    *,
    since: datetime | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Counts:
    """Let go of everything whose time is over at this moment; how much of each class went.

    Erasures noted since then (None is all) are carried out where a restore or a hub that was away left them. Raises
    Busy, and whatever the database or the disk raises; what was done until then stays done.
    """
    until = settings.keep.until(at)
    gone: Counts = {}
    with _alone(settings):
        for rule in RULES:
            gone[rule.name] = _let_go(database, rule, until, stopped)
        gone["people"] = _forget_people(database, settings, until, stopped)
        gone["audit"] = _empty_audit(database, settings, until)
        gone |= _clear_files(database, settings, until)
        gone["erased_again"] = finish_erasures(database, settings, hub, since)
        wipe_deleted(database.engine)
    return gone


def finish_erasures(database: Database, settings: Settings, hub: Hub, since: datetime | None = None) -> int:
    """Carry out what noted erasures promise and a restore, or a hub that was away, left; how many people came back."""
    again = replay(database, settings, since)
    for erasure in noted(settings.erasures):
        if since is None or erasure.moment >= since:
            clear_pages(database, settings, erasure)
            if not clear_hub(hub, erasure):
                log.info("the hub does not answer: its users of erased people go at the next round")
                break
    return again


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    with (settings.data / "retention.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


def _let_go(database: Database, rule: Rule, until: Until, stopped: Callable[[], bool]) -> int:
    gone = 0
    while not stopped():
        with database.sessions() as session:
            if session.scalar(rule.due(until).limit(1)) is None:
                break
        with database.transaction() as session:
            ids = session.scalars(rule.due(until).limit(AT_ONCE)).all()
            rule.let_go(session, ids)
            _tell(session, until.at, rule.name, len(ids))
        gone += len(ids)
        time.sleep(BREATH)
    return gone


def _forget_people(database: Database, settings: Settings, until: Until, stopped: Callable[[], bool]) -> int:
    """Each person in a transaction of their own, noted as an erasure is, so that a restored backup forgets them too."""
    with database.sessions() as session:
        due = session.scalars(people_due(until)).all()
    gone = 0
    for number in due:
        if stopped():
            break
        with database.transaction() as session:
            if is_due(session, number, until):
                erase_and_note(session, settings, session.get_one(Learner, number), until.at)
                gone += 1
        time.sleep(BREATH)
    return gone


def _empty_audit(database: Database, settings: Settings, until: Until) -> int:
    with database.transaction() as session:
        addresses = letters_and_codes.forget_addresses(session, until.people_at)
        _tell(session, until.at, "addresses", addresses)
        gone = empty_old(session, until.audit_at, until.at)
        if not gone:
            attest_again(session, anchored(settings.audit_heads), until.at)
    return gone


def _clear_files(database: Database, settings: Settings, until: Until) -> Counts:
    gone = {
        "books": files.clear_books(database, settings, until),
        "homes": files.clear_homes(database, settings, until),
        "files": files.clear_orphans(database, settings, until.at),
        "letters": files.clear_letters(database, settings, until.at),
        "logs": log_files.clear_logs(settings.logs, until),
    }
    log_files.put_away(settings.logs, until.at)
    with database.transaction() as session:
        for name, number in gone.items():
            _tell(session, until.at, name, number)
    return gone


def _tell(session: Session, at: datetime, name: str, number: int) -> None:
    if number:
        record(session, at, None, "retention", f"retention/{name}", rows=number)
