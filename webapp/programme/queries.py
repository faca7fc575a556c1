"""What people ask about offerings: which are announced, and whom one is for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Offering, OfferingState

ANNOUNCED = (OfferingState.PLANNED, OfferingState.OPEN, OfferingState.RUNNING)
# What a visitor can still act on comes first.
ORDER = {
    state: place
    for place, state in enumerate((OfferingState.OPEN, OfferingState.RUNNING, OfferingState.PLANNED))
}


def announced_offerings(session: Session, year: FiscalYear) -> dict[str, list[Offering]]:
    """Offerings of this year and later that are planned, open or running, by course slug."""
    rows: Sequence[Offering] = session.scalars(
        select(Offering)
        .where(Offering.fiscal_year >= year.year, Offering.state.in_(ANNOUNCED))
        .options(joinedload(Offering.host), selectinload(Offering.meetings))
        .order_by(Offering.starts_on, Offering.id)
    ).all()
    by_course: defaultdict[str, list[Offering]] = defaultdict(list)
    for offering in sorted(rows, key=lambda offering: ORDER[offering.state]):
        by_course[offering.course_slug].append(offering)
    return by_course


def takes_applications(offering: Offering, at: datetime) -> bool:
    """募集中か: whether somebody may apply at this moment."""
    if offering.state is not OfferingState.OPEN or offering.apply_from is None or at < offering.apply_from:
        return False
    return offering.apply_until is None or at < offering.apply_until
