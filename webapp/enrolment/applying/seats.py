"""席: how many are left, for whom; a seat is taken by who was accepted and by who is asked to take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.cohorts.operations import kept_for_cohorts
from webapp.enrolment.models import Application, ApplicationState
from webapp.fiscal_year import japanese_date
from webapp.programme.conditions import ReservedSeats
from webapp.programme.models import Offering

HOLDING = (ApplicationState.ACCEPTED, ApplicationState.OFFERED)


@dataclass(frozen=True)
class Seats:
    """席の数: capacity, seats reserved (優先枠) per partner, and who holds one, by the partner who sent them."""

    capacity: int | None
    reserved: Mapping[int, int]
    held: Mapping[int | None, int]
    # 団体枠: for people of cohorts who come with a roster.
    kept: int = 0

    @property
    def taken(self) -> int:
        """How many seats are taken."""
        return sum(self.held.values())

    def free_for(self, sent_by: int | None) -> bool:
        """Whether somebody whom this partner sent (None: nobody did) could sit down."""
        if self.capacity is None:
            return True
        if self.taken >= self.capacity:
            return False
        if sent_by is not None and self.held.get(sent_by, 0) < self.reserved.get(sent_by, 0):
            return True
        return self._general_left > 0

    @property
    def left(self) -> int | None:
        """How many seats are left in all, reserved ones included; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def _general_left(self) -> int:
        kept = sum(max(0, seats - self.held.get(partner, 0)) for partner, seats in self.reserved.items())
        return (self.capacity or 0) - self.taken - kept - self.kept


def seats_of(session: Session, offering: Offering, at: datetime) -> Seats:
    """The seats of an offering at this moment; reserved ones are everybody's once applications have closed."""
    held = session.execute(
        select(Application.sent_by_id, func.count())
        .where(Application.offering_id == offering.id, Application.state.in_(HOLDING))
        .group_by(Application.sent_by_id)
    )
    kept = kept_for_cohorts(session, offering) if reservations_hold(offering, at) else 0
    return Seats(offering.capacity, _reserved(session, offering, at), dict(iter(held)), kept)


def _reserved(session: Session, offering: Offering, at: datetime) -> dict[int, int]:
    if not reservations_hold(offering, at):
        return {}
    rows = session.scalars(select(ReservedSeats).filter_by(offering_id=offering.id))
    return {row.partner_id: row.seats for row in rows}


def reservations_hold(offering: Offering, at: datetime) -> bool:
    """優先枠の期限: seats are kept for a partner until applications close, or the offering begins."""
    if offering.apply_until is not None:
        return at < offering.apply_until
    return japanese_date(at) < offering.starts_on
