"""控えを取る: the whole platform into one file while everybody works on.

The order is what makes it whole. The audit's heads come before the database, so that the database knows each of them;
hand-ins come after it, so that every receipt has its file; erasures come last, so that a restore forgets whoever was
erased meanwhile.
"""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine, select

from webapp.backups import databases
from webapp.backups.archive import Archive
from webapp.backups.manifest import DATABASE, ERASURES, FOLDERS, HUB, Manifest
from webapp.backups.refusal import Refused
from webapp.backups.tree import Entry, walk
from webapp.beside import HUB as HUB_SCHEMA
from webapp.beside import Beside, all_beside, in_postgresql
from webapp.db import open_engine
from webapp.durable import sync_folder
from webapp.moving import counts, revision_of, snapshot
from webapp.participation.gradebook.folder import FILE_OF_ROWS, SCHEMA_NOTE
from webapp.participation.models import LET_GO, Submission
from webapp.participation.storage import TEMPORARY, SubmissionStore

BOOK = ".db"
BESIDE_A_BOOK = tuple(f"{BOOK}{ending}" for ending in ("-wal", "-shm", "-journal"))


@dataclass
class Taken:
    """What a backup holds, what it left out, and which receipts have no file in the platform either."""

    manifest: Manifest
    left_out: "Counter[str]" = field(default_factory=Counter)
    without_file: int = 0


def take(data: Path, engine: Engine, file: Path, at: datetime) -> Taken:
    """Write the backup under its name once all of it is on the disk; raises OSError or sqlite3.Error where it cannot."""
    part = file.with_name(f"{file.name}.part")
    with _workshop(part) as work, _half_written(part) as stream:
        taken = _fill(Archive(stream), data, engine, work, at)
        stream.flush()
        os.fsync(stream.fileno())
        os.replace(part, file)
    sync_folder(file.parent)
    return taken


@contextmanager
def _half_written(part: Path) -> Iterator[BinaryIO]:
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as stream:
        try:
            yield stream
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _workshop(part: Path) -> Iterator[Path]:
    """A private folder beside the backup for copies of databases, which keeps a second backup to the same file away."""
    work = part.with_name(f"{part.name}-work")
    work.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(work, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _require_alone(work, descriptor)
        try:
            for left_by_a_killed_one in work.iterdir():
                left_by_a_killed_one.unlink()
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
    finally:
        os.close(descriptor)


def _require_alone(work: Path, descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        ours = os.fstat(descriptor)
        alone = os.path.samestat(work.lstat(), ours) and ours.st_uid == os.geteuid()
    except (BlockingIOError, FileNotFoundError):
        alone = False
    if not alone:
        raise Refused(
            "同じファイルへの控えを、いま別の人が取っています。終わるのを待つか、別の名前を指定してください",
            "another backup is being written to this file: wait until it ends, or name another file",
        )


def _fill(archive: Archive, data: Path, engine: Engine, work: Path, at: datetime) -> Taken:
    left_out: Counter[str] = Counter()
    _add_file(archive, data / "audit-heads", "audit-heads")
    databases.copy_record(engine, work / DATABASE)
    _add_file(archive, work / DATABASE, DATABASE)
    beside = all_beside(engine, data) if in_postgresql(engine) else None
    if beside is None:
        _add_hub(archive, data, work)
    for folder in FOLDERS:
        for entry in walk(data / folder, folder, left_out):
            if beside is None or not _stands_for_rows(entry):
                _add(archive, entry, data, work)
    for each in beside or ():
        _add_rows(archive, each, engine, data, work)
    _add_file(archive, data / ERASURES, ERASURES)
    manifest, without_file = _look_back(archive, work / DATABASE, at)
    archive.finish(manifest)
    return Taken(manifest, left_out, without_file)


def _add(archive: Archive, entry: Entry, data: Path, work: Path) -> None:
    folder, _, name = entry.name.rpartition("/")
    if entry.file is not None and entry.name.startswith("gradebooks/"):
        if name.endswith(BESIDE_A_BOOK) or name == SCHEMA_NOTE:
            return
        if name.endswith(BOOK):
            _add_copy(archive, data / entry.name, entry, work)
            return
    if not (folder.startswith("submissions/") and name.startswith(TEMPORARY)):
        archive.add(entry)


def _stands_for_rows(entry: Entry) -> bool:
    """Whether this is what was left of a book's rows in a file, before they went to PostgreSQL."""
    name = entry.name.rpartition("/")[2]
    return entry.name.startswith("gradebooks/") and name.startswith(FILE_OF_ROWS)


def _add_rows(archive: Archive, each: Beside, engine: Engine, data: Path, work: Path) -> None:
    """Rows of the hub or of a book go in as the same file whichever database they are in, so that they come back in either."""
    copy, like = work / "copy", (data / each.file).with_name(SCHEMA_NOTE)
    databases.copy_beside(each, engine, data, copy)
    if each.schema == HUB_SCHEMA:
        archive.add(Entry("hub", work.stat()))
    elif os.geteuid() == 0 and like.is_file():
        os.chown(copy, like.stat().st_uid, like.stat().st_gid)
    _add_file(archive, copy, each.file.as_posix())
    copy.unlink()


def _add_hub(archive: Archive, data: Path, work: Path) -> None:
    if (data / HUB).is_file():
        archive.add(Entry("hub", (data / "hub").stat()))
        _add_copy(archive, data / HUB, Entry(HUB, (data / HUB).stat()), work)


def _add_copy(archive: Archive, source: Path, entry: Entry, work: Path) -> None:
    """A database that others write goes in as its own backup makes it, with the owner and mode of the original."""
    copy = work / "copy"
    databases.copy_sqlite(source, copy)
    if os.geteuid() == 0:
        os.chown(copy, entry.status.st_uid, entry.status.st_gid)
    copy.chmod(entry.status.st_mode & 0o777)
    _add_file(archive, copy, entry.name)
    copy.unlink()


def _add_file(archive: Archive, file: Path, name: str) -> None:
    with (
        suppress(FileNotFoundError),
        open(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb", buffering=0) as opened,
    ):
        archive.add(Entry(name, os.fstat(opened.fileno()), file=opened))


def _look_back(archive: Archive, record: Path, at: datetime) -> tuple[Manifest, int]:
    """The manifest, and how many kinds of handed-in bytes the database names and the platform has not."""
    engine = open_engine(f"sqlite:///{record}")
    store = SubmissionStore(Path("submissions"))
    try:
        with snapshot(engine) as copy:
            hashes = copy.execute(
                select(Submission.sha256).where(Submission.sha256 != LET_GO).distinct()
            ).scalars()
            without = sum(str(store.path_of(sha256)) not in archive.members for sha256 in hashes)
            return Manifest(
                str(revision_of(copy)), at.isoformat(), counts(copy), dict(archive.members)
            ), without
    finally:
        engine.dispose()
