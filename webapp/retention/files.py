"""ファイルの保存期間: what lies outside the database goes once no row wants it; found anew each time, so a crash costs nothing."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Enrolment
from webapp.mail.models import Message
from webapp.participation.models import LET_GO, Submission
from webapp.participation.storage import SUFFIX, SubmissionStore
from webapp.programme.models import Offering
from webapp.retention.people import homes_due
from webapp.retention.periods import Until

# An upload or a letter whose row is just being written is younger than this.
ORPHAN_AFTER = 24 * 60 * 60.0  # seconds
GONE = ".gone-"


def orphans(session: Session, store: SubmissionStore, at: datetime) -> Iterator[str]:
    """The hashes of files that no hand-in names, and have not for a day."""
    for folder in sorted(store.root.glob("[0-9a-f][0-9a-f]")):
        files = {
            path.name.removesuffix(SUFFIX): path
            for path in folder.glob(f"*{SUFFIX}")
            if at.timestamp() - path.stat().st_mtime > ORPHAN_AFTER
        }
        named = select(Submission.sha256).where(Submission.sha256.in_(list(files)))
        yield from sorted(set(files) - set(session.scalars(named)))
    # One that stepped aside in a process that died is looked at again by its own time.
    yield from store.set_aside()


def clear_orphans(database: Database, settings: Settings, at: datetime) -> int:
    """Remove files that belong to no hand-in; one that was just received again stays."""
    store = SubmissionStore(settings.submissions)
    with database.sessions() as session:
        found = list(orphans(session, store, at))
    return sum(store.let_go(sha256, at.timestamp() - ORPHAN_AFTER) for sha256 in found)


def letters_due(session: Session, folder: Path, at: datetime) -> list[Path]:
    """Written mails of which the database knows no message any more."""
    old = {
        int(path.stem): path
        for path in folder.glob("*.eml")
        if path.stem.isdecimal() and at.timestamp() - path.stat().st_mtime > ORPHAN_AFTER
    }
    known = set(session.scalars(select(Message.id)))
    return [path for number, path in sorted(old.items()) if number not in known]


def clear_letters(database: Database, settings: Settings, at: datetime) -> int:
    """Remove the files of messages that went."""
    with database.sessions() as session:
        found = letters_due(session, settings.mail, at)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def books_due(session: Session, gradebooks: Path, until: Until) -> list[Path]:
    """The books of courses long over, once none of their work is kept any more."""
    kept = exists().where(
        Submission.enrolment_id == Enrolment.id,
        Enrolment.offering_id == Offering.id,
        Submission.sha256 != LET_GO,
    )
    over = session.scalars(select(Offering.id).where(Offering.ends_on < until.work, ~kept))
    return [folder for number in over if (folder := gradebooks / str(number)).is_dir()]


def books_over(session: Session, gradebooks: Path, until: Until) -> list[Path]:
    """The same before their work went: what applying the periods would come to."""
    over = session.scalars(select(Offering.id).where(Offering.ends_on < until.work))
    return [folder for number in over if (folder := gradebooks / str(number)).is_dir()]


def _drop_rows(database: Database, offering_id: int) -> None:
    """Where the record lies in PostgreSQL, a book's rows lie in a schema beside it."""
    if database.engine.dialect.name == "postgresql":
        with database.transaction() as session:
            session.execute(text(f"DROP SCHEMA IF EXISTS book_{offering_id:d} CASCADE"))


def clear_books(database: Database, settings: Settings, until: Until) -> int:
    """Remove those books, each out of sight first and then for good."""
    with database.sessions() as session:
        found = books_due(session, settings.gradebooks, until)
    for folder in found:
        _drop_rows(database, int(folder.name))
        folder.rename(folder.with_name(f"{GONE}{folder.name}"))
    for left in settings.gradebooks.glob(f"{GONE}*"):
        shutil.rmtree(left)
    return len(found)


def folders_due(session: Session, homes: Path, until: Until) -> list[Path]:
    """The folders of people whose courses are all long over."""
    return [
        home for name in homes_due(session, until) if (home := homes / name).is_dir() and any(home.iterdir())
    ]


def clear_homes(database: Database, settings: Settings, until: Until) -> int:
    """Empty those folders; no link that a learner left is followed."""
    with database.sessions() as session:
        found = folders_due(session, settings.homes, until)
    for home in found:
        if not home.is_symlink():
            shutil.rmtree(home)
    return len(found)
