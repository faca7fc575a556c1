"""実行の結果の見せ方: what a run showed, question by question, and what is said when it did not come to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.orm import Session

from grader.runs.contract import CellShown, ErrorShown, RunOutcome, RunState, Shown
from webapp.participation.plain.line import PATIENCE, waiting_before
from webapp.participation.plain.models import CellRun, CellRunState
from webapp.participation.plain.sheet import Question, Sheet

# What explanations say of JupyterLab's keys and screen, and what stands for it here.
KEYS = (
    ("Shift + Enter で実行", "［実行］で実行"),
    ("with Shift + Enter", "with the Run button"),
    ("Tab キーでも入ります", "［字下げ］でも入ります"),
    ("the Tab key does it", "the Indent button does it"),
    ("上の ^ の印の前後で、", "その行に、"),
    ("Look around the ^ mark above for", "Look along that line for"),
)


@dataclass(frozen=True)
class Result:
    """実行の結果: how the newest run of a question stands, as the page tells it."""

    state: CellRunState
    asked_at: datetime
    # How many runs go before it; only while it waits.
    before: int = 0
    # Whether it has waited for longer than anybody should.
    late: bool = False
    ended: RunState | None = None
    shown: tuple[Shown, ...] = ()
    cut: bool = False
    error: ErrorShown | None = None
    # Where the error is in an answer that ran before, whose.
    stumbled: Question | None = None
    # The questions whose answers ran before.
    ran_before: tuple[Question, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether looking again soon makes sense."""
        return self.state in (CellRunState.QUEUED, CellRunState.RUNNING) and not self.late


class Ran(Protocol):
    """What is told of a run, be it a learner's or a pupil's."""

    state: Any
    asked_at: Any
    cells: Any
    outcome: Any


def result_of(session: Session, run: CellRun, question: Question, sheet: Sheet, at: datetime) -> Result:
    """How a run stands; one of an older release is shown as well, since its text was the same person's."""
    return told_of(run, waiting_before(session, run), question, sheet, at)


def told_of(
    run: Ran, before: int, question: Question, sheet: Sheet, at: datetime, patience: timedelta = PATIENCE * 2
) -> Result:
    """How a run stands that so many go before."""
    late = at - run.asked_at > patience
    if run.state in (CellRunState.QUEUED, CellRunState.RUNNING):
        return Result(run.state, run.asked_at, before, late)
    if run.outcome is None:
        return Result(CellRunState.FAILED, run.asked_at)
    return _finished(run, RunOutcome.from_dict(run.outcome), question, sheet)


def _finished(run: Ran, outcome: RunOutcome, question: Question, sheet: Sheet) -> Result:
    own = {part.grade_id for part in question.answers}
    ids = [str(cell["grade_id"]) for cell in run.cells]
    mine = [shown for id, shown in zip(ids, outcome.cells, strict=False) if id in own]
    error, where = _first_error(ids, outcome.cells)
    return Result(
        CellRunState.DONE,
        run.asked_at,
        ended=outcome.state,
        shown=tuple(one for cell in mine for one in cell.shown),
        cut=any(cell.cut for cell in mine),
        error=error,
        stumbled=None if where in own else _question_of(where, sheet),
        ran_before=tuple(
            one
            for one in sheet.questions
            if one.id != question.id and any(part.grade_id in ids for part in one.answers)
        ),
    )


def _first_error(ids: Sequence[str], cells: Sequence[CellShown]) -> tuple[ErrorShown | None, str]:
    return next(
        ((cell.error, id) for id, cell in zip(ids, cells, strict=False) if cell.error is not None), (None, "")
    )


def _question_of(grade_id: str, sheet: Sheet) -> Question | None:
    return next(
        (one for one in sheet.questions if any(part.grade_id == grade_id for part in one.answers)), None
    )


def spoken_here(sentence: str) -> str:
    """An explanation of an error, in words for a page without JupyterLab's keys."""
    for there, here in KEYS:
        sentence = sentence.replace(there, here)
    return sentence
