"""申込の知らせ: what an applicant is told by mail when their application moved."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from webapp.enrolment.applying.models import ApplicationMove, Approval
from webapp.enrolment.applying.queue import place_in_queue
from webapp.enrolment.models import Application, ApplicationState
from webapp.fiscal_year import japanese_date
from webapp.mail.links import OURS
from webapp.mail.outbox import send
from webapp.programme.models import Meeting, MeetingMode, Offering
from webapp.programme.naming import offering_name, partner_name

TEMPLATES = {
    ApplicationState.APPLIED: "application_received",
    ApplicationState.DRAWING: "application_received",
    ApplicationState.ACCEPTED: "accepted",
    ApplicationState.WAITING: "waiting",
    ApplicationState.OFFERED: "seat_offered",
    ApplicationState.REJECTED: "not_selected",
    ApplicationState.CANCELLED: "application_cancelled",
    ApplicationState.WITHDRAWN: "withdrawn",
}
GONE = (ApplicationState.CANCELLED, ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
# What the platform itself gives as a reason; an office's own words go out as they were typed.
REASONS_EN = {"承認が得られなかったため": "the approval that was asked for was not given"}
STATES_EN = {ApplicationState.APPLIED: "Application received", ApplicationState.DRAWING: "Awaiting the draw"}


def tell(session: Session, application: Application, at: datetime) -> None:
    """Tell an applicant of the newest move, once; who has no mail address reads it on their page."""
    learner, offering = application.learner, application.offering
    if not learner.email:
        return
    newest = session.scalars(
        select(ApplicationMove).filter_by(application_id=application.id).order_by(ApplicationMove.id.desc())
    ).first()
    if newest is None:
        return
    expired = newest.before is ApplicationState.OFFERED and newest.moved_by_id is None
    expired = expired and newest.after is ApplicationState.CANCELLED
    send(
        session,
        "seat_expired" if expired else TEMPLATES[application.state],
        learner.email,
        learner.language,
        values_for(session, application, newest),
        at,
        key=f"application-move-{newest.id}",
        learner_id=learner.id,
        offering_id=offering.id,
    )


def _start(first: Meeting) -> date | datetime:
    # オンデマンドの回 has a day from which it is there, and no hour.
    return japanese_date(first.starts_at) if first.mode is MeetingMode.ON_DEMAND else first.starts_at


def values_for(session: Session, application: Application, newest: ApplicationMove) -> dict[str, object]:
    """What the texts may say; each takes what it needs."""
    learner, offering, state = application.learner, application.offering, application.state
    first = next(iter(offering.meetings), None)
    return {
        "name": learner.name,
        "offering": offering_name(offering),
        "sender": partner_name(offering.host),
        "state": {"ja": state.label_ja, "en": STATES_EN.get(state, state.value)},
        "starts": _start(first) if first else offering.starts_on,
        "place": first.place if first else "",
        "place_in_queue": place_in_queue(session, application),
        "reply_by": application.reply_by or "",
        "reason": _in_both(newest.reason),
        # The address of this platform is put before it when the mail goes out.
        "link": f"{OURS}my-page/applications/{application.id}",
    }


def _in_both(reason: str) -> dict[str, str] | str:
    """Empty where there is none, since texts leave out the line."""
    return {"ja": reason, "en": REASONS_EN.get(reason, reason)} if reason else ""


def alive_in(session: Session, offering: Offering) -> Sequence[Application]:
    """生きている申込: of everybody who is in the offering or may still come into it."""
    return session.scalars(
        select(Application)
        .join(Application.learner)
        .options(contains_eager(Application.learner))
        .where(Application.offering_id == offering.id, Application.state.not_in(GONE))
        .order_by(Application.id)
    ).all()


def tell_all_of_calling_off(session: Session, offering: Offering, reason: str, at: datetime) -> int:
    """開講中止の知らせ: to everybody whose application is alive and who has an address."""
    told = [application for application in alive_in(session, offering) if application.learner.email]
    for application in told:
        learner = application.learner
        values = {
            "name": learner.name,
            "offering": offering_name(offering),
            "sender": partner_name(offering.host),
            "reason": reason,
        }
        send(
            session, "offering_cancelled", learner.email or "", learner.language, values, at,
            key=f"offering-cancelled-{application.id}", learner_id=learner.id, offering_id=offering.id,
        )  # fmt: skip
    return len(told)


def tell_of_approval(session: Session, approval: Approval, at: datetime) -> None:
    """承認の結果: to who applied, while the office has not decided yet; a decision is told by itself."""
    application = approval.application
    learner = application.learner
    if not learner.email:
        return
    values = {
        "name": learner.name,
        "offering": offering_name(application.offering),
        "sender": partner_name(application.offering.host),
        "approver": approval.approver_name,
        "approved": bool(approval.approved),
    }
    send(
        session, "approval_answered", learner.email, learner.language, values, at,
        key=f"approval-answered-{approval.id}-{approval.token_hash[:16]}", learner_id=learner.id,
        offering_id=application.offering_id,
    )  # fmt: skip
