"""復元のあと: whoever was erased is forgotten again, books that differ are written anew, and everything is verified."""

import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime

from webapp import audit_heads
from webapp.config import Settings
from webapp.db import Database
from webapp.erasing_outside import clear_books, library_of, replay
from webapp.erasures import noted, wipe_deleted
from webapp.verifying import Verified, look_through

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settled:
    """What was done to what came back, and what holds of it."""

    erased_again: int
    books_anew: list[int]
    verified: Verified


def settle_down() -> Settled:
    """Do it all, with the settings that came back; hub users of erased people go once the platform runs."""
    settings = Settings.from_env(os.environ)
    database = Database(settings.database_url)
    audit_heads.anchor(database, settings.audit_heads)
    try:
        again = replay(database, settings)
        for erasure in noted(settings.erasures):
            clear_books(database, settings, erasure)
        wipe_deleted(database.engine)
        anew = rebuild_differing(database, settings)
        return Settled(again, anew, look_through(settings, database, datetime.now(UTC)))
    finally:
        database.close()


def rebuild_differing(database: Database, settings: Settings) -> list[int]:
    """Write each book anew that is missing or differs from the record; their offerings' numbers."""
    from webapp.participation.gradebook.comparison import compare_all
    from webapp.participation.gradebook.rebuilding import rebuild

    library = library_of(settings)
    lines = compare_all(database, settings.gradebooks, library)
    differing = sorted({int(line.split(" ", 1)[0].removeprefix("offering-")) for line in lines})
    for offering in differing:
        try:
            rebuild(database, settings.gradebooks, library, offering, datetime.now(UTC))
        except Exception:  # a lost release, say: what cannot be written is told by what follows
            log.exception("the book of offering %s could not be written anew", offering)
    return differing
