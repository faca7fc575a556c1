"""The demo's teacher, and the module that they open to a class (架空のデータ)."""

from sqlalchemy import select

from webapp.enrolment.models import Enrolment, Learner
from webapp.programme.models import Offering, OfferingState

TEACHER, COURSE, LESSON = "sensei", "teacher_training", "t2"


def teachers_offering(session):
    """The running teachers' offering of the demo in which the teacher is enrolled."""
    theirs = (
        select(Offering)
        .join(Enrolment)
        .join(Learner)
        .where(Learner.login_id == TEACHER, Offering.course_slug == COURSE)
        .where(Offering.state == OfferingState.RUNNING)
    )
    return session.scalars(theirs).one()
