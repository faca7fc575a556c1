"""配達係: delivers what is due in a thread of its own, since a mail server may keep silent for half a minute."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from sqlalchemy.exc import DBAPIError

from webapp.config import Settings
from webapp.db import Database
from webapp.mail.carriers import Away, Carrier, Folder, Post
from webapp.mail.delivery import carry, claim, has_due, keep_outcome
from webapp.mail.envelope import NOBODY
from webapp.mail.stopping import token_of
from webapp.threads import in_a_thread

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds: somebody waits for their code
PAUSE_WHEN_AWAY = 30.0  # seconds until a server that cannot be used is tried again


class Postman:
    """Takes what is due out of the outbox and hands it to a carrier."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        carrier: Carrier | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._database = database
        self._carrier = carrier or carrier_for(settings)
        self._clock = clock

    def round(self, stop: threading.Event) -> bool:
        """Deliver until nothing is due or `stop` is set; False where the server cannot be used now."""
        try:
            while not stop.is_set() and self._has_due():
                if not self._deliver():
                    return False
        finally:
            self._carrier.close()
        return True

    def _has_due(self) -> bool:
        with self._database.sessions() as session:
            return has_due(session, self._clock())

    def _deliver(self) -> bool:
        with self._database.transaction() as session:
            message = claim(session, self._clock())
        if message is None:
            return True
        settings = self._settings
        stop_link = settings.link(f"/mail/stop/{token_of(settings.secret_key, message.address)}")
        failure = carry(message, self._carrier, stop_link, settings.link("/"))
        with self._database.transaction() as session:
            keep_outcome(
                session, message, self._carrier.delivered, failure, self._clock(),
                keep_secrets=settings.mail_is_read_on_a_page,
            )  # fmt: skip
        if isinstance(failure, Away):
            log.warning("the mail server cannot be used now: %s", failure.answer.split(" ")[0])
            return False
        return True


def carrier_for(settings: Settings) -> Carrier:
    """The mail server where one is set, else the folder."""
    return Post(settings.smtp) if settings.smtp else Folder(settings.mail, NOBODY)


@contextmanager
def delivering(settings: Settings, database: Database) -> Iterator[None]:
    """Deliver in a thread of its own while the block runs."""
    # One that waits for a silent server is left behind: its message is sent by the next after the lease.
    with in_a_thread("mail", partial(keep_delivering, Postman(settings, database))):
        yield


def keep_delivering(postman: Postman, stop: threading.Event) -> None:
    """Make round after round, whatever one of them met."""
    while not stop.is_set():
        usable = True
        try:
            usable = postman.round(stop)
        except DBAPIError as error:
            log.info("mail waits for the database: %s", type(error).__name__)
        except Exception:  # one bad message must not be the last
            log.exception("a round of mail failed; the next one goes on")
        stop.wait(LOOK_EVERY if usable else PAUSE_WHEN_AWAY)
