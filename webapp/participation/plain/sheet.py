"""演習の紙面: a release's exercise notebook, read as questions with their text, their prepared cells and their answers.

It is the learner's notebook, so that neither a solution nor a hidden test can be on the page.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.catalogue import Exercise, Release, Task

HEADING = re.compile(r"^##\s", re.MULTILINE)
# A release never changes, and a class works at few of them.
SHEETS_KEPT = 32


class Role(StrEnum):
    """What a cell is on the page: text, a prepared cell, an answer in code, a check, or an answer in words."""

    PROSE = "prose"
    PREPARED = "prepared"
    ANSWER = "answer"
    CHECK = "check"
    WORDS = "words"


@dataclass(frozen=True)
class Part:
    """紙面の一区切り: one cell of the notebook; `place` is its position there."""

    place: int
    role: Role
    text: str
    grade_id: str = ""


@dataclass(frozen=True)
class Question:
    """問: one exercise or free-text task with the parts that belong to it.

    `before` is what stands before its own heading: prepared cells and their explanations.
    """

    id: str
    subject: Exercise | Task
    before: tuple[Part, ...]
    parts: tuple[Part, ...]

    @property
    def answers(self) -> tuple[Part, ...]:
        """The parts that a learner fills in."""
        return tuple(part for part in self.parts if part.role in (Role.ANSWER, Role.WORDS))

    @property
    def runs(self) -> bool:
        """Whether there is code to run in it."""
        return any(part.role is Role.ANSWER for part in self.parts)


@dataclass(frozen=True)
class Sheet:
    """演習の紙面: all parts of a release's exercise notebook, and its questions in their order."""

    release: Release
    intro: tuple[Part, ...]
    questions: tuple[Question, ...]
    parts: tuple[Part, ...]

    def question(self, question_id: str) -> Question | None:
        """A question by the grade id of its exercise or task."""
        return next((one for one in self.questions if one.id == question_id), None)

    def before(self, question: Question) -> tuple[Part, ...]:
        """これまでの準備: what prepared the earlier questions, with what stands beside it."""
        earlier = self.questions[: self.questions.index(question)]
        return tuple(part for one in earlier for part in (*one.before, *prepared(one.parts)))

    @property
    def answers(self) -> dict[str, Part]:
        """Every part that a learner fills in, by grade id."""
        return {part.grade_id: part for question in self.questions for part in question.answers}

    @property
    def code(self) -> tuple[Part, ...]:
        """The prepared cells and the answers in code, in the order in which they run."""
        return tuple(part for part in self.parts if part.role in (Role.PREPARED, Role.ANSWER))


@lru_cache(maxsize=SHEETS_KEPT)
def read_sheet(releases: Path, release: Release) -> Sheet:
    """Read the learner's exercise notebook of a release."""
    notebook = json.loads(notebook_of(releases, release))
    parts = tuple(_part(place, cell) for place, cell in enumerate(notebook["cells"]))
    subjects: dict[str, Exercise | Task] = {one.id: one for one in release.exercises}
    subjects |= {one.id: one for one in release.tasks}
    grouped = _grouped(parts, subjects)
    first = grouped[0][1] if grouped else ()
    intro, before = _apart(first)
    questions = [
        _question(subjects[id], before if number == 0 else lead, own)
        for number, (id, lead, own) in enumerate(grouped)
    ]
    return Sheet(release, intro, tuple(questions), parts)


def notebook_of(releases: Path, release: Release) -> str:
    """The text of a release's exercise notebook as learners get it."""
    return (releases / release.digest / "learner" / "exercise.ipynb").read_text(encoding="utf-8")


def _part(place: int, cell: dict[str, Any]) -> Part:
    about = cell.get("metadata", {}).get("nbgrader", {})
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return Part(place, _role(cell["cell_type"], about), text, about.get("grade_id", ""))


def _role(kind: str, about: dict[str, Any]) -> Role:
    if kind == "code":
        if about.get("solution"):
            return Role.ANSWER
        return Role.CHECK if about.get("grade") else Role.PREPARED
    return Role.WORDS if about.get("solution") or about.get("task") else Role.PROSE


Group = tuple[str, tuple[Part, ...], tuple[Part, ...]]


def _grouped(parts: Sequence[Part], subjects: dict[str, Exercise | Task]) -> list[Group]:
    """The parts up to each check or task, divided where its own heading begins; closing words belong to the last."""
    groups: list[Group] = []
    waiting: list[Part] = []
    for part in parts:
        waiting.append(part)
        if part.role in (Role.CHECK, Role.WORDS) and part.grade_id in subjects:
            own = _where_it_begins(waiting)
            groups.append((part.grade_id, tuple(waiting[:own]), tuple(waiting[own:])))
            waiting = []
    if groups and waiting:
        id, lead, own_parts = groups[-1]
        groups[-1] = (id, lead, (*own_parts, *waiting))
    return groups


def _where_it_begins(parts: Sequence[Part]) -> int:
    """The last heading before the first answer; else the text right before it."""
    answer = next(
        (n for n, part in enumerate(parts) if part.role in (Role.ANSWER, Role.WORDS)), len(parts) - 1
    )
    headed = [n for n in range(answer) if parts[n].role is Role.PROSE and HEADING.search(parts[n].text)]
    if headed:
        return headed[-1]
    return answer - 1 if answer and parts[answer - 1].role is Role.PROSE else answer


def _apart(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """How the lesson is introduced, and what prepares its first question."""
    begins = next((n for n, part in enumerate(parts) if not _introduces(part)), len(parts))
    return tuple(parts[:begins]), tuple(parts[begins:])


def _introduces(part: Part) -> bool:
    return part.role is Role.PROSE and not HEADING.search(part.text)


def _question(subject: Exercise | Task, before: Sequence[Part], parts: Sequence[Part]) -> Question:
    return Question(subject.id, subject, tuple(before), tuple(parts))


def prepared(parts: Sequence[Part]) -> Iterator[Part]:
    """The prepared cells among some parts."""
    return (part for part in parts if part.role is Role.PREPARED)


def has_words(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether somebody wrote here: something else stands in a box than what it begins with."""
    return any(
        answers.get(part.grade_id, "").strip() not in ("", part.text.strip()) for part in question.answers
    )
