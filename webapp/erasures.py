"""消去の控え: who was erased, by number alone, outside the database, so that a restored backup forgets them again.

A line is written before the database forgets, and tells what has to go beside it: whatever stops in between is finished
by running the command again.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from webapp.config import Settings
from webapp.participation.storage import SubmissionStore


@dataclass(frozen=True)
class Erasure:
    """One line: numbers and hashes, nothing that names anybody."""

    learner: int
    hub_user: str
    files: Sequence[str]
    mails: Sequence[int]
    offerings: Sequence[int]
    at: str

    @property
    def moment(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)


def note(file: Path, erasure: Erasure) -> None:
    """Append a line for good: a power cut afterwards cannot take it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(descriptor, "ab") as lines:
        lines.write(json.dumps(asdict(erasure)).encode() + b"\n")
        lines.flush()
        os.fsync(lines.fileno())


def noted(file: Path) -> Iterator[Erasure]:
    """Every line that is whole; half a line is one that was never acted upon."""
    with suppress(FileNotFoundError):
        for line in file.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, TypeError):
                yield Erasure(**json.loads(line))


def wipe_deleted(engine: Engine) -> bool:
    """Let go of what deleted rows left in the database's own files; False where others read them just now."""
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "sqlite":
            busy, *_pages = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
        driver: Any = connection.driver_connection
        driver.autocommit = True  # VACUUM runs in no transaction
        try:
            driver.execute("VACUUM")
        finally:
            driver.autocommit = False
        return True
    finally:
        connection.close()


def clear_files(settings: Settings, erasure: Erasure, still_used: frozenset[str]) -> None:
    """Remove what lies outside the database: hand-ins that nobody else made, written mails, the home folder."""
    store = SubmissionStore(settings.submissions)
    for sha256 in erasure.files:
        if sha256 not in still_used:
            store.path_of(sha256).unlink(missing_ok=True)
    for number in erasure.mails:
        (settings.mail / f"{number:08d}.eml").unlink(missing_ok=True)
    home = settings.homes / erasure.hub_user
    if home.is_symlink():
        home.unlink()
    elif home.is_dir():
        shutil.rmtree(home)
