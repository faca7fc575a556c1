"""自分の申込: where one's applications stand and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from webapp.enrolment.applying.models import ApplicationMove, Approval
from webapp.enrolment.applying.operations import pending_approvals
from webapp.enrolment.applying.queue import place_in_queue
from webapp.enrolment.completed import completed_now
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner
from webapp.fiscal_year import japanese_date
from webapp.programme.models import Offering, OfferingState
from webapp.wording import mark

S = ApplicationState
# What its owner may still take back.
ALIVE = (S.APPLIED, S.DRAWING, S.WAITING, S.OFFERED, S.ACCEPTED)


@dataclass(frozen=True)
class MyApplication:
    """One's application with what a page says of it."""

    application: Application
    place: int
    waits_for: Sequence[Approval]
    completed: bool
    taking: bool = False

    @property
    def can_be_taken_back(self) -> bool:
        """Whether 取消 or 辞退 is possible: not after 修了, nor where everything is over."""
        over = self.application.offering.state in (OfferingState.CLOSED, OfferingState.CANCELLED)
        return self.application.state in ALIVE and not self.completed and not over


def my_applications(session: Session, learner: Learner, at: datetime) -> list[MyApplication]:
    """The applications to offerings that are not over, the newest first."""
    rows = session.scalars(
        select(Application)
        .join(Application.offering)
        .where(Application.learner_id == learner.id, Offering.ends_on >= japanese_date(at))
        .order_by(Application.applied_at.desc(), Application.id.desc())
        .options(joinedload(Application.offering))
    ).all()
    return [as_mine(session, row) for row in rows]


def as_mine(session: Session, application: Application) -> MyApplication:
    """The application with its place in the queue and who has to approve."""
    enrolment = session.scalar(
        select(Enrolment).filter_by(learner_id=application.learner_id, offering_id=application.offering_id)
    )
    return MyApplication(
        application,
        place_in_queue(session, application) if application.state is S.WAITING else 0,
        pending_approvals(session, application) if application.state is S.APPLIED else (),
        completed=enrolment is not None and completed_now(session, enrolment) is not None,
        taking=enrolment is not None and enrolment.withdrawn_at is None,
    )


@dataclass(frozen=True)
class OwnPlace:
    """自分の講座: how one stands in it, in a word, and the application where there is no place yet."""

    words: str
    application: Application | None = None


def own_places(session: Session, learner: Learner, at: datetime) -> dict[int, OwnPlace]:
    """What of the offerings that are not over is one's own, by their ids."""
    today = japanese_date(at)
    applied = session.scalars(
        select(Application)
        .join(Application.offering)
        .where(
            Application.learner_id == learner.id,
            Application.state.in_(ALIVE),
            Offering.ends_on >= today,
            Offering.state != OfferingState.CANCELLED,
        )
    )
    taking = session.scalars(
        select(Enrolment)
        .join(Enrolment.offering)
        .where(
            Enrolment.learner_id == learner.id, Enrolment.withdrawn_at.is_(None), Offering.ends_on >= today
        )
        .options(contains_eager(Enrolment.offering))
    )
    places = {row.offering_id: OwnPlace(mark("申込済み"), row) for row in applied}
    return places | {row.offering_id: OwnPlace(_place(session, row, today)) for row in taking}


def _place(session: Session, enrolment: Enrolment, today: date) -> str:
    if completed_now(session, enrolment) is not None:
        return mark("修了")
    return mark("受講中") if enrolment.offering.starts_on <= today else mark("受講決定")


def moves_of(session: Session, application: Application) -> Sequence[ApplicationMove]:
    """経過: every move, the oldest first."""
    return session.scalars(
        select(ApplicationMove).filter_by(application_id=application.id).order_by(ApplicationMove.id)
    ).all()
