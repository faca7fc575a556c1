"""繰上げ: seats that come free go to those who wait, in their order, with a time to reply."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.moves import move
from webapp.enrolment.applying.queue import queue_of
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.telling import tell
from webapp.enrolment.models import Application, ApplicationState
from webapp.fiscal_year import JAPAN
from webapp.programme.models import MeetingState, Offering, OfferingState
from webapp.wording import mark

FILLING = (OfferingState.OPEN, OfferingState.RUNNING)


def begins_at(offering: Offering) -> datetime:
    """The first class; after it nobody is moved up by themselves."""
    first = min(
        (m.starts_at for m in offering.meetings if m.state is not MeetingState.CANCELLED), default=None
    )
    return first or datetime.combine(offering.starts_on, datetime.min.time(), JAPAN)


def fill_seats(session: Session, offering: Offering, at: datetime) -> list[Application]:
    """繰上げを進める: let unanswered offers go, then offer every free seat; return whom a seat was offered."""
    hold(session, offering)
    let_go(session, offering, at)
    offered: list[Application] = []
    if offering.state not in FILLING or at >= begins_at(offering):
        return offered
    for application in queue_of(session, offering):
        seats = seats_of(session, offering, at)
        if seats.left == 0:
            break
        if seats.free_for(application.sent_by_id):
            offer_seat(session, application, at)
            offered.append(application)
    return offered


def offer_seat(session: Session, application: Application, at: datetime) -> None:
    """繰上げ案内: keep a seat until the reply-by time, at the latest until the offering begins."""
    offering = application.offering
    application.reply_by = min(at + timedelta(hours=offering.reply_hours), begins_at(offering))
    move(session, application, ApplicationState.OFFERED, at, reason=mark("席が空いたため"))
    tell(session, application, at)


def let_go(session: Session, offering: Offering, at: datetime) -> list[Application]:
    """回答期限切れ: whoever did not reply in time gives the seat to the next."""
    expired = session.scalars(
        select(Application).where(
            Application.offering_id == offering.id,
            Application.state == ApplicationState.OFFERED,
            Application.reply_by <= at,
        )
    ).all()
    for application in expired:
        move(
            session,
            application,
            ApplicationState.CANCELLED,
            at,
            reason=mark("回答期限までに返事がなかったため"),
        )
        tell(session, application, at)
    return list(expired)


def look_after_waiting_lists(session: Session, at: datetime) -> int:
    """見回り: fill the seats of every offering where somebody waits or was asked; return how many were offered one."""
    alive = (ApplicationState.WAITING, ApplicationState.OFFERED)
    offerings = session.scalars(
        select(Offering)
        .where(Offering.id.in_(select(Application.offering_id).where(Application.state.in_(alive))))
        .where(Offering.state.in_(FILLING))
        .order_by(Offering.id)
    ).all()
    return sum(len(fill_seats(session, offering, at)) for offering in offerings)
