"""クラスの結果: what came of a pupil's press, shown once and then deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from course.catalogue import Exercise
from webapp.participation.plain.models import CellRunState
from webapp.participation.plain.outcomes import Result, told_of
from webapp.participation.plain.sheet import Question
from webapp.participation.results import exercise_result
from webapp.participation.school_classes.counting import failures_of
from webapp.participation.school_classes.line import KEPT, waiting_before, work_of
from webapp.participation.school_classes.models import Asked, ClassWork
from webapp.participation.school_classes.place import SeatPlace

ENDED = (CellRunState.DONE, CellRunState.FAILED)


@dataclass(frozen=True)
class Shown:
    """What a question's page shows: the result of a run, or of a grading; neither where nothing was pressed."""

    result: Result | None = None
    graded: dict[str, Any] | None = None


def shown_of(session: Session, place: SeatPlace, question: Question, at: datetime) -> Shown:
    """How the newest press of this question stands."""
    work = work_of(session, place.seat.id)
    if work is None or work.exercise_id != question.id:
        return Shown()
    if work.kind is Asked.GRADE and work.state is CellRunState.DONE and work.outcome is not None:
        return Shown(graded=_graded(session, place, work.outcome))
    before = waiting_before(session, work) if work.state is CellRunState.QUEUED else 0
    return Shown(told_of(work, before, question, place.sheet, at, KEPT))


def is_under_way(session: Session, place: SeatPlace, question: Question) -> bool:
    """Whether the newest press of a question has not come to its end."""
    work = work_of(session, place.seat.id)
    return work is not None and work.exercise_id == question.id and work.state not in ENDED


def forget_shown(session: Session, place: SeatPlace, question: Question) -> None:
    """Delete what has just been shown."""
    session.execute(
        delete(ClassWork).where(
            ClassWork.seat_id == place.seat.id,
            ClassWork.exercise_id == question.id,
            ClassWork.state.in_(ENDED),
        )
    )


def _graded(session: Session, place: SeatPlace, sheet: dict[str, Any]) -> dict[str, Any]:
    scored = {each["id"]: each for each in sheet["exercises"]}
    told = [
        _exercise(session, place, each, scored[each.id])
        for each in place.release.exercises
        if each.id in scored
    ]
    return {**sheet, "exercises": told}


def _exercise(
    session: Session, place: SeatPlace, exercise: Exercise, scored: dict[str, Any]
) -> dict[str, Any]:
    return exercise_result(exercise, scored, failures_of(session, place.seat.id, exercise.id))
