"""締切のあと: the draw of an offering by lottery, and the end of one that does not take place."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.enrolment.applying.hold import hold
from webapp.enrolment.applying.lottery import draw_order
from webapp.enrolment.applying.models import Draw
from webapp.enrolment.applying.moves import move
from webapp.enrolment.applying.operations import seat, takes_applications
from webapp.enrolment.applying.seats import seats_of
from webapp.enrolment.applying.telling import tell, tell_all_of_calling_off
from webapp.enrolment.models import Application
from webapp.enrolment.operations import NotPossible
from webapp.enrolment.states import ApplicationState as S
from webapp.programme.models import Offering, OfferingState
from webapp.wording import mark

CAN_BE_CALLED_OFF = (OfferingState.PLANNED, OfferingState.OPEN, OfferingState.RUNNING)


def draw(session: Session, offering: Offering, at: datetime, by: int) -> Draw:
    """抽選する: once, after applications have closed, from the string that was published before.

    Raises NotPossible while applications come in, without a published string, or with nobody to draw.
    """
    hold(session, offering)
    if (done := session.get(Draw, offering.id)) is not None:
        return done
    if takes_applications(offering, at):
        raise NotPossible(mark("申込期間が終わってから抽選してください"))
    if not offering.lottery_string:
        raise NotPossible(mark("抽選に使う文字列が公表されていません"))
    waiting = session.scalars(select(Application).filter_by(offering_id=offering.id, state=S.DRAWING)).all()
    if not waiting:
        raise NotPossible(mark("抽選待ちの申込がありません"))
    order = draw_order(offering.lottery_string, [application.id for application in waiting])
    done = Draw(
        offering_id=offering.id, published=order.published, list_digest=order.list_digest, seed=order.seed,
        order=list(order.numbers), drawn_at=at, drawn_by_id=by,
    )  # fmt: skip
    session.add(done)
    session.flush()
    by_number = {application.id: application for application in waiting}
    for queue_place, number in enumerate(order.numbers, start=1):
        application = by_number[number]
        application.queue_place = queue_place
        if seats_of(session, offering, at).free_for(application.sent_by_id):
            seat(session, application, at, by, mark("抽選のため"))
        else:
            move(session, application, S.WAITING, at, by, mark("抽選のため"))
        tell(session, application, at)
    return done


def call_off(session: Session, offering: Offering, reason: str, at: datetime) -> int:
    """開講中止: everybody who applied is told why; return how many messages were kept for sending.

    Raises NotPossible where the offering is over.
    """
    hold(session, offering)
    if offering.state is OfferingState.CANCELLED:
        return 0
    if offering.state not in CAN_BE_CALLED_OFF:
        raise NotPossible(mark("終わった講座は中止にできません"))
    offering.state = OfferingState.CANCELLED
    session.flush()
    return tell_all_of_calling_off(session, offering, reason, at)
