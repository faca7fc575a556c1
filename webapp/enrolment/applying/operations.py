"""What happens to an application: it comes in, is decided, drawn, taken back; and who waits moves up."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.models import Approval, Draw, InvitationUse
from webapp.enrolment.applying.moves import begin, move
from webapp.enrolment.applying.profile import Profile
from webapp.enrolment.applying.queue import queue_of
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.telling import tell, tell_of_approval
from webapp.enrolment.applying.waiting import fill_seats
from webapp.enrolment.models import Application, ApplicationState, Enrolment, Learner
from webapp.enrolment.operations import NotPossible, enrol, withdraw
from webapp.programme.models import Offering, Selection
from webapp.programme.queries import takes_applications as takes_applications
from webapp.wording import mark

S = ApplicationState


def apply(
    session: Session,
    learner: Learner,
    offering: Offering,
    profile: Profile,
    at: datetime,
    *,
    sent_by: int | None = None,
    already_approved: bool = False,
    needs_approval: bool = False,
    sent_at: datetime | None = None,
) -> Application:
    """申し込む: once per person and offering; pressing twice changes nothing.

    Raises NotPossible outside the application window, and for who withdrew or was not selected. What was sent
    in time (`sent_at`) counts although the address was confirmed a little later.
    """
    hold(session, offering)
    there = session.scalar(select(Application).filter_by(learner_id=learner.id, offering_id=offering.id))
    if there is not None and there.state in (S.WITHDRAWN, S.REJECTED):
        raise NotPossible(
            mark("この講座には、もう一度申し込むことができません。事務局にお問い合わせください")
        )
    if there is not None and there.state is not S.CANCELLED:
        return there
    if not takes_applications(offering, sent_at or at):
        raise NotPossible(mark("いまは申込を受け付けていません"))
    application = there or Application(learner=learner, offering=offering)
    application.applied_at, application.profile = at, profile.as_data()
    application.sent_by_id, application.queue_place, application.reply_by = sent_by, None, None
    application.rule_version = int(offering.completion_rule["version"])
    if there is None:
        application.state = S.APPLIED
        begin(session, application, at, learner.id)
    else:
        move(session, application, S.APPLIED, at, learner.id)
    if not needs_approval:
        place(session, application, at, already_approved=already_approved)
    tell(session, application, at)
    fill_seats(session, offering, at)
    return application


def place(
    session: Session, application: Application, at: datetime, *, already_approved: bool = False
) -> None:
    """申込の扱い: as the offering selects: at once, into the draw, or kept for the office to decide."""
    offering = application.offering
    drawn = session.get(Draw, offering.id) is not None
    if not already_approved:
        if offering.selection is Selection.REVIEW:
            return
        if offering.selection is Selection.LOTTERY and not drawn:
            move(session, application, S.DRAWING, at)
            return
    seated = not queue_of(session, offering) and seats_of(session, offering, at).free_for(
        application.sent_by_id
    )
    # Somebody may sit on a reserved seat although others, for whom it is not, wait.
    if not seated and application.sent_by_id is not None:
        waiting = [
            other for other in queue_of(session, offering) if other.sent_by_id == application.sent_by_id
        ]
        seated = not waiting and seats_of(session, offering, at).free_for(application.sent_by_id)
    if seated:
        seat(session, application, at)
    else:
        move(session, application, S.WAITING, at)


def seat(
    session: Session, application: Application, at: datetime, by: int | None = None, reason: str = ""
) -> Enrolment:
    """受講決定: the person is enrolled, with what they said of themselves for the year's figures."""
    profile = Profile.from_data(application.profile or {"audience": application.offering.audience})
    return enrol(session, application.learner, application.offering, profile.attributes(), at, by, reason)


def approve(session: Session, approval: Approval, approved: bool, note: str, at: datetime) -> None:
    """承認・不承認: answered once; an application goes on when everybody who was asked has approved."""
    application = approval.application
    hold(session, application.offering)
    session.refresh(approval)
    if approval.decided_at is not None:
        return
    approval.decided_at, approval.approved, approval.note = at, approved, note[:500]
    session.flush()
    if application.state is not S.APPLIED:
        return
    if not approved:
        move(session, application, S.REJECTED, at, reason=mark("承認が得られなかったため"))
    elif not pending_approvals(session, application):
        place(session, application, at, already_approved=came_by_invitation(session, application))
    if application.state is S.APPLIED:
        tell_of_approval(session, approval, at)
    else:
        tell(session, application, at)
    fill_seats(session, application.offering, at)


def came_by_invitation(session: Session, application: Application) -> bool:
    """招待による申込か: what an invitation brings is approved already."""
    return session.get(InvitationUse, application.id) is not None


def pending_approvals(session: Session, application: Application) -> list[Approval]:
    """承認待ち: who was asked and has not answered."""
    rows = session.scalars(select(Approval).filter_by(application_id=application.id, decided_at=None))
    return list(rows)


def decide(
    session: Session,
    application: Application,
    after: ApplicationState,
    at: datetime,
    by: int,
    reason: str = "",
    *,
    beyond_capacity: bool = False,
) -> None:
    """事務局の決定: 受講決定, キャンセル待ち or 選外; the same decision twice changes nothing.

    Raises NotPossible where no seat is left, unless the office says that it adds one.
    """
    hold(session, application.offering)
    if application.state is after:
        return
    if after is S.ACCEPTED:
        free = seats_of(session, application.offering, at).free_for(application.sent_by_id)
        if application.state is not S.OFFERED and not free and not beyond_capacity:
            raise NotPossible(
                mark("席が空いていません。定員を超えて決定するときは、その欄に印を付けてください")
            )
        seat(session, application, at, by, reason)
    elif after in (S.WAITING, S.REJECTED):
        move(session, application, after, at, by, reason)
    else:
        raise NotPossible(mark("この状態には、事務局の決定では移せません"))
    tell(session, application, at)
    fill_seats(session, application.offering, at)


def reply(session: Session, application: Application, accepts: bool, at: datetime) -> None:
    """繰上げの返事: take the seat or leave it to the next; after the reply-by time it is somebody else's."""
    hold(session, application.offering)
    if application.state is S.ACCEPTED and accepts:
        return
    late = application.reply_by is not None and application.reply_by <= at
    if application.state is not S.OFFERED or late:
        raise NotPossible(mark("回答期限を過ぎたか、すでに回答済みです"))
    if accepts:
        seat(session, application, at, application.learner_id)
    else:
        move(
            session, application, S.CANCELLED, at, application.learner_id, mark("本人が繰上げを辞退したため")
        )
    tell(session, application, at)
    fill_seats(session, application.offering, at)


def take_back(
    session: Session, application: Application, at: datetime, by: int | None = None, reason: str = ""
) -> None:
    """取消・辞退: before the decision an application is cancelled, after it the learner withdraws; the seat goes on."""
    hold(session, application.offering)
    if application.state in (S.CANCELLED, S.WITHDRAWN, S.REJECTED):
        return
    if application.state is S.ACCEPTED:
        enrolment = session.scalars(
            select(Enrolment).filter_by(
                learner_id=application.learner_id, offering_id=application.offering_id
            )
        ).one()
        withdraw(session, enrolment, at, by, reason)
    else:
        move(session, application, S.CANCELLED, at, by, reason)
    tell(session, application, at)
    fill_seats(session, application.offering, at)
