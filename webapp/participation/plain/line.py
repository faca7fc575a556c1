"""実行の順番: runs that wait, and whose turn it is. Hand-ins always go first, and nobody has two at once.

A run is not tried again: somebody sits before it and presses the button once more.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from grader.runs.contract import RunCell
from webapp.participation.models import Submission
from webapp.participation.plain.models import CellRun, CellRunState
from webapp.participation.plain.owners import Owner
from webapp.participation.plain.sheet import Part, Role
from webapp.participation.queue import has_work

# What was begun and is not done after so long was left by a worker that is no more.
LOST_AFTER = timedelta(seconds=60)
# Who has waited for so long is told so; the run stays in the line a little longer and is then let go of.
PATIENCE = timedelta(seconds=20)
LET_GO_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(hours=24)
UNDER_WAY = (CellRunState.QUEUED, CellRunState.RUNNING)


def run_of(session: Session, owner: Owner, lesson: str, exercise: str) -> CellRun | None:
    """The newest run of one exercise."""
    return session.scalar(
        select(CellRun).where(
            owner.owns(CellRun), CellRun.lesson_slug == lesson, CellRun.exercise_id == exercise
        )
    )


def is_busy(session: Session, owner: Owner, at: datetime) -> bool:
    """Whether a run of theirs is being run at this moment; one that only waits makes room for the next."""
    return (
        session.scalar(
            select(CellRun.id).where(
                owner.owns(CellRun), CellRun.state == CellRunState.RUNNING, CellRun.begun_at > at - LOST_AFTER
            )
        )
        is not None
    )


def ask(
    session: Session,
    owner: Owner,
    release: str,
    lesson: str,
    exercise: str,
    cells: list[tuple[Part, str]],
    at: datetime,
) -> CellRun:
    """実行を頼む: put cells with their texts in the line; what this person asked for before gives way."""
    session.execute(
        delete(CellRun).where(
            owner.owns(CellRun),
            or_(
                CellRun.state == CellRunState.QUEUED,
                and_(CellRun.lesson_slug == lesson, CellRun.exercise_id == exercise),
            ),
        )
    )
    run = CellRun(
        **owner.columns,
        lesson_slug=lesson,
        exercise_id=exercise,
        release_digest=release,
        cells=[cell_of(part, text) for part, text in cells],
        state=CellRunState.QUEUED,
        asked_at=at,
    )
    session.add(run)
    session.flush()
    return run


def cell_of(part: Part, text: str) -> dict[str, Any]:
    """A cell as a run keeps it: its text, whether it is the lesson's own, and which answer it is."""
    return {
        **asdict(RunCell(text, part.role is Role.PREPARED)),
        "place": part.place,
        "grade_id": part.grade_id,
    }


def claim_run(session: Session, at: datetime) -> CellRun | None:
    """Take the run whose turn it is; none while a hand-in waits to be graded."""
    if has_work(session, at, Submission):
        return None
    found = session.scalar(
        select(CellRun)
        .where(CellRun.state == CellRunState.QUEUED)
        .order_by(CellRun.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if found is not None:
        found.state, found.begun_at = CellRunState.RUNNING, at
        session.flush()
    return found


def has_run(session: Session) -> bool:
    """Whether a run waits; a plain read."""
    return session.scalar(select(CellRun.id).where(CellRun.state == CellRunState.QUEUED).limit(1)) is not None


def finish(session: Session, run: CellRun, outcome: dict[str, Any] | None) -> None:
    """Keep what a run showed, or that it failed for our fault; one that was asked anew meanwhile is gone.

    Its number may be another's by then, the moment at which it was begun is not.
    """
    session.execute(
        update(CellRun)
        .where(CellRun.id == run.id, CellRun.begun_at == run.begun_at, CellRun.state == CellRunState.RUNNING)
        .values(state=CellRunState.FAILED if outcome is None else CellRunState.DONE, outcome=outcome)
    )


def clear_line(session: Session, at: datetime) -> int:
    """Let go of runs that nobody waits for any more, and forget old ones; how many."""
    lost = update(CellRun).where(
        or_(
            and_(CellRun.state == CellRunState.QUEUED, CellRun.asked_at < at - LET_GO_AFTER),
            and_(CellRun.state == CellRunState.RUNNING, CellRun.begun_at < at - LOST_AFTER),
        )
    )
    session.execute(lost.values(state=CellRunState.FAILED))
    forgotten = session.execute(delete(CellRun).where(CellRun.asked_at < at - FORGOTTEN_AFTER))
    return max(0, int(getattr(forgotten, "rowcount", 0)))


def needs_clearing(session: Session, at: datetime) -> bool:
    """Whether `clear_line` would find something; a plain read."""
    old = select(CellRun.id).where(
        or_(
            and_(CellRun.state.in_(UNDER_WAY), CellRun.asked_at < at - LOST_AFTER),
            CellRun.asked_at < at - FORGOTTEN_AFTER,
        )
    )
    return session.scalar(old.limit(1)) is not None


def waiting_before(session: Session, run: CellRun) -> int:
    """How many runs go before this one."""
    count = select(func.count()).where(
        or_(
            CellRun.state == CellRunState.RUNNING,
            and_(CellRun.state == CellRunState.QUEUED, CellRun.id < run.id),
        )
    )
    return session.scalar(count) or 0
