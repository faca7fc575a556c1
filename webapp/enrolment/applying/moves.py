"""状態の移り: from where to where an application may go; every move is logged, no other is possible."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application
from webapp.enrolment.states import ApplicationState, IllegalMove


def begin(session: Session, application: Application, at: datetime, by: int | None = None) -> ApplicationMove:
    """申込の始まり: log how a new application came to be."""
    session.add(application)
    session.flush()
    return _log(session, application, None, at, by, "")


def move(
    session: Session,
    application: Application,
    after: ApplicationState,
    at: datetime,
    by: int | None = None,
    reason: str = "",
) -> ApplicationMove:
    """Move an application and log it; raises IllegalMove where `ALLOWED` has no such way."""
    before = application.state
    if after is before:
        raise IllegalMove(before, after)
    application.state = after
    return _log(session, application, before, at, by, reason)


def _log(
    session: Session,
    application: Application,
    before: ApplicationState | None,
    at: datetime,
    by: int | None,
    reason: str,
) -> ApplicationMove:
    logged = ApplicationMove(
        application_id=application.id,
        before=before,
        after=application.state,
        moved_at=at,
        moved_by_id=by,
        reason=reason[:500],
    )
    session.add(logged)
    session.flush()
    return logged
