"""一つずつ: who touches the seats of an offering holds its row, so that two never decide at once."""

from sqlalchemy.orm import Session

from webapp.enrolment.models import Application
from webapp.programme.models import Offering


def hold(session: Session, offering: Offering) -> Offering:
    """Wait until nobody else decides about this offering, then see it and its applications as they are now.

    On SQLite the writing transaction has done so already. The lock lets others still refer to the row.
    """
    session.flush()
    session.refresh(offering, with_for_update={"key_share": True})
    for known in list(session.identity_map.values()):
        if isinstance(known, Application) and known.offering_id == offering.id:
            session.expire(known)
    return offering
