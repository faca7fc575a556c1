"""Lays the learner's cells into the instructor's notebook: the instructor's order, the learner's answers.

- A locked cell runs with the instructor's text, whatever the learner's copy says.
- An answer cell runs with the learner's text, found by its grade_id; of several copies the last one counts,
  and the earlier ones run as cells that the learner added.
- A cell that was open from the start runs with the learner's text, found by cell id or by equal text;
  where it is gone, the instructor's text runs.
- A cell that the learner added runs after the known cell that stands before it.
- Only text is taken: no metadata, no tag, no output. Checks are never part of what the learner's process runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.assignment import Assignment, AssignmentCell, Role
from grader.notebook import Cell

START = -1


@dataclass(frozen=True)
class Run:
    """A cell for the learner's process; ``grade_id`` stays on this side of the wall.

    ``locked`` says that the text is the instructor's own.
    """

    text: str
    grade_id: str | None = None
    locked: bool = False


@dataclass(frozen=True)
class Check:
    """A test cell: what it is worth and which answers must exist for it."""

    grade_id: str
    text: str
    points: float
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Manual:
    """A task that a person marks (手動採点)."""

    grade_id: str
    points: float


Step = Run | Check | Manual


@dataclass(frozen=True)
class Plan:
    """What to do with a submission, in order, and the instructor's own cells."""

    steps: tuple[Step, ...]
    cells: tuple[AssignmentCell, ...]

    @property
    def answers(self) -> dict[str, str]:
        """The learner's answers that exist, by grade_id."""
        return {step.grade_id: step.text for step in self.steps if isinstance(step, Run) and step.grade_id}


def merge(assignment: Assignment, submission: Sequence[Cell]) -> Plan:
    """The instructor's order with the learner's answers in it."""
    place = _places(assignment, submission)
    texts: dict[int, str] = {}
    added: dict[int, list[str]] = defaultdict(list)
    anchor = START
    for position, cell in enumerate(submission):
        if position in place:
            anchor = place[position]
            texts[anchor] = cell.text
        elif cell.kind == "code":
            added[anchor].append(cell.text)
    return Plan(tuple(_steps(assignment, texts, added)), assignment.cells)


def _steps(assignment: Assignment, texts: dict[int, str], added: dict[int, list[str]]) -> Iterator[Step]:
    answers: list[str] = []
    yield from map(Run, added[START])
    for position, cell in enumerate(assignment.cells):
        match cell.role:
            case Role.LOCKED:
                yield Run(cell.text, locked=True)
            case Role.OPEN:
                yield Run(texts.get(position, cell.text))
            case Role.ANSWER:
                answers.append(cell.grade_id)
                if position in texts:
                    yield Run(texts[position], cell.grade_id)
            case Role.CHECK:
                yield Check(cell.grade_id, cell.text, cell.points, tuple(answers))
                answers = []
            case Role.MANUAL:
                yield Manual(cell.grade_id, cell.points)
        yield from map(Run, added[position])


def _places(assignment: Assignment, submission: Sequence[Cell]) -> dict[int, int]:
    """For each known cell of the submission, which cell of the instructor's it is; the last copy wins."""
    by_name = {cell.grade_id: number for number, cell in enumerate(assignment.cells) if cell.grade_id}
    open_cells = {n: cell for n, cell in enumerate(assignment.cells) if not cell.grade_id}
    found: dict[int, int] = {}
    for position, cell in enumerate(submission):
        number = by_name.get(cell.grade_id) if cell.grade_id else _unnamed(open_cells, cell)
        if number is not None:
            found[number] = position
    return {position: number for number, position in found.items()}


def _unnamed(open_cells: dict[int, AssignmentCell], cell: Cell) -> int | None:
    for number, known in open_cells.items():
        if cell.id is not None and known.id == cell.id:
            return number
    for number, known in open_cells.items():
        if known.text == cell.text:
            return number
    return None
