"""名簿: which people the hub should have in which group, and keeping it so."""

import logging
import time
from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.models import NOBODYS, Enrolment, Learner
from webapp.hub import Hub, HubGroup, reconcile
from webapp.programme.models import Offering, OfferingState

log = logging.getLogger(__name__)

WITH_LESSONS = (OfferingState.OPEN, OfferingState.RUNNING, OfferingState.CLOSED)
LOOK_AGAIN_AFTER = 600.0  # seconds: somebody may have changed a group in the hub's own admin page


def group_name(offering_id: int) -> str:
    """The hub's name for the people of an offering."""
    return f"offering-{offering_id}"


def wanted_groups(session: Session, fiscal_year: int) -> dict[str, HubGroup]:
    """One group per offering since the fiscal year before this one: everybody enrolled who has not withdrawn.

    On 1 April last year's offerings do not vanish: people still withdraw, and what is CLOSED still takes work.
    """
    first = fiscal_year - 1
    offerings = session.execute(
        select(Offering.id, Offering.course_slug, Offering.state).where(Offering.fiscal_year >= first)
    ).all()
    people = session.execute(
        select(Enrolment.offering_id, Learner.hub_user)
        .join(Enrolment.learner)
        .join(Enrolment.offering)
        .where(Offering.fiscal_year >= first, Enrolment.withdrawn_at.is_(None))
        .where(~Learner.hub_user.startswith(NOBODYS))  # who was erased is counted, and can do nothing
    ).all()
    members: dict[int, set[str]] = {}
    for offering_id, hub_user in people:
        members.setdefault(offering_id, set()).add(hub_user)
    return {
        group_name(offering_id): HubGroup(
            frozenset(members.get(offering_id, ()) if state in WITH_LESSONS else ()), {"course": course_slug}
        )
        for offering_id, course_slug, state in offerings
    }


class Roster:
    """Tells the hub what changed since the last time, and everything once in a while."""

    def __init__(self, hub: Hub, clock: Callable[[], float] = time.monotonic) -> None:
        self._hub = hub
        self._clock = clock
        self._told: dict[str, HubGroup] = {}
        self._told_all_at = clock()

    def tell(self, wanted: Mapping[str, HubGroup]) -> list[str]:
        """Bring the hub to what is wanted; return the groups that changed there. Raises HubUnavailable."""
        if self._clock() - self._told_all_at > LOOK_AGAIN_AFTER:
            self._told.clear()
            self._told_all_at = self._clock()
        changed = []
        for name, group in wanted.items():
            if self._told.get(name) != group:
                changed += reconcile(self._hub, {name: group})
                self._told[name] = group
        return changed
