"""鍵の交換: the installation's secrets are made anew, and what was closed with one of them is closed with its successor."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from webapp.config import Settings
from webapp.db import Database
from webapp.durable import sync_folder
from webapp.enrolment.accounts.second_factor import seal_again
from webapp.participation.badges.keys import add_key

NEXT = ".next"  # the ending of a secret that is not in use yet
# What a restart of the whole platform takes up; the grading key is not among them unless it is named.
USUAL = (
    "hub_token",
    "proxy_token",
    "verify_token",
    "supervisor_token",
    "culler_token",
    "metrics_token",
    "cookie_secret",
    "webapp_secret_key",
)
BADGES = "badge_key"  # kept beside the ones before it, which still verify what they signed
KEYS = (*USUAL, "grading_key", BADGES)
SESSIONS = "webapp_secret_key"


def rotate(settings: Settings, database: Database, names: Sequence[str]) -> int:
    """Replace these secrets, one after the other, and return how many second factors were sealed again.

    A crash in between leaves each secret old or new, never half; doing it again finishes what had begun.
    """
    sealed = 0
    for name in names:
        folder = settings.data / "secrets"
        if name == BADGES:
            add_key(folder)
            continue
        if name == SESSIONS:
            sealed = _seal_factors(settings, database, _successor(folder, name))
        os.replace(_successor(folder, name), folder / name)
        sync_folder(folder)
    return sealed


def _successor(folder: Path, name: str) -> Path:
    """The file of the next secret, made where it is not there yet: factors may be sealed with it already."""
    path = folder / f"{name}{NEXT}"
    if path.exists() and len(path.read_text().strip()) == 64:
        return path
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return path


def _seal_factors(settings: Settings, database: Database, successor: Path) -> int:
    new = settings.with_secret_key(successor.read_text().strip())
    with database.transaction() as session:
        return seal_again(session, old=settings.key_for("second factor"), new=new.key_for("second factor"))
