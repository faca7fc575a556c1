"""What people ask about offerings: which are announced, and whom one is for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.fiscal_year import FiscalYear
from webapp.programme.models import Offering, OfferingState
from webapp.wording import mark

ANNOUNCED = (OfferingState.PLANNED, OfferingState.OPEN, OfferingState.RUNNING)
# What a visitor can still act on comes first.
ORDER = {
    state: place
    for place, state in enumerate((OfferingState.OPEN, OfferingState.RUNNING, OfferingState.PLANNED))
}
OVER_FOR_NOW = mark("募集締切")


class Opening(Protocol):
    """募集: what an offering's row, and a report's fact of it, say of taking applications."""

    @property
    def state(self) -> OfferingState:
        """As the calendar left it."""

    @property
    def apply_from(self) -> datetime | None:
        """The first moment of applications, where there is one."""

    @property
    def apply_until(self) -> datetime | None:
        """The moment from which none is taken, where there is one."""


def announced_offerings(session: Session, at: datetime) -> dict[str, list[Offering]]:
    """Offerings of this year and later that are planned, open or running, by course slug; what takes applications first."""
    rows: Sequence[Offering] = session.scalars(
        select(Offering)
        .where(Offering.fiscal_year >= FiscalYear.of(at).year, Offering.state.in_(ANNOUNCED))
        .options(joinedload(Offering.host), selectinload(Offering.meetings))
        .order_by(Offering.starts_on, Offering.id)
    ).all()
    by_course: defaultdict[str, list[Offering]] = defaultdict(list)
    for offering in sorted(rows, key=lambda each: (ORDER[each.state], not takes_applications(each, at))):
        by_course[offering.course_slug].append(offering)
    return by_course


def takes_applications(offering: Opening, at: datetime) -> bool:
    """募集中か: whether somebody may apply at this moment."""
    if offering.state is not OfferingState.OPEN or offering.apply_from is None or at < offering.apply_from:
        return False
    return offering.apply_until is None or at < offering.apply_until


def state_shown(offering: Opening, at: datetime) -> str:
    """状態の言葉: 募集中 only where somebody may apply at this moment; 募集締切 from the last moment to the first day.

    An offering without a first day of applications is opened to people whom a roster names: its own state stands.
    """
    if offering.state is not OfferingState.OPEN or offering.apply_from is None:
        return offering.state.label_ja
    if at < offering.apply_from:  # its dates were moved on after it had opened
        return OfferingState.PLANNED.label_ja
    return offering.state.label_ja if takes_applications(offering, at) else OVER_FOR_NOW
