"""What the worker process does beside grading: hub and enrolments, reminders, starts of servers, nbgrader's books, sweeping."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.applying.reminding import remind_of_replies
from webapp.enrolment.applying.retention import forget_unconfirmed
from webapp.enrolment.applying.waiting import look_after_waiting_lists
from webapp.enrolment.outreach.interest import forget_interests, tell_interested
from webapp.enrolment.reminders import remind_of_meetings
from webapp.enrolment.teaching import who_looks_after
from webapp.fiscal_year import FiscalYear
from webapp.hub import Hub, HubUnavailable
from webapp.participation.activity.counting import count_starts
from webapp.participation.attendance.holding import hold_begun
from webapp.participation.books import Readers, wanted_books
from webapp.participation.gradebook.folder import books_in
from webapp.participation.queue import has_work
from webapp.participation.roster import Roster, wanted_groups
from webapp.participation.storage import SubmissionStore
from webapp.participation.surveys.asking import make_survey_round
from webapp.programme.needs.composing import build_new
from webapp.programme.planning import keep_states
from webapp.threads import in_a_thread

if TYPE_CHECKING:
    from webapp.participation.gradebook.bookkeeping import Bookkeeper

log = logging.getLogger(__name__)

LOOK_EVERY = 3.0  # seconds: somebody who was just enrolled finds the lessons when they press 学習を始める
SWEEP_EVERY = 600  # looks
WAITING_LISTS_EVERY = 10  # looks: a seat that nobody took in time is offered to the next within half a minute
REMIND_EVERY = 20  # looks: about once a minute
BUILD_AGAIN_AFTER = 100  # looks: what could not be built will not be a moment later
MOST_PUT_OFF = 10  # looks for which nbgrader's books wait while people do


@contextmanager
def rounds(settings: Settings, database: Database) -> Iterator[None]:
    """Make the rounds in a thread of their own while the block runs."""
    with in_a_thread("rounds", partial(make_rounds, settings, database)):
        yield


def make_rounds(settings: Settings, database: Database, stop: threading.Event) -> None:
    """Look for changed enrolments again and again; a hub that is away is asked again at the next look."""
    hub = Hub(settings.hub_address, settings.hub_token)
    roster, readers = Roster(hub), Readers(hub)
    store = SubmissionStore(settings.submissions)
    keeper = bookkeeper(settings, database, store)
    looks = put_off = next_build = 0
    while not stop.is_set():
        try:
            tell_hub(database, roster)
            tell_hub_of_books(database, roster, readers, settings.gradebooks)
            if looks >= next_build:
                next_build = looks + (1 if build_courses(settings) else BUILD_AGAIN_AFTER)
            if looks % SWEEP_EVERY == 0:
                store.sweep()
            if looks % WAITING_LISTS_EVERY == 0:
                move_up(database)
                forget(database)
            if looks % REMIND_EVERY == 0:
                remind(database)
                tell_who_waits(database, settings)
                ask(database)
                hold(database)
                look_who_started(database, hub)
            put_off = put_off + 1 if put_off < MOST_PUT_OFF and somebody_waits(database) else 0
            if put_off == 0:
                keep_books(keeper, datetime.now(UTC))
        except Exception:  # one bad round must not be the last: enrolments would never reach the hub again
            log.exception("a round failed; the next one goes on")
        looks += 1
        stop.wait(LOOK_EVERY)
    hub.close()


def build_courses(settings: Settings) -> bool:
    """Release courses that were composed since the last look; False where that failed, which is logged."""
    try:
        if build_new(settings.releases, settings.courses):
            log.info("composed courses were released")
    except (OSError, RuntimeError, SubprocessError):
        log.exception("composed courses could not be released; they are tried again in a while")
        return False
    return True


def move_up(database: Database, at: datetime | None = None) -> None:
    """Keep offerings' states with the calendar, let unanswered offers go, offer free seats to who waits."""
    try:
        now = at or datetime.now(UTC)
        with database.transaction() as session:
            keep_states(session, now)
            offered = look_after_waiting_lists(session, now)
    except DBAPIError as error:
        log.info("the waiting lists wait: %s", type(error).__name__)
    else:
        if offered:
            log.info("%d seats offered to who waited", offered)


def forget(database: Database, at: datetime | None = None) -> None:
    """Delete the forms and addresses that nobody confirmed in time; a database that is away is asked again."""
    try:
        with database.transaction() as session:
            now = at or datetime.now(UTC)
            forgotten = forget_unconfirmed(session, now) + forget_interests(session, now)
    except DBAPIError as error:
        log.info("forgetting waits: %s", type(error).__name__)
    else:
        if forgotten:
            log.info("%d unconfirmed forms forgotten", forgotten)


