"""締切時の定員: what was offered when applications closed is kept, whatever is written into the offering afterwards."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from webapp.fiscal_year import JAPAN
from webapp.programme.drafts import Draft
from webapp.programme.models import Offering
from webapp.programme.official import ClosingCapacity


def closes_at(offering: Offering | Draft) -> datetime:
    """When applications close: at the moment that is written, else when the first day begins."""
    return offering.apply_until or datetime.combine(offering.starts_on, time(), JAPAN)


def keep_closing_capacity(session: Session, offering: Offering, draft: Draft, at: datetime) -> None:
    """締切時の定員を残す: before a draft is written; let go again where applications open once more."""
    kept = session.get(ClosingCapacity, offering.id)
    if at < closes_at(draft):
        if kept is not None:
            session.delete(kept)
    elif kept is None and at >= closes_at(offering) and draft.capacity != offering.capacity:
        session.add(ClosingCapacity(offering_id=offering.id, capacity=offering.capacity, taken_at=at))
    session.flush()
