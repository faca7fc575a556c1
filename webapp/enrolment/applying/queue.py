"""キャンセル待ちの列: who waits, and who is next."""

from collections.abc import Sequence

from sqlalchemy import nulls_last, select
from sqlalchemy.orm import Session

from webapp.enrolment.models import Application
from webapp.enrolment.states import ApplicationState
from webapp.programme.models import Offering


def queue_of(session: Session, offering: Offering) -> Sequence[Application]:
    """キャンセル待ちの列: by draw or review where there was one, then by the moment of applying."""
    return session.scalars(
        select(Application)
        .filter_by(offering_id=offering.id, state=ApplicationState.WAITING)
        .order_by(nulls_last(Application.queue_place), Application.applied_at, Application.id)
    ).all()


def place_in_queue(session: Session, application: Application) -> int:
    """何番目か: 1 for who is asked next; 0 for who does not wait."""
    waiting = [waiting.id for waiting in queue_of(session, application.offering)]
    return waiting.index(application.id) + 1 if application.id in waiting else 0