def bookkeeper(settings: Settings, database: Database, store: SubmissionStore) -> "Bookkeeper":
    """Who keeps nbgrader's books; imported here, since loading nbgrader would keep the first hand-in waiting."""
    from webapp.participation.gradebook.bookkeeping import Bookkeeper

    return Bookkeeper(database, settings.gradebooks, store, settings.releases)


def somebody_waits(database: Database) -> bool:
    """Whether hand-ins wait to be graded: keeping books would take a core from them."""
    try:
        with database.sessions() as session:
            return has_work(session, datetime.now(UTC))
    except DBAPIError:
        return False


def remind(database: Database, at: datetime | None = None) -> None:
    """Queue the reminders of tomorrow's meetings and of unanswered offers; a database that is away is asked again."""
    try:
        with database.transaction() as session:
            now = at or datetime.now(UTC)
            queued = remind_of_meetings(session, now) + remind_of_replies(session, now)
        if queued:
            log.info("queued %s reminders", queued)
    except DBAPIError as error:
        log.info("reminders wait: %s", type(error).__name__)


def tell_who_waits(database: Database, settings: Settings, at: datetime | None = None) -> None:
    """Tell who registered for it that a course takes applications; a database that is away is asked again."""
    try:
        with database.transaction() as session:
            queued = tell_interested(session, at or datetime.now(UTC), key=settings.key_for("codes"))
        if queued:
            log.info("queued %s letters that a course opens", queued)
    except DBAPIError as error:
        log.info("who waits for a course waits on: %s", type(error).__name__)


def ask(database: Database, at: datetime | None = None) -> None:
    """Send surveys that are due, remind who has not answered, forget the marks of closed ones."""
    try:
        with database.transaction() as session:
            queued = make_survey_round(session, at or datetime.now(UTC))
        if queued:
            log.info("queued %s requests to answer a survey", queued)
    except DBAPIError as error:
        log.info("surveys wait: %s", type(error).__name__)


def hold(database: Database, at: datetime | None = None) -> None:
    """Mark classes as held that began and to which somebody came; a database that is away is asked again."""
    try:
        with database.transaction() as session:
            held = hold_begun(session, at or datetime.now(UTC))
        if held:
            log.info("marked %s classes as held", held)
    except DBAPIError as error:
        log.info("classes wait to be marked as held: %s", type(error).__name__)


def look_who_started(database: Database, hub: Hub) -> None:
    """Count the starts of servers that run now; one that ran for less than a minute may be missed."""
    try:
        started = hub.running_since()
        with database.transaction() as session:
            count_starts(session, started)
    except (DBAPIError, HubUnavailable) as error:
        log.info("starts of servers wait: %s", type(error).__name__)


def keep_books(keeper: "Bookkeeper", at: datetime) -> None:
    """Bring nbgrader's books up to the record; a database that is away is asked again at the next look."""
    try:
        keeper.look(at)
    except DBAPIError as error:
        log.info("nbgrader's books wait: %s", type(error).__name__)


def tell_hub(database: Database, roster: Roster, at: datetime | None = None) -> None:
    """Bring the hub's groups to the enrolments of this moment, where both answer."""
    try:
        with database.sessions() as session:
            wanted = wanted_groups(session, FiscalYear.of(at or datetime.now(UTC)).year)
        for name in roster.tell(wanted):
            log.info("the hub now has %s as enrolled", name)
    except (DBAPIError, HubUnavailable) as error:
        log.info(
            "the hub's groups wait: %s", type(error).__name__ if isinstance(error, DBAPIError) else error
        )


def tell_hub_of_books(database: Database, roster: Roster, readers: Readers, gradebooks: Path) -> None:
    """Bring the books' users, and who may open which, to this moment, where hub and database both answer."""
    try:
        with database.sessions() as session:
            people = who_looks_after(session)
        roster.tell(wanted_books(gradebooks))
        for name, offering_id in readers.tell(
            {id: people.get(id, frozenset()) for id in books_in(gradebooks)}
        ):
            log.info("audit: %s may not open the book of offering %s any more", name, offering_id)
    except (DBAPIError, HubUnavailable) as error:
        log.info("the hub's books wait: %s", type(error).__name__ if isinstance(error, DBAPIError) else error)
