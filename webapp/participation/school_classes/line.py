"""クラスの順番: what pupils pressed, each at most one at a time; hand-ins go first, then learners' runs, then classes."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from webapp.participation.models import Submission
from webapp.participation.plain import line as runs
from webapp.participation.plain.models import CellRunState
from webapp.participation.queue import has_work
from webapp.participation.school_classes.counting import mark_graded, mark_ran
from webapp.participation.school_classes.models import Asked, ClassSeat, ClassWork

# Nothing of a pupil's is kept for longer, shown or not.
KEPT = timedelta(minutes=2)


def ask(
    session: Session,
    seat: ClassSeat,
    exercise: str,
    kind: Asked,
    cells: list[dict[str, Any]],
    texts: dict[str, str],
    at: datetime,
) -> ClassWork | None:
    """実行・採点を頼む: None while one of theirs is being run; one that only waits is changed and keeps its place."""
    work = work_of(session, seat.id)
    if work is not None and work.state is CellRunState.RUNNING and not _is_lost(work, at):
        return None
    if work is not None and work.state is not CellRunState.QUEUED:
        session.delete(work)
        session.flush()
        work = None
    if work is None:
        work = ClassWork(class_id=seat.class_id, seat_id=seat.id, state=CellRunState.QUEUED)
        session.add(work)
    work.exercise_id, work.kind, work.cells, work.texts, work.asked_at = exercise, kind, cells, texts, at
    seat.seen_at = at
    session.flush()
    return work


def work_of(session: Session, seat_id: int) -> ClassWork | None:
    """What a seat asked for."""
    return session.scalar(select(ClassWork).where(ClassWork.seat_id == seat_id))


def claim_work(session: Session, at: datetime, most: int) -> ClassWork | None:
    """Take what is next: none while a hand-in or a learner's run waits, and of one class never more than `most` at once.

    The class with the fewest under way goes first, and within it who has waited longest.
    """
    if has_work(session, at, Submission) or runs.has_run(session):
        return None
    under_way = _under_way(at)
    found = session.scalar(
        select(ClassWork)
        .where(ClassWork.state == CellRunState.QUEUED, under_way < most)
        .order_by(under_way, ClassWork.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if found is not None:
        found.state, found.begun_at = CellRunState.RUNNING, at
        session.flush()
    return found


def _under_way(at: datetime) -> ColumnElement[int]:
    """How many of the same class are being run; what a worker left that is no more takes no seat for long."""
    other = aliased(ClassWork)
    return (
        select(func.count(other.id))
        .where(
            other.class_id == ClassWork.class_id,
            other.state == CellRunState.RUNNING,
            other.begun_at > at - runs.LOST_AFTER,
        )
        .correlate(ClassWork)
        .scalar_subquery()
    )


def has_waiting(session: Session) -> bool:
    """Whether somebody waits; a plain read."""
    waiting = select(ClassWork.id).where(ClassWork.state == CellRunState.QUEUED)
    return session.scalar(waiting.limit(1)) is not None


def finish(session: Session, work: ClassWork, outcome: dict[str, Any] | None) -> None:
    """Keep what came of it until it is shown, and count; a class that ended meanwhile has no rows any more."""
    done = session.execute(
        update(ClassWork)
        .where(
            ClassWork.id == work.id,
            ClassWork.seat_id == work.seat_id,
            ClassWork.begun_at == work.begun_at,
            ClassWork.state == CellRunState.RUNNING,
        )
        .values(
            state=CellRunState.FAILED if outcome is None else CellRunState.DONE,
            outcome=outcome,
            # What was typed is not needed any more.
            texts={},
            cells=[{"grade_id": cell["grade_id"]} for cell in work.cells],
        )
    )
    if not getattr(done, "rowcount", 0) or outcome is None:
        return
    if work.kind is Asked.GRADE:
        mark_graded(session, work.seat_id, work.exercise_id, outcome)
    else:
        mark_ran(session, work.seat_id, work.exercise_id)


def clear_line(session: Session, at: datetime) -> int:
    """Delete whatever is older than two minutes; how many."""
    gone = session.execute(delete(ClassWork).where(_old(at)))
    return max(0, int(getattr(gone, "rowcount", 0)))


def needs_clearing(session: Session, at: datetime) -> bool:
    """Whether `clear_line` would find something; a plain read."""
    return session.scalar(select(ClassWork.id).where(_old(at)).limit(1)) is not None


def _old(at: datetime) -> ColumnElement[bool]:
    return or_(ClassWork.asked_at < at - KEPT, ClassWork.begun_at < at - KEPT)


def _is_lost(work: ClassWork, at: datetime) -> bool:
    return work.begun_at is not None and work.begun_at < at - runs.LOST_AFTER


def waiting_before(session: Session, work: ClassWork) -> int:
    """あと何人: how many of the same class go before."""
    count = select(func.count()).where(
        ClassWork.class_id == work.class_id,
        or_(
            ClassWork.state == CellRunState.RUNNING,
            (ClassWork.state == CellRunState.QUEUED) & (ClassWork.id < work.id),
        ),
    )
    return session.scalar(count) or 0
