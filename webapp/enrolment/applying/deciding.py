"""一括の決定: several applications decided at once, in one transaction, after the office saw what follows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit import record
from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.models import Approval
from webapp.enrolment.applying.moves import move
from webapp.enrolment.applying.operations import seat
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.telling import tell
from webapp.enrolment.applying.waiting import fill_seats
from webapp.enrolment.models import Application, ApplicationState
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.states import ALLOWED
from webapp.programme.models import Offering
from webapp.wording import mark

DECISIONS = (ApplicationState.ACCEPTED, ApplicationState.WAITING, ApplicationState.REJECTED)


@dataclass(frozen=True)
class Consequences:
    """決定の結果: whom it moves, whom it cannot, how many sit beyond the capacity, whose approval is missing."""

    moving: Sequence[Application]
    impossible: Sequence[Application]
    beyond: int
    not_approved: int

    @property
    def mails(self) -> int:
        """How many are told by mail; the others read it on their page."""
        return sum(bool(application.learner.email) for application in self.moving)


def consequences_of(
    session: Session, offering: Offering, ids: Sequence[int], after: ApplicationState, at: datetime
) -> Consequences:
    """決定するとどうなるか: nothing is changed."""
    chosen = session.scalars(
        select(Application)
        .where(Application.offering_id == offering.id, Application.id.in_(ids))
        .order_by(Application.applied_at, Application.id)
    ).all()
    moving = [application for application in chosen if after in ALLOWED[application.state]]
    impossible = [each for each in chosen if each.state is not after and after not in ALLOWED[each.state]]
    beyond = _beyond(session, offering, moving, at) if after is ApplicationState.ACCEPTED else 0
    waited_for = select(Approval.application_id).where(
        Approval.application_id.in_([each.id for each in moving]), Approval.decided_at.is_(None)
    )
    return Consequences(moving, impossible, beyond, len(set(session.scalars(waited_for))))


def _beyond(session: Session, offering: Offering, moving: Sequence[Application], at: datetime) -> int:
    seats, beyond = seats_of(session, offering, at), 0
    for application in moving:
        if application.state is ApplicationState.OFFERED:
            continue  # this seat is kept already
        beyond += not seats.free_for(application.sent_by_id)
        seats = replace(seats, held=Counter(seats.held) + Counter([application.sent_by_id]))
    return beyond


def decide_all(
    session: Session,
    offering: Offering,
    seen: Mapping[int, ApplicationState],
    after: ApplicationState,
    at: datetime,
    by: int,
    reason: str = "",
    *,
    beyond_capacity: bool = False,
) -> int:
    """まとめて決定する: all or nobody; `seen` is where each application stood when the office looked.

    Free seats are offered to who waits only after all are decided. Raises NotPossible where an application
    moved meanwhile, cannot go there, or no seat is left and the office did not say that it adds one.
    """
    if after not in DECISIONS:
        raise NotPossible(mark("この状態には、事務局の決定では移せません"))
    hold(session, offering)
    found = consequences_of(session, offering, list(seen), after, at)
    known = {application.id: application for application in (*found.moving, *found.impossible)}
    if found.impossible or any(each.state is not seen[each.id] for each in known.values()):
        raise NotPossible(mark("確認のあいだに申込の状態が変わりました。もう一度ご確認ください"))
    if found.beyond and not beyond_capacity:
        raise NotPossible(mark("席が足りません。定員を超えて決定するときは、その欄に印を付けてください"))
    for application in found.moving:
        if after is ApplicationState.ACCEPTED:
            seat(session, application, at, by, reason)
        else:
            move(session, application, after, at, by, reason)
        tell(session, application, at)
    if found.moving:
        ids = [application.id for application in found.moving]
        record(
            session, at, by, "decided", f"offering/{offering.id}", after=after.value, applications=ids,
            whose=[application.learner_id for application in found.moving],
        )  # fmt: skip
        fill_seats(session, offering, at)
    return len(found.moving)
