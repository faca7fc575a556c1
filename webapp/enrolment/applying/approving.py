"""承認を求める: 所属長・校長, or a minor's guardian through the school, answers on a page that a link opens."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.enrolment.accounts.codes import hash_token
from webapp.enrolment.applying.form import Approver
from webapp.enrolment.applying.models import Approval
from webapp.enrolment.models import Application
from webapp.enrolment.operations import NotPossible
from webapp.mail.links import OURS
from webapp.mail.models import Message
from webapp.mail.outbox import send
from webapp.programme.naming import offering_name
from webapp.wording import mark

# Applying, taking back and applying again must not fill somebody's mailbox.
MOST_A_DAY = 6


def ask_for_approval(session: Session, application: Application, who: Approver, at: datetime) -> Approval:
    """承認を求める: anew where this person applies again; what was answered before counts no more."""
    learner = application.learner
    _refuse_too_many(session, learner.id, at)
    approval = session.scalar(
        select(Approval).filter_by(application_id=application.id, kind=who.kind)
    ) or Approval(application_id=application.id, kind=who.kind)
    token = secrets.token_urlsafe(32)
    approval.approver_name, approval.approver_email = who.name, who.email
    approval.token_hash, approval.asked_at = hash_token(token), at
    approval.decided_at, approval.approved, approval.note = None, None, ""
    session.add(approval)
    session.flush()
    values = {
        "name": learner.name,
        "offering": offering_name(application.offering),
        "approver": who.name,
        "link": f"{OURS}approvals/{token}",
    }
    send(
        session, "approval_asked", who.email, learner.language, values, at,
        key=f"approval-{approval.id}-{approval.token_hash[:16]}", learner_id=learner.id,
        offering_id=application.offering_id,
    )  # fmt: skip
    return approval


def _refuse_too_many(session: Session, learner_id: int, at: datetime) -> None:
    asked = session.scalar(
        select(func.count()).where(
            Message.template == "approval_asked",
            Message.learner_id == learner_id,
            Message.queued_at > at - timedelta(days=1),
        )
    )
    if (asked or 0) >= MOST_A_DAY:
        raise NotPossible(
            mark(
                "承認のお願いを何度も送りました。明日もう一度お試しいただくか、事務局にお問い合わせください。"
            )
        )


def find_approval(session: Session, token: str) -> Approval | None:
    """The approval behind a link; looking at it changes nothing."""
    return session.scalar(select(Approval).filter_by(token_hash=hash_token(token)))
