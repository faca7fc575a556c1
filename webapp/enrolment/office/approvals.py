"""承認の取りまとめ: whose approval an offering still waits for, asking again, and answers that came on paper."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from webapp.audit import record
from webapp.enrolment.accounts.addresses import is_address
from webapp.enrolment.applying.approving import ask_for_approval
from webapp.enrolment.applying.form import NO_ADDRESS, Approver
from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.models import Approval
from webapp.enrolment.applying.operations import approve
from webapp.enrolment.models import Application, ApplicationState
from webapp.enrolment.operations import NotPossible
from webapp.programme.models import Offering
from webapp.wording import mark

ANSWERED = mark("すでに回答があったか、申込の状態が変わっています。")


def outstanding(session: Session, offering: Offering) -> Sequence[Approval]:
    """回答待ちの承認: of applications that wait for them, the longest asked first."""
    return session.scalars(
        select(Approval)
        .join(Approval.application)
        .options(contains_eager(Approval.application).joinedload(Application.learner))
        .where(
            Application.offering_id == offering.id,
            Application.state == ApplicationState.APPLIED,
            Approval.decided_at.is_(None),
        )
        .order_by(Approval.asked_at, Approval.id)
    ).all()


def ask_again(session: Session, approval: Approval, address: str, at: datetime, by: int) -> None:
    """もう一度お願いする: a new link to this address; the one sent before opens nothing any more.

    Raises NotPossible where it was answered, the address is none, or too many were sent today.
    """
    _waits(session, approval)
    if not is_address(address):
        raise NotPossible(NO_ADDRESS)
    who = Approver(approval.kind, approval.approver_name, address.strip())
    ask_for_approval(session, approval.application, who, at)
    record(session, at, by, "approval_asked_again", f"application/{approval.application_id}")


def record_on_paper(
    session: Session, approval: Approval, approved: bool, note: str, at: datetime, by: int
) -> None:
    """書面の回答を記録する: as if it had been given on the page; raises NotPossible where there is one already."""
    _waits(session, approval)
    approve(session, approval, approved, note, at)
    record(session, at, by, "approval_on_paper", f"application/{approval.application_id}", approved=approved)


def approval_of(session: Session, offering: Offering, approval_id: int) -> Approval | None:
    """The approval, where it belongs to this offering."""
    return session.scalar(
        select(Approval)
        .join(Approval.application)
        .options(joinedload(Approval.application))
        .where(Approval.id == approval_id, Application.offering_id == offering.id)
    )


def _waits(session: Session, approval: Approval) -> None:
    hold(session, approval.application.offering)
    session.refresh(approval)
    if approval.decided_at is not None or approval.application.state is not ApplicationState.APPLIED:
        raise NotPossible(ANSWERED)
