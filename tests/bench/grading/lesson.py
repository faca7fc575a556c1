"""What a lesson of the benchmark is, and how its notebooks are written down from a fixed seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
SOLVED = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
Notebook = dict[str, Any]


@dataclass(frozen=True)
class Exercise:
    """One exercise: an answer that is right, others that are not, and plain asserts that tell them apart."""

    name: str
    right: str
    wrong: tuple[str, ...]
    visible: str
    hidden: str
    points: int = 2


@dataclass(frozen=True)
class Lesson:
    """One workload: locked first cells, exercises, and a share of the answers that is wrong."""

    name: str
    title: str
    setup: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    share_wrong: float
    # Free cells of the learner's own between the exercises, one of these each.
    scratch: tuple[str, ...] = ()
    data: str = ""

    def source(self) -> Notebook:
        """The instructor's notebook, as nbgrader's formgrader would save it."""
        return _notebook(self._cells({}, random.Random(0)))  # noqa: S311 - work to grade, no secret

    def learner(self, number: int) -> Notebook:
        """One learner's work; the same number always gives the same work."""
        chance = random.Random(f"{self.name} {number}")  # noqa: S311 - the same
        answers = {
            exercise.name: chance.choice(exercise.wrong)
            if chance.random() < self.share_wrong
            else exercise.right
            for exercise in self.exercises
        }
        return _notebook(self._cells(answers, chance))

    def _cells(self, answers: dict[str, str], chance: random.Random) -> Iterator[dict[str, Any]]:
        for place, text in enumerate(self.setup):
            yield _cell(text, f"{self.name}-setup-{place}", locked=True)
        for exercise in self.exercises:
            yield _prose(f"## {exercise.name}")
            answer = answers.get(exercise.name, SOLVED.format(exercise.right))
            yield _cell(answer, f"{exercise.name}-answer", solution=True)
            # What learners are given has no hidden tests; the grader puts the instructor's cell in its place.
            test = exercise.visible if answers else f"{exercise.visible}\n{HIDDEN.format(exercise.hidden)}"
            yield _cell(test, exercise.name, grade=True, locked=True, points=exercise.points)
            if self.scratch:
                yield _cell(chance.choice(self.scratch) if answers else "# 自由に試すセル")

    def requests(self, folder: Path, learners: int) -> None:
        """Write everything that any grader is given into a folder."""
        for name, notebook in [
            ("source", self.source()),
            *((learner_name(number), self.learner(number)) for number in range(learners)),
        ]:
            place = folder / name / f"{self.name}.ipynb"
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")
            if self.data:
                (place.parent / "data").mkdir()
                (place.parent / "data" / "table.csv").write_text(self.data, "utf-8")


def learner_name(number: int) -> str:
    """How a learner is called in every grader."""
    return f"s{number:03}"


def _notebook(cells: Iterator[dict[str, Any]]) -> Notebook:
    made = [{**cell, "id": f"cell-{place}"} for place, cell in enumerate(cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _prose(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _cell(text: str, grade_id: str = "", **about: Any) -> dict[str, Any]:
    """One code cell; without a name it is none of nbgrader's."""
    known = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": {**known, "grade_id": grade_id, **about}} if grade_id else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": text,
        "outputs": [],
        "execution_count": None,
    }
