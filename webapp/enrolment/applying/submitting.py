"""申込を受け取る: the checked form of a known person becomes an application, with consents and approvals."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.approving import ask_for_approval
from webapp.enrolment.applying.consents import record_consents
from webapp.enrolment.applying.form import Form
from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.inviting import refuse_spent, use
from webapp.enrolment.applying.models import ApprovalKind, Invitation, InvitationUse, InvitedPerson
from webapp.enrolment.applying.operations import apply
from webapp.enrolment.models import Application, ApplicationState, Learner
from webapp.enrolment.outreach.came_by import fits
from webapp.programme.models import Offering
from webapp.programme.outreach.models import Outreach


def submit(
    session: Session,
    learner: Learner,
    offering: Offering,
    form: Form,
    at: datetime,
    *,
    invitation: Invitation | None = None,
    person: InvitedPerson | None = None,
    sent_at: datetime | None = None,
    contact: Outreach | None = None,
) -> Application:
    """申込を受け取る: once; raises NotPossible as `apply` does, and where an invitation is over or full.

    `contact` is the 周知 through whose link the person came; it counts where it told of this offering, or of courses.
    """
    hold(session, offering)
    alive = application_of(session, learner, offering)
    if alive is not None and alive.state is not ApplicationState.CANCELLED:
        return apply(session, learner, offering, form.profile, at, sent_at=sent_at)
    if invitation is not None:
        refuse_spent(session, invitation, at, sent_at or at, person)
    # What an invitation brings is approved by who sent them; a guardian is asked all the same.
    approvers = [who for who in form.approvers if invitation is None or who.kind is ApprovalKind.GUARDIAN]
    record_consents(session, learner, form.consents, at)
    application = apply(
        session, learner, offering, form.profile, at, sent_by=invitation.sent_by_id if invitation else None,
        already_approved=invitation is not None, needs_approval=bool(approvers), sent_at=sent_at,
    )  # fmt: skip
    _count(session, application, invitation)
    if fits(contact, offering):
        application.outreach = contact
    for who in approvers:
        ask_for_approval(session, application, who, at)
    if person is not None:
        person.answered_at = at
    session.flush()
    return application


def _count(session: Session, application: Application, invitation: Invitation | None) -> None:
    if invitation is not None:
        use(session, invitation, application)
    elif (before := session.get(InvitationUse, application.id)) is not None:
        session.delete(before)


def application_of(session: Session, learner: Learner, offering: Offering) -> Application | None:
    """This person's application to this offering, alive or not."""
    return session.scalar(select(Application).filter_by(learner_id=learner.id, offering_id=offering.id))
