"""What the instructor's notebook says: which cells are locked, which are answers, which are checks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from grader.notebook import Cell, Rejected, read_notebook

# A whole class hands in the same assignment within minutes.
ASSIGNMENTS_KEPT = 8


class BrokenSource(ValueError):
    """The instructor's notebook is not one that can score anything; ours to mend, never a learner's zero."""


class Role(Enum):
    """What a cell of the instructor's notebook is for."""

    LOCKED = "locked"
    OPEN = "open"
    ANSWER = "answer"
    CHECK = "check"
    MANUAL = "manual"
    PROSE = "prose"


@dataclass(frozen=True)
class AssignmentCell:
    """One cell of the instructor's notebook with its role."""

    role: Role
    text: str
    id: str | None
    grade_id: str
    points: float = 0.0


@dataclass(frozen=True)
class Assignment:
    """An instructor's notebook (演習課題), read once."""

    cells: tuple[AssignmentCell, ...]

    @property
    def max_points(self) -> float:
        """What full marks are; manual tasks are not part of it."""
        return sum(cell.points for cell in self.cells if cell.role is Role.CHECK)


@lru_cache(maxsize=ASSIGNMENTS_KEPT)
def read_assignment(source: str) -> Assignment:
    """Read the instructor's notebook; raises BrokenSource."""
    try:
        cells = tuple(_classify(cell) for cell in read_notebook(source))
    except Rejected as refusal:
        raise BrokenSource(f"the instructor's notebook cannot be read: {refusal}") from None
    names = [cell.grade_id for cell in cells if cell.grade_id]
    if repeated := sorted(_repeated(names)):
        raise BrokenSource(f"grade ids occur twice: {', '.join(repeated)}")
    return Assignment(cells)


def _classify(cell: Cell) -> AssignmentCell:
    about = cell.nbgrader
    graded, solution, task = (about.get(key) is True for key in ("grade", "solution", "task"))
    if task or (graded and (solution or cell.kind != "code")):
        return _made(Role.MANUAL, cell, _points(cell))
    if graded:
        return _made(Role.CHECK, cell, _points(cell))
    if cell.kind != "code":
        return _made(Role.PROSE, cell)
    if solution:
        return _made(Role.ANSWER, cell)
    return _made(Role.LOCKED if about.get("locked") is True else Role.OPEN, cell)


def _made(role: Role, cell: Cell, points: float = 0.0) -> AssignmentCell:
    if role in (Role.CHECK, Role.MANUAL, Role.ANSWER) and not cell.grade_id:
        raise BrokenSource(f"a {role.value} cell has no grade_id")
    return AssignmentCell(role, cell.text, cell.id, cell.grade_id or "", points)


def _points(cell: Cell) -> float:
    points = cell.nbgrader.get("points")
    if not isinstance(points, int | float) or not math.isfinite(points) or points < 0:
        raise BrokenSource(f"{cell.grade_id}: points must be a number of 0 or more")
    return float(points)


def _repeated(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]
