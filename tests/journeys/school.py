"""A teacher of the demo as somebody who may open a class, until the teachers' modules are everywhere (架空のデータ)."""

from sqlalchemy import select

from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.audience import Audience
from webapp.programme.models import Offering, OfferingState

TEACHER, COURSE = "sensei", "beginner"
NUMBER = 90


def teachers_offering(session):
    """A teachers' offering of the beginners' course, with the teacher enrolled in it; made once."""
    made = session.scalars(select(Offering).where(Offering.number == NUMBER)).first()
    if made is not None:
        return made
    running = select(Offering).where(Offering.course_slug == COURSE, Offering.state == OfferingState.RUNNING)
    model = session.scalars(running).first()
    own = ("id", "number", "audience")
    copied = {
        column.key: getattr(model, column.key)
        for column in Offering.__table__.columns
        if column.key not in own
    }
    offering = Offering(**copied, number=NUMBER, audience=Audience.TEACHER)
    teacher = session.scalars(select(Learner).where(Learner.login_id == TEACHER)).one()
    enrolled_at = session.scalars(select(Enrolment.enrolled_at)).first()
    session.add(
        Enrolment(learner=teacher, offering=offering, audience=Audience.TEACHER, enrolled_at=enrolled_at)
    )
    session.flush()
    return offering
