"""クラスの数: how many seats are taken, and for each exercise how many ran it and passed it; never who."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.participation.school_classes.models import ClassMark, ClassSeat, SchoolClass


def tally_of(session: Session, found: SchoolClass) -> dict[str, Any]:
    """Seats, and by exercise [ran, passed]: of an open class as it is, of one that has ended as it was."""
    if found.tally is not None:
        return found.tally
    rows = session.execute(
        select(ClassMark.exercise_id, func.count(), func.count().filter(ClassMark.passed))
        .join(ClassSeat, ClassSeat.id == ClassMark.seat_id)
        .where(ClassSeat.class_id == found.id)
        .group_by(ClassMark.exercise_id)
    )
    return {
        "seats": seats_taken(session, found),
        "exercises": {exercise: [ran, passed] for exercise, ran, passed in rows},
    }


def seats_taken(session: Session, found: SchoolClass) -> int:
    """How many seats of a class are taken."""
    return session.scalar(select(func.count()).where(ClassSeat.class_id == found.id)) or 0


def mark_ran(session: Session, seat_id: int, exercise_id: str) -> ClassMark:
    """Note that a seat ran an exercise."""
    mark = session.get(ClassMark, (seat_id, exercise_id))
    if mark is None:
        mark = ClassMark(seat_id=seat_id, exercise_id=exercise_id, passed=False, failures=0)
        session.add(mark)
        session.flush()
    return mark


def mark_graded(session: Session, seat_id: int, exercise_id: str, sheet: dict[str, Any]) -> None:
    """Note what a grading says: what passed, and a failure of the exercise whose button was pressed."""
    mark_ran(session, seat_id, exercise_id)
    for scored in sheet["exercises"]:
        if scored["passed"]:
            mark_ran(session, seat_id, scored["id"]).passed = True
        elif scored["id"] == exercise_id and scored["passed"] is False:
            mark_ran(session, seat_id, exercise_id).failures += 1
    session.flush()


def failures_of(session: Session, seat_id: int, exercise_id: str) -> int:
    """How often a seat failed an exercise."""
    mark = session.get(ClassMark, (seat_id, exercise_id))
    return mark.failures if mark else 0
