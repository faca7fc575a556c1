"""クラスを開く・終わる: who may, for how long, and that nothing is left of the pupils afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Delete, delete, or_, select
from sqlalchemy.orm import Session

from course.catalogue import Release
from webapp.enrolment.models import Enrolment, Learner, Role, Teaching
from webapp.fiscal_year import japanese_date
from webapp.participation.operations import TAKING_WORK
from webapp.participation.school_classes.codes import new_code
from webapp.participation.school_classes.counting import tally_of
from webapp.participation.school_classes.models import ClassMark, ClassSeat, ClassWork, SchoolClass
from webapp.programme.audience import Audience
from webapp.programme.models import Offering

LASTS = timedelta(minutes=60)
# For so long the teacher may still look at the counts of a class that has ended.
FORGOTTEN_AFTER = timedelta(hours=24)


def offering_for(session: Session, learner: Learner, course: str, at: datetime) -> Offering | None:
    """By which offering somebody may open a class with a course's lessons: as a teacher in it, or as its instructor."""
    gives = any(grant.role is Role.INSTRUCTOR for grant in learner.roles_on(japanese_date(at)))
    taken = select(Enrolment.offering_id).where(
        Enrolment.learner_id == learner.id, Enrolment.withdrawn_at.is_(None)
    )
    given = select(Teaching.offering_id).where(Teaching.learner_id == learner.id)
    mine = or_(Offering.id.in_(taken), Offering.id.in_(given)) if gives else Offering.id.in_(taken)
    return session.scalars(
        select(Offering)
        .where(
            mine,
            Offering.course_slug == course,
            Offering.audience == Audience.TEACHER,
            Offering.state.in_(TAKING_WORK),
        )
        .order_by(Offering.starts_on.desc(), Offering.id.desc())
    ).first()


def open_class(
    session: Session, learner: Learner, offering: Offering, release: Release, at: datetime
) -> SchoolClass:
    """クラスを開く: a new code for an hour; a class that this teacher had open ends."""
    # Two presses at once wait for each other: each teacher has one class.
    session.get(Learner, learner.id, populate_existing=True, with_for_update=True)
    if earlier := class_of(session, learner):
        forget(session, earlier)
    made = SchoolClass(
        learner_id=learner.id,
        offering_id=offering.id,
        course_slug=release.course,
        lesson_slug=release.lesson,
        release_digest=release.digest,
        code=new_code(),
        opened_at=at,
        closes_at=at + LASTS,
    )
    session.add(made)
    session.flush()
    return made


def class_of(session: Session, learner: Learner) -> SchoolClass | None:
    """The class that a teacher opened last."""
    return session.scalar(select(SchoolClass).where(SchoolClass.learner_id == learner.id))


def find_class(session: Session, code: str, at: datetime) -> SchoolClass | None:
    """The open class that a code opens."""
    found = session.scalar(select(SchoolClass).where(SchoolClass.code == code))
    return found if found is not None and is_open(session, found, at) else None


def is_open(session: Session, found: SchoolClass, at: datetime) -> bool:
    """Whether pupils may work in it: its hour is not over, and its teacher still may."""
    if found.ended_at is not None or at >= found.closes_at:
        return False
    offering = offering_for(session, found.learner, found.course_slug, at)
    return offering is not None


def end_class(session: Session, found: SchoolClass, at: datetime) -> None:
    """クラスを終わる: the code opens nothing more, seats and all that is under way go, counts alone stay for a day."""
    if found.ended_at is None:
        found.tally = tally_of(session, found)
        found.ended_at = min(at, found.closes_at)
        found.code = None
        session.flush()
    empty(session, [found.id])


def empty(session: Session, classes: Sequence[int]) -> None:
    """Delete seats, marks and work of these classes."""
    for emptying in _emptying(classes):
        session.execute(emptying)


def forget(session: Session, found: SchoolClass) -> None:
    """Delete a class with everything in it."""
    for deletion in class_deletions([found.id]):
        session.execute(deletion)
    session.expire_all()


def class_deletions(classes: Any) -> list[Delete]:
    """What deletes these classes and everything in them, in the order in which rows refer to each other."""
    return [*_emptying(classes), delete(SchoolClass).where(SchoolClass.id.in_(classes))]


def _emptying(classes: Any) -> list[Delete]:
    seats = select(ClassSeat.id).where(ClassSeat.class_id.in_(classes))
    return [
        delete(ClassWork).where(ClassWork.class_id.in_(classes)),
        delete(ClassMark).where(ClassMark.seat_id.in_(seats)),
        delete(ClassSeat).where(ClassSeat.class_id.in_(classes)),
    ]


def end_those_over(session: Session, at: datetime) -> int:
    """End the classes whose hour is over or whose teacher may no more, and forget those of yesterday; how many."""
    open_ones = session.scalars(select(SchoolClass).where(SchoolClass.ended_at.is_(None))).all()
    over = [each for each in open_ones if not is_open(session, each, at)]
    for each in over:
        end_class(session, each, at)
    old = session.scalars(select(SchoolClass).where(SchoolClass.ended_at < at - FORGOTTEN_AFTER)).all()
    for each in old:
        forget(session, each)
    return len(over) + len(old)


def some_are_over(session: Session, at: datetime) -> bool:
    """Whether `end_those_over` would find something; a plain read."""
    open_ones = session.scalars(select(SchoolClass).where(SchoolClass.ended_at.is_(None))).all()
    if any(not is_open(session, each, at) for each in open_ones):
        return True
    old = select(SchoolClass.id).where(SchoolClass.ended_at < at - FORGOTTEN_AFTER)
    return session.scalar(old.limit(1)) is not None
