"""監査の控え: after each commit the chain's newest digest is added to a file, since from inside nobody sees its end cut off."""

import logging
import os
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from webapp.audit import HEAD
from webapp.db import Database

log = logging.getLogger(__name__)


def anchor(database: Database, file: Path) -> None:
    """From now on write down what each committed line of the audit ended with."""

    @event.listens_for(database.sessions, "after_commit")
    def write_down(session: Session) -> None:
        head = session.info.pop(HEAD, None)
        if head is not None:
            _append(file, head)

    @event.listens_for(database.sessions, "after_rollback")
    def forget(session: Session) -> None:
        session.info.pop(HEAD, None)


def _append(file: Path, head: str) -> None:
    # What was committed stands; a full disk must not make it look failed.
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, f"{head}\n".encode())
        finally:
            os.close(descriptor)
    except OSError as error:
        log.error("the head of the audit could not be written down: %s", error.strerror)


def anchored(file: Path) -> set[str]:
    """Every digest that was written down."""
    try:
        return set(file.read_text(encoding="ascii").split())
    except FileNotFoundError:
        return set()
