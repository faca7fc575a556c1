"""返事の催促: who was offered a seat and has not replied is asked once more before the seat goes on."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.models import ApplicationMove
from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.programme.models import Offering, OfferingState
from webapp.programme.naming import offering_name, partner_name

# A day is long enough to answer in, and whoever was only just asked is left in peace.
BEFORE_THE_END = timedelta(days=1)
AFTER_THE_OFFER = timedelta(hours=12)


def remind_of_replies(session: Session, at: datetime) -> int:
    """催促を出す: once per offer; the number of messages."""
    due = _due(session, at)
    for application in due:
        learner = application.learner
        values = {
            "name": learner.name,
            "offering": offering_name(application.offering),
            "sender": partner_name(application.offering.host),
            "reply_by": application.reply_by,
            "link": f"{OURS}my-page/applications/{application.id}",
        }
        send(
            session, "reminder_to_reply", learner.email or "", learner.language, values, at,
            key=f"reply-reminder-{application.id}-{application.reply_by:%Y%m%dT%H%M}",
            learner_id=learner.id, offering_id=application.offering_id,
        )  # fmt: skip
    return len(due)


def _due(session: Session, at: datetime) -> list[Application]:
    offered = (
        select(ApplicationMove.application_id)
        .where(ApplicationMove.after == ApplicationState.OFFERED)
        .group_by(ApplicationMove.application_id)
        .having(func.max(ApplicationMove.moved_at) <= at - AFTER_THE_OFFER)
    )
    waiting = session.scalars(
        select(Application)
        .join(Application.learner)
        .join(Application.offering)
        .where(
            Application.state == ApplicationState.OFFERED,
            Application.reply_by > at,
            Application.reply_by <= at + BEFORE_THE_END,
            Application.id.in_(offered),
            Learner.email != "",
            Offering.state != OfferingState.CANCELLED,
        )
        .order_by(Application.id)
    )
    return list(waiting)
