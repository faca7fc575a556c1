"""消去の残り: carries out, beside the database, what noted erasures promise; it may stop anywhere and be done again."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.config import Settings
from webapp.db import Database
from webapp.enrolment.models import Learner
from webapp.erasures import Erasure, clear_files, note, noted
from webapp.hub import Hub, HubUnavailable
from webapp.participation.erasing import Erased, erase, is_erased
from webapp.participation.models import Submission
from webapp.participation.storage import SubmissionStore

if TYPE_CHECKING:
    from webapp.participation.gradebook.library import Library


def erase_and_note(
    session: Session, settings: Settings, learner: Learner, at: datetime, *, by: int | None = None
) -> Erased:
    """Forget a person inside a transaction, and note for good what has to go beside the database before it ends."""
    done = erase(session, learner, at, by)
    session.flush()
    note(settings.erasures, noted_as(learner, done, at))
    return done


def noted_as(learner: Learner, done: Erased, at: datetime) -> Erasure:
    """The line that tells of an erasure."""
    return Erasure(learner.id, done.hub_user, done.files, done.mails, done.offerings, at.isoformat())


def replay(database: Database, settings: Settings, since: datetime | None = None) -> int:
    """Erase again whoever a restored database knows although they were erased (since then); return how many."""
    again = 0
    for erasure in noted(settings.erasures):
        if since is not None and erasure.moment < since:
            continue
        with database.transaction() as session:
            learner = session.get(Learner, erasure.learner)
            if learner is not None and learner.hub_user == erasure.hub_user and not is_erased(learner):
                erase(session, learner, datetime.now(UTC), None)
                again += 1
        clear_around(database, settings, erasure)
    return again


def clear_around(database: Database, settings: Settings, erasure: Erasure) -> None:
    """Remove what a noted erasure leaves beside the database, but what somebody else handed in as well."""
    with database.sessions() as session:
        clear_files(settings, erasure, _still_used(session, erasure))


def clear_books(database: Database, settings: Settings, erasure: Erasure) -> None:
    """Write the books anew in which the person still has a page."""
    from webapp.participation.gradebook.folder import books_in
    from webapp.participation.gradebook.rebuilding import rebuild

    for offering in sorted(set(erasure.offerings) & set(books_in(settings.gradebooks))):
        if (settings.gradebooks / str(offering) / "submitted" / erasure.hub_user).exists():
            rebuild(database, settings.gradebooks, library_of(settings), offering, datetime.now(UTC))


def clear_hub(hub: Hub, erasure: Erasure) -> bool:
    """Have the hub forget its user; False where it did not answer."""
    try:
        hub.remove_user(erasure.hub_user)
    except HubUnavailable:
        return False
    return True


def library_of(settings: Settings) -> "Library":
    """What the books' notebooks are made from."""
    from webapp.participation.gradebook.library import Library

    return Library(SubmissionStore(settings.submissions), settings.releases)


def _still_used(session: Session, erasure: Erasure) -> frozenset[str]:
    return frozenset(session.scalars(select(Submission.sha256).where(Submission.sha256.in_(erasure.files))))
